"""Names on the map: none hides a symbol, what is indicative is said to be, districts are all named."""

import pytest

from geo.plan import Plan
from layers.browser_parts import modules_hash
from tests.browser.conftest import MapPage, run

# The boxes of the names as they stand now, and which symbols each hides.
NAMES = """
  const { labels } = map;
  labels.draw();
  const symbols = labels.symbols(scene.viewport());
  const meet = (one, other) => one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
  return labels.shown.map(({ text, kind, box }) => [text, kind, symbols.filter((symbol) => meet(box, symbol)).length]);
"""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", ["map", "table"])
def test_no_name_hides_a_symbol(open_at, plan: Plan, page: str, language: str, size: tuple[int, int]) -> None:
    names = run(open_at(f"/?page={page}&lang={language}", *size).page, NAMES)
    assert [text for text, _, hidden in names if hidden] == []
    # 深汕 lies 60 km east of the city view.
    assert sum(kind == "unit" for _, kind, _ in names) == len(plan.units) - 1


def test_a_name_that_is_cut_keeps_what_it_says_of_its_place(map_page: MapPage) -> None:
    long = "Tanglangshan–Meilinshan–Yinhushan green-space ecological restoration"
    code = "const { shortened } = await import(argument.module); return argument.names.map(shortened);"
    names = [long, f"{long} (indicative)", "香蜜湖新金融中心（示意）", long + "（示意）"]
    module = f"/modules/{modules_hash()}/label-text.js"
    cut, remarked, short, chinese = run(map_page.page, code, {"module": module, "names": names})
    assert cut == long[:48] + "…"
    assert remarked.endswith("… (indicative)") and len(remarked) <= 49
    assert short == names[2]
    assert chinese.endswith("…（示意）")


# Of the items that lie in the window under no panel, found here by another way than the labels': how many there are, how many are named
# or numbered; which boxes of labels meet or leave the canvas; and which numbers the legend does not explain.
FEW = """
  const { labels } = map;
  await new Promise((resolve) => setTimeout(resolve, 900));
  const viewport = scene.viewport();
  const { width, height } = labels.size;
  const covered = labels.obstacles();
  const seen = ([x, y]) => x > 0 && x < width && y > 0 && y < height && !covered.some((box) => x > box.west && x < box.east && y > box.north && y < box.south);
  const inSight = store.matching.filter((item) => item.anchors && item.layer !== "units" && store.isShown(item) && item.anchors.some((anchor) => seen(viewport.project(anchor))));
  const written = new Set(labels.shown.map(({ row }) => row.item?.id));
  const boxes = [...labels.shown.map(({ box }) => box), ...covered];
  const meet = (one, other) => one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
  const met = labels.shown.flatMap(({ text, box }, at) => (boxes.some((other, place) => place > at && meet(box, other)) ? [text] : []));
  const out = labels.shown.filter(({ box }) => box.west < 0 || box.north < 0 || box.east > width || box.south > height).map(({ text }) => text);
  const numbers = labels.shown.filter(({ form }) => form < 0).map(({ row }) => String(labels.numberOf.get(row.item.id)));
  const explained = new Set([...map.node.querySelectorAll(".legend [data-number]")].map((node) => node.dataset.number));
  const started = performance.now();
  for (let draw = 0; draw < 20; draw += 1) labels.draw();
  return { inSight: inSight.length, silent: inSight.filter(({ id }) => !written.has(id)).map(({ id }) => id), met, out, named: labels.shown.filter(({ form }) => form >= 0).length, numbers, unexplained: numbers.filter((number) => !explained.has(number)), drawMs: (performance.now() - started) / 20 };
"""
FEW_VIEWS = ["theme=water", "theme=key-area", "cat=urban-rail&on=un.tm"]


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
@pytest.mark.parametrize(("view", "least"), [(FEW_VIEWS[0], 13), (FEW_VIEWS[1], 39), (FEW_VIEWS[2], 26)])
def test_where_few_items_are_in_sight_all_are_named_or_numbered(open_at, view: str, least: int, size: tuple[int, int]) -> None:
    found = run(open_at(f"/?{view}", *size).page, FEW)
    assert found["inSight"] >= least
    assert found["silent"] == []
    assert found["met"] == found["out"] == []
    assert found["unexplained"] == []


def test_close_by_names_stand_where_their_items_are_in_sight(open_at) -> None:
    found = run(open_at("/?cat=urban-rail&on=un.tm&at=22.545,113.95,13.2").page, FEW)
    assert found["inSight"] >= 5
    assert found["silent"] == found["met"] == found["out"] == []
