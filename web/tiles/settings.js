// What somebody has typed about basemaps: kept in this browser and nowhere else, never in a link.

const NAME = "plan-map-basemaps";
const MOST = 1200;

/** @typedef {{ key: string, address: string, datum: Datum, credit: string, own: boolean }} BasemapSettings */

/** @type {BasemapSettings} */
const NOTHING = { key: "", address: "", datum: "wgs84", credit: "", own: false };

/** @returns {BasemapSettings} */
export function readSettings() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.slice(0, MOST) : "");
    return {
      key: text(kept.key),
      address: text(kept.address),
      datum: kept.datum === "gcj02" ? "gcj02" : "wgs84",
      credit: text(kept.credit),
      own: kept.own === true,
    };
  } catch (error) {
    // Storage may be off, or hold what somebody else wrote.
    console.warn(error);
    return NOTHING;
  }
}

/** @param {Partial<BasemapSettings>} changed */
export function keepSettings(changed) {
  const settings = { ...readSettings(), ...changed };
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch (error) {
    console.warn(error);
  }
  return settings;
}
