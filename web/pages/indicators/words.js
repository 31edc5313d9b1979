// What a row of the list of indicators says, in words.

/**
 * Its name in the page's language, and in the other one, as printed.
 * @param {Store} store
 * @param {IndicatorRecord} record
 * @returns {{ text: string, lang: string }[]}
 */
export function names(store, { name, name_en }) {
  const both = [
    { text: name, lang: "zh" },
    { text: name_en, lang: "en" },
  ];
  return store.state.language === "zh" ? both : both.reverse();
}

/**
 * The target as printed and its unit, in the page's language.
 * @param {Store} store
 * @param {IndicatorRecord} record
 * @returns {{ text: string, unit: string, lang: string }}
 */
export function targetOf(store, { target, target_en, unit, unit_en }) {
  if (store.state.language === "zh") return { text: target, unit, lang: "zh" };
  return { text: target_en || target, unit: unit_en, lang: "en" };
}

/**
 * What was held against the target: 2025 年 97.5, or 2021—2025 年均 5.5.
 * @param {Store} store
 * @param {IndicatorRecord} record
 */
export function compared(store, record) {
  const { result, value, measure, reckoned, on_side } = record;
  if (result === "unjudged") return store.t("indicators.noNumber");
  if (value === null) return store.t("indicators.nothing");
  const comma = store.state.language === "zh" ? "，" : ", ";
  const said = [store.t(`indicators.of.${measure}`, record)];
  if (reckoned) said.push(store.t("indicators.reckoned"));
  if (result === "unpublished") said.push(store.t(on_side ? "indicators.onSide" : "indicators.offSide"));
  return said.join(comma);
}

/**
 * What is compared, where it is not the last year's value, and from where, where that is printed.
 * @param {Store} store
 * @param {IndicatorRecord} record
 */
export function measured(store, { measure, basis }) {
  const of = ["mean", "sum"].includes(measure) ? store.t(`indicators.${measure}`) : "";
  return [of, basis ? store.t("indicators.basis", { basis }) : ""].filter(Boolean).join(" · ");
}

/**
 * The value of one year, as published; "" where none was.
 * @param {IndicatorRecord} record
 * @param {number} year
 */
export function printedOf({ values }, year) {
  return values.find((each) => each.year === year && each.since === null)?.actual ?? "";
}

/**
 * 2024 or 2021—2025.
 * @param {Store} store
 * @param {IndicatorValue} value
 */
export function yearsOf(store, { year, since }) {
  if (year === null) return store.t("indicators.noActual");
  return since === null ? String(year) : `${since}${store.state.language === "zh" ? "—" : "–"}${year}`;
}

/**
 * The verdicts that name an indicator.
 * @param {IndicatorsRecord} targets
 * @param {IndicatorRecord} record
 */
export function verdictsOf({ verdicts }, { id }) {
  return verdicts.filter(({ indicators }) => indicators.includes(id));
}

/**
 * Its own words in the page's language.
 * @param {Store} store
 * @param {{ says: string, says_en: string }} said
 * @returns {{ text: string, lang: string }}
 */
export function saying(store, { says, says_en }) {
  return store.state.language === "en" && says_en ? { text: says_en, lang: "en" } : { text: says, lang: "zh" };
}

/**
 * What the chart says to whoever does not see it.
 * @param {Store} store
 * @param {IndicatorRecord} record
 */
export function charted(store, record) {
  const comma = store.state.language === "zh" ? "、" : ", ";
  const values = record.points.map(([year, value]) => `${year} ${value}`).join(comma);
  return store.t("indicators.chart.label", { name: store.name(record), values, target: targetOf(store, record).text });
}
