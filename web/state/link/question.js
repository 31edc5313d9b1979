// A question about where things lie, as links hold it: the same rules as geo/analysis/question.py and
// layers/view/asking.py, which tests hold against this.

import { quoted } from "./quoting.js";

const NAMES = ["ask", "of", "to", "r", "k"];
const SEVERAL = new Set(["of", "to"]);
// What is asked of nothing but a radius or radii, and how many these may be.
const RADII = new Set(["near", "rings"]);
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** What names things by itself, with what may stand beside it. @type {Record<string, string[]>} */
const ALONE = { own: ["own", "pm"], area: ["area"] };

/**
 * The question of a link; null for what is none.
 * @param {QuestionRules} rules
 * @param {string} link
 * @returns {Question | null}
 */
export function questionOf(rules, link) {
  if (link.length > rules.longest) return null;
  /** @type {Record<string, string[]>} */
  const given = Object.fromEntries(NAMES.map((name) => [name, []]));
  for (const [name, value] of new URLSearchParams(link)) {
    if (!given[name] || (given[name].length && !SEVERAL.has(name))) return null;
    given[name].push(value);
  }
  const { of: subjects, to } = given;
  const [kind = ""] = given.ask;
  const metres = given.r[0]?.split(",") ?? [];
  const [count = ""] = given.k;
  if (!metres.every((part) => matches(rules.metres, part)) || !/^[0-9]{0,4}$/.test(count)) return null;
  const question = {
    kind,
    subjects,
    objects: to.length ? to : [""],
    radii: metres.map(Number),
    count: count ? Number(count) : null,
  };
  return isQuestion(rules, question) ? question : null;
}

/**
 * @param {QuestionRules} rules
 * @param {Question} question
 */
export function isQuestion(rules, question) {
  const { kind, subjects, objects, radii, count } = question;
  const most = kind === "near" ? 1 : kind === "rings" ? rules.mostRings : 0;
  return (
    rules.kinds.includes(kind) &&
    [subjects, objects].every((side) => side.length >= 1 && side.length <= rules.mostSelectors) &&
    [...subjects, ...objects].every((selector) => isSelector(rules, selector)) &&
    radii.length <= most &&
    radii.length >= (RADII.has(kind) ? 1 : 0) &&
    radii.every((radius, at) => radius > (radii[at - 1] ?? 0) && radius <= rules.mostRadius) &&
    (count !== null) === (kind === "nearest") &&
    (count === null || (count >= 1 && count <= rules.mostNearest)) &&
    questionLink(question).length <= rules.longest
  );
}

/**
 * Whether a selector names what a link may name; "" is the whole plan.
 * @param {QuestionRules} rules
 * @param {string} selector
 */
function isSelector({ selectors, patterns, longestSelector }, selector) {
  if ([...selector].length > longestSelector || CONTROL.test(selector)) return false;
  const pairs = selector ? selector.split("&").map(pairOf) : [];
  const names = pairs.map(([name]) => name);
  if (new Set(names).size < names.length || !pairs.every(([name, , mark]) => mark && selectors.includes(name)))
    return false;
  if (!pairs.every(([name, value]) => !(name in patterns) || matches(patterns[name], value))) return false;
  const alone = Object.keys(ALONE).find((name) => names.includes(name));
  return alone ? names.every((name) => ALONE[alone].includes(name)) : !names.includes("pm");
}

/**
 * @param {string} part
 * @returns {[string, string, string]} name, value, and what stands between them
 */
function pairOf(part) {
  const at = part.indexOf("=");
  return at < 0 ? [part, "", ""] : [part.slice(0, at), part.slice(at + 1), "="];
}

/**
 * @param {string} pattern
 * @param {string} value
 */
function matches(pattern, value) {
  return new RegExp(`^(?:${pattern})$`).test(value);
}

/**
 * As links have it: ask, of, to, r, k.
 * @param {Question} question
 */
export function questionLink({ kind, subjects, objects, radii, count }) {
  const whole = objects.length === 1 && objects[0] === "";
  const pairs = [
    ["ask", kind],
    ...subjects.map((selector) => ["of", selector]),
    ...(whole ? [] : objects.map((selector) => ["to", selector])),
    ...(radii.length ? [["r", radii.join(",")]] : []),
    ...(count === null ? [] : [["k", String(count)]]),
  ];
  return pairs.map(([name, value]) => `${name}=${quoted(value)}`).join("&");
}
