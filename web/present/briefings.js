// The briefings, fetched when they are first needed and again after one was saved.

const NOW = "now.json";

export class Briefings {
  /** @param {PlanMap} map */
  constructor(map) {
    this.map = map;
    /**
     * Where they were last read from; null before that, and after it failed.
     * @type {string | null}
     */
    this.url = null;
    /** @type {Promise<Briefing[]>} */
    this.loading = Promise.resolve([]);
  }

  get known() {
    return Boolean(this.map.received.briefingsUrl);
  }

  // Whether a briefing was saved since they were read.
  get stale() {
    return this.url !== null && this.url !== this.map.received.briefingsUrl;
  }

  /**
   * Records as briefing/resolved.py describes them.
   * @returns {Promise<Briefing[]>}
   */
  all() {
    const { briefingsUrl } = this.map.received;
    if (!briefingsUrl) return Promise.resolve([]);
    if (briefingsUrl !== this.url) {
      this.url = briefingsUrl;
      const loading = this.load(briefingsUrl);
      this.loading = loading;
      // What failed once may come the next time.
      loading.catch(() => {
        if (this.loading === loading) this.url = null;
      });
    }
    return this.loading;
  }

  /**
   * Asked for those of now, the server names them in its answer's address: they are not stale when that name is told
   * later.
   * @param {string} address
   * @returns {Promise<Briefing[]>}
   */
  async load(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    if (this.url === address && address.endsWith(NOW))
      this.url = address.replace(NOW, response.url.split("/").at(-1) ?? NOW);
    return (await response.json()).briefings;
  }
}

/**
 * A field of a briefing, scene or figure in a language; the other language's where that one is empty.
 * @template {string} N
 * @param {Record<N | `${N}_en`, string>} entry
 * @param {N} name
 * @param {Language} language
 */
export function inLanguage(entry, name, language) {
  const english = /** @type {`${N}_en`} */ (`${name}_en`);
  const [own, other] = language === "zh" ? [entry[name], entry[english]] : [entry[english], entry[name]];
  return own || other || "";
}
