// Who may talk to an embedded map: those whom PLAN_MAP_FRAME_ANCESTORS lets show it.

const WILD = /^(https?:\/\/)\*\.(.+)$/;

/**
 * @param {string} origin
 * @param {string[]} sources as the Content-Security-Policy has them
 * @param {string} own the map's own origin
 */
export function isAllowed(origin, sources, own) {
  return sources.some((source) => (source === "'self'" ? origin === own : matches(origin, source)));
}

/**
 * The first of some origins that may.
 * @param {(string | undefined)[]} origins
 * @param {string[]} sources
 * @param {string} own
 */
export const firstAllowed = (origins, sources, own) =>
  origins.find((origin) => origin !== undefined && isAllowed(origin, sources, own)) ?? null;

/**
 * @param {string} origin
 * @param {string} source
 */
function matches(origin, source) {
  const wild = WILD.exec(source);
  const named = parsed(wild ? wild[1] + wild[2] : source);
  const given = parsed(origin);
  if (!named || !given || given.origin !== origin) return false;
  return wild
    ? given.protocol === named.protocol && given.host.endsWith(`.${named.host}`)
    : given.origin === named.origin;
}

/** @param {string} address */
const parsed = (address) => (URL.canParse(address) ? new URL(address) : null);
