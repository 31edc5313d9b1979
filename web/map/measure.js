// Measuring by clicks: distance and area on the WGS-84 ellipsoid, not on the flat map.

import { h } from "../base/dom.js";
import { FLAT } from "../gpu/plane.js";

const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const E2 = F * (2 - F);
const RAD = Math.PI / 180;

/**
 * Vincenty's inverse solution, metres.
 * @param {Place} one
 * @param {Place} other
 */
export function geodesicM([lon1, lat1], [lon2, lat2]) {
  const L = (lon2 - lon1) * RAD;
  const u1 = Math.atan((1 - F) * Math.tan(lat1 * RAD));
  const u2 = Math.atan((1 - F) * Math.tan(lat2 * RAD));
  const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = L;
  for (let step = 0; step < 100; step += 1) {
    const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
    if (sinSigma === 0) return 0;
    const cosSigma = s1 * s2 + c1 * c2 * cl;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (c1 * c2 * sl) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cosM = cos2Alpha === 0 ? 0 : cosSigma - (2 * s1 * s2) / cos2Alpha;
    const C = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const next = L + (1 - C) * F * sinAlpha * (sigma + C * sinSigma * (cosM + C * cosSigma * (2 * cosM ** 2 - 1)));
    if (Math.abs(next - lambda) < 1e-12) {
      const k = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
      const P = 1 + (k / 16384) * (4096 + k * (-768 + k * (320 - 175 * k)));
      const Q = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)));
      const delta =
        Q *
        sinSigma *
        (cosM +
          (Q / 4) * (cosSigma * (2 * cosM ** 2 - 1) - (Q / 6) * cosM * (4 * sinSigma ** 2 - 3) * (4 * cosM ** 2 - 3)));
      return B * P * (sigma - delta);
    }
    lambda = next;
  }
  return NaN;
}

/**
 * Sine of the authalic latitude and the authalic radius: areas on the ellipsoid by a sphere of equal area.
 * @param {number} latitude
 */
function authalicQ(latitude) {
  const e = Math.sqrt(E2);
  const s = Math.sin(latitude * RAD);
  return (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e));
}

/**
 * Area of a ring in square metres, whatever its direction.
 * @param {Place[]} ring
 */
export function geodesicAreaM2(ring) {
  const pole = authalicQ(90);
  const radius2 = (A * A * pole) / 2;
  const sine = ring.map(([, latitude]) => authalicQ(latitude) / pole);
  let sum = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const j = (i + 1) % ring.length;
    sum += (ring[j][0] - ring[i][0]) * RAD * (sine[i] + sine[j]);
  }
  return Math.abs((sum * radius2) / 2);
}

/** @param {number} value metres */
export function lengthText(value) {
  return value >= 1000 ? `${(value / 1000).toFixed(value >= 100000 ? 0 : 2)} km` : `${Math.round(value)} m`;
}

/** @param {number} value square metres */
export function areaText(value) {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} km²` : `${(value / 1e4).toFixed(2)} ha`;
}

/** @param {Store} store */
export function buildMeasure(store) {
  const result = h("output", {});
  const button = (/** @type {string} */ key, /** @type {() => void} */ onclick) =>
    h("button", { class: "link", onclick }, store.t(key));
  const node = h("div", { class: "measure", hidden: true, role: "status" });
  const points = () => store.state.measure ?? [];
  const actions = {
    add: (/** @type {Place} */ point) => store.set({ measure: [...points(), point] }),
    undo: () => store.set({ measure: points().slice(0, -1) }),
    start: () => store.set({ measure: [], drawing: false, selection: null, candidates: [] }),
    stop: () => store.set({ measure: null }),
    toggle: () => (store.state.measure ? actions.stop() : actions.start()),
  };
  const render = () => {
    const { measure } = store.state;
    node.hidden = !measure;
    if (!measure) return;
    let length = 0;
    for (let i = 1; i < measure.length; i += 1) length += geodesicM(measure[i - 1], measure[i]);
    const parts = [measure.length > 1 ? `${store.t("measure.length")} ${lengthText(length)}` : store.t("measure.hint")];
    if (measure.length > 2) parts.push(`${store.t("measure.area")} ${areaText(geodesicAreaM2(measure))}`);
    result.textContent = parts.join(" · ");
    node.replaceChildren(result, button("measure.undo", actions.undo), button("measure.stop", actions.stop));
  };
  store.subscribe((_state, changed) => (changed.has("measure") || changed.has("language")) && render());
  return { node, ...actions };
}

/**
 * What is measured, drawn on the map.
 * @param {DeckGl.WithOwn} D
 * @param {State["measure"]} measure
 * @param {number[]} ink
 * @param {RowVisibility} rows
 */
export function measureLayers(D, measure, ink, rows) {
  if (!measure?.length) return [];
  const layers = [
    new D.ScatterplotLayer({
      id: "measure:points",
      data: measure,
      getPosition: (/** @type {Place} */ point) => point,
      getFillColor: [255, 255, 255],
      getLineColor: ink,
      stroked: true,
      radiusUnits: "pixels",
      lineWidthUnits: "pixels",
      getRadius: 4,
      getLineWidth: 2,
      ...FLAT,
    }),
  ];
  if (measure.length > 1)
    layers.unshift(
      new D.ShapeLayer({
        id: "measure:path",
        data: [{ path: measure, width: 2.5 }],
        getColor: () => ink,
        rows,
        ...FLAT,
      }),
    );
  if (measure.length > 2)
    layers.unshift(
      new D.SolidPolygonLayer({
        id: "measure:area",
        data: [measure],
        getPolygon: (/** @type {Place[]} */ ring) => ring,
        getFillColor: [...ink.slice(0, 3), 36],
        ...FLAT,
      }),
    );
  return layers;
}
