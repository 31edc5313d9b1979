// The briefings, fetched when they are first needed and again after one was saved.

import { loadJson } from "./loader.js";

export class Briefings {
  constructor(map) {
    this.map = map;
    this.url = null;
    this.loading = null;
  }

  get known() {
    return Boolean(this.map.received.briefingsUrl);
  }

  // Whether a briefing was saved since they were read.
  get stale() {
    return this.url !== null && this.url !== this.map.received.briefingsUrl;
  }

  // Records as exports/scenes.py describes them.
  all() {
    const { briefingsUrl } = this.map.received;
    if (!briefingsUrl) return Promise.resolve([]);
    if (briefingsUrl !== this.url) {
      this.url = briefingsUrl;
      const loading = loadJson(briefingsUrl).then(({ briefings }) => briefings);
      this.loading = loading;
      // What failed once may come the next time.
      loading.catch(() => this.loading === loading && (this.url = null));
    }
    return this.loading;
  }
}

// A field of a briefing, scene or figure in a language; the other language's where that one is empty.
export function inLanguage(entry, name, language) {
  const [own, other] = language === "zh" ? [name, `${name}_en`] : [`${name}_en`, name];
  return entry[own] || entry[other] || "";
}
