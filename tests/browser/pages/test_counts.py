"""One count everywhere: each panel, overview and table say the same as Python, in every state."""

import random
from functools import cache
from itertools import islice

from geo.model import Plan
from layers.style.catalogue import Catalogue, load_catalogue
from layers.view.link import Vocabulary, decode
from layers.view.tally import Tally, tally
from tests.browser.opened import MapPage, becomes, run
from tests.conftest import the_plan
from tests.node import node
from web.assets import modules_hash

STATES = 120
SHOWN = 8
"""of them are looked at on the page itself, the others in the functions that all parts of it ask"""

# Strip, tree, legend, filters and towers of a state, from the functions that they are written by; what disagrees is
# told.
COUNTED = """
  const names = ['state/store', 'state/tally', 'gpu/towers', 'state/view', 'state/counting'];
  const [{ Store }, tallies, { towerRows }, { decodeView }, { passing }] = await Promise.all(names.map(module));
  const units = doc.items.filter((item) => item.layer === 'units' && item.anchors);
  const { partsOf, sumOf, tally } = tallies;
  const told = (parts) => [parts.shown, parts.closed, parts.unplaced].join();
  return argument.map((link) => {
    const own = new Store(doc, decodeView(doc, link).state);
    const strip = partsOf(own, own.matching);
    const wrong = [];
    const agree = (name, parts, others) => told(parts) !== told(others) && wrong.push(name);
    if (strip.all !== strip.shown + strip.closed + strip.unplaced) wrong.push('sum');
    agree('tree', sumOf(tally(own).layers.values()), strip);
    agree('legend', sumOf(tally(own).stages.values()), strip);
    for (const name of own.facets.keys())
      for (const [value, parts] of own.counts[name])
        agree(`${name} ${value}`, parts,
          partsOf(own, passing(own, [name]).filter((item) => own.valuesOf(item, name).includes(value))));
    const { tops } = towerRows(own, units);
    for (const [unit, top] of tops) {
      const parts = partsOf(own, own.matching.filter((item) => item.districts.includes(unit)));
      if (top.total !== parts.shown || top.all !== parts.all) wrong.push(`tower ${unit}`);
    }
    return { wrong, parts: [strip.shown, strip.closed, strip.unplaced] };
  });
"""

# The same from what stands on the page.
READ = """
  const { decodeView } = await import(argument.modules.replace('NAME', 'state/view'));
  map.show(decodeView(map.doc, argument.link), 0);
  const node = map.node;
  for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  while (store.late) await new Promise((done) => setTimeout(done));
  const badge = (part) => [Number(part.dataset.shown), Number(part.dataset.all)];
  const sum = (selector) =>
    [...node.querySelectorAll(selector)].map(badge).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  const total = (name) =>
    Number(node.querySelector(`.strip [data-total=${name}]`)?.textContent.replace(/[^0-9]/g, '') ?? 0);
  return {
    strip: [total('shown'), total('total')], rest: [total('closed'), total('unplaced')],
    tree: sum('.panel .row[data-layer] > .count'),
    legend: sum('.legend .row[data-layer] .count')[0], stages: sum('.legend .row[data-stage] .count')[0],
    matrix: [...node.querySelectorAll('.dock [data-matrix-total=all]')].map(badge)[0],
    tiles: ['items', 'closed', 'unplaced'].flatMap((name) =>
      node.querySelector(`.dock [data-figure=${name}]`).textContent.split('/').map(Number)),
    themes: sum('.dock .matrix tbody .sum .count'), cells: sum('.dock .matrix [data-cell] .count'),
  };
"""


def links(plan: Plan, catalogue: Catalogue) -> list[str]:
    """Views of all kinds, always the same ones."""
    words, chance = Vocabulary(plan, catalogue), random.Random(15)
    codes, found = list(words.layer_of_code), ["", "on=-", "q=xili", "kind=citywide"]
    while len(found) < STATES:
        parts = []
        for parameter, name in (
            ("theme", "theme"),
            ("stage", "stage"),
            ("dist", "district"),
            ("prec", "precision"),
            ("col", "plan_column"),
        ):
            values = list(words.values[name])
            if chance.random() < 0.35:
                parts.append(
                    f"{parameter}={chance.choice(['', '!'])}" + ",".join(chance.sample(values, chance.randint(1, 3)))
                )
        if chance.random() < 0.6:
            parts.append("on=" + ".".join(chance.sample(codes, chance.randint(1, len(codes)))))
        if chance.random() < 0.2:
            parts.append("q=" + chance.choice(["轨道", "xl", "Shenzhen"]))
        if chance.random() < 0.2:
            parts.append("sel=" + chance.choice(list(plan.by_id)))
        found.append("&".join(parts))
    return found


@cache
def expected() -> dict[str, Tally]:
    """View -> what Python counts of it."""
    plan, catalogue = the_plan(), load_catalogue()
    words = Vocabulary(plan, catalogue)
    return {link: tally(decode("?" + link, words)[0], plan, catalogue) for link in links(plan, catalogue)}


def test_every_part_counts_alike_in_every_state() -> None:
    for (link, own), counted in zip(expected().items(), node(COUNTED, list(expected()), plan=True), strict=True):
        assert counted["wrong"] == [], link
        assert counted["parts"] == [len(own.shown), len(own.closed), len(own.unplaced)], link


def test_the_page_shows_these_counts_in_every_part(kept_page: MapPage) -> None:
    modules = f"/modules/{modules_hash()}/NAME.js"
    run(kept_page.page, "store.set({ page: 'overview' })")
    kept_page.page.locator("[data-matrix-total=all]").wait_for()
    # The page has taken their room.
    run(kept_page.page, "store.set({ panelOpen: true, legendOpen: true })")
    for link, own in islice(expected().items(), SHOWN):
        query = f"{link}&page=overview"
        seen = run(kept_page.page, READ, {"modules": modules, "link": query})
        shown = len(own.shown)
        assert seen["strip"] == seen["tree"] == [shown, own.all], link
        assert seen["rest"] == [len(own.closed), len(own.unplaced)], link
        assert seen["tiles"] == [shown, own.all, len(own.closed), len(own.unplaced)], link
        assert seen["legend"] == seen["stages"] == shown, link
        assert seen["matrix"] == seen["themes"] == seen["cells"], link


def test_a_click_on_the_named_rest_opens_it(kept_page: MapPage, plan: Plan) -> None:
    page = kept_page.page
    counted = tally(decode("?", Vocabulary(plan, load_catalogue()))[0], plan, load_catalogue())
    page.locator(".strip [data-total=closed]").click()
    becomes(page, ".strip [data-total=shown]", len(counted.shown) + len(counted.closed))
    assert page.locator(".strip [data-total=closed]").count() == 0
    page.locator(".strip [data-total=unplaced]").click()
    assert page.locator(".card .choices button").count() == len(counted.unplaced)
    # A single one is opened at once: there is nothing to choose from.
    run(page, "store.set({ filters: { ...store.state.filters, text: argument } })", counted.unplaced[0].id)
    becomes(page, ".strip [data-total=unplaced]", 1)
    page.locator(".strip [data-total=unplaced]").click()
    assert page.locator(".card h2").inner_text() == counted.unplaced[0].name
