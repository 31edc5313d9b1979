"""Pictures drawn on a canvas: every number that is given to it is one."""

from tests.browser.opened import MapPage, run
from web.assets import modules_hash

WATCH = """() => {
  globalThis.strange = [];
  const proto = CanvasRenderingContext2D.prototype;
  for (const [name, { value, set, get }] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
    const check = (given) => given.flat().forEach((entry) =>
      (typeof entry === 'number' ? !Number.isFinite(entry) : entry === undefined) && strange.push(`${name}: ${entry}`));
    if (typeof value === 'function') proto[name] = function (...given) {
      check(given);
      return value.apply(this, given); };
    else if (set) Object.defineProperty(proto, name, { get, set(entry) { check([entry]); set.call(this, entry); } });
  }
}"""
DRAW = """
  const at = (name) => `/modules/${argument}/${name}.js`;
  const { drawPicture } = await import(at('present/scene-picture'));
  const { pictureBlob } = await import(at('map/picture'));
  const all = await map.briefings.all();
  const views = [...new Map(all.flatMap(({ scenes }) => scenes).map((entry) => [entry.view, entry])).values()];
  for (const appearance of ['light', 'dark']) {
    store.set({ appearance });
    for (const entry of views)
      drawPicture(Object.assign(document.createElement('canvas'), { width: 480, height: 270 }), map, entry);
    map.labels.draw();
    await pictureBlob(map);
  }
  return [views.length, [...new Set(strange)]];"""


def test_every_number_given_to_a_canvas_is_finite(map_page: MapPage) -> None:
    page = map_page.page
    page.evaluate(WATCH)
    count, strange = run(page, DRAW, modules_hash())
    assert count > 10
    assert strange == []
