// The briefings, fetched when they are first needed and again after one was saved.

const NOW = "now.json";

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
      const loading = this.load(briefingsUrl);
      this.loading = loading;
      // What failed once may come the next time.
      loading.catch(() => this.loading === loading && (this.url = null));
    }
    return this.loading;
  }

  // Asked for those of now, the server names them in its answer's address: they are not stale when that name is told later.
  async load(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    if (this.url === address && address.endsWith(NOW)) this.url = address.replace(NOW, response.url.split("/").at(-1));
    return (await response.json()).briefings;
  }
}

// A field of a briefing, scene or figure in a language; the other language's where that one is empty.
export function inLanguage(entry, name, language) {
  const [own, other] = language === "zh" ? [name, `${name}_en`] : [`${name}_en`, name];
  return entry[own] || entry[other] || "";
}
