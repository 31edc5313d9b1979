"""Names on the map: none hides a symbol, what is indicative is said to be, districts are all named."""

from collections.abc import Callable

import pytest

from geo.model import Plan
from tests.browser.opened import QUIET_AGAIN, MapPage, arrived, run
from tests.node import node

# The boxes of the names as they stand now, and which symbols each hides.
NAMES = """
  const { labels } = map;
  labels.draw();
  const symbols = labels.symbols(renderer.viewport());
  const meet = (one, other) =>
    one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
  const hides = ({ box, run }) => symbols.filter((symbol) => (run?.boxes ?? [box]).some((own) => meet(own, symbol)));
  return labels.shown.map((name) => [name.text, name.kind, hides(name).length]);
"""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", ["map", "table"])
def test_no_name_hides_a_symbol(
    view_at: Callable[..., MapPage], plan: Plan, page: str, language: str, size: tuple[int, int]
) -> None:
    names = run(view_at(f"/?page={page}&lang={language}", *size).page, NAMES)
    assert [text for text, _, hidden in names if hidden] == []
    # 深汕 lies 60 km east of the city view.
    assert sum(kind == "unit" for _, kind, _ in names) == len(plan.units) - 1


def test_a_name_that_is_cut_keeps_what_it_says_of_its_place() -> None:
    long = "Tanglangshan–Meilinshan–Yinhushan green-space ecological restoration"
    code = 'const { shortened } = await module("labels/text"); return argument.map((name) => shortened(name));'
    names = [long, f"{long} (indicative)", "香蜜湖新金融中心（示意）", long + "（示意）"]
    cut, remarked, short, chinese = node(code, names)
    assert cut == long[:48] + "…"
    assert remarked.endswith("… (indicative)") and len(remarked) <= 49
    assert short == names[2]
    assert chinese.endswith("…（示意）")


# Of the items that lie in the window under no panel, found here by another way than the labels': how many there are,
# how many are named or numbered; which boxes of labels meet or leave the canvas; and which numbers the legend does not
# explain.
FEW = """
  const { labels } = map;
  const viewport = renderer.viewport();
  const { width, height } = labels.size;
  const covered = labels.obstacles();
  const seen = ([x, y]) => x > 0 && x < width && y > 0 && y < height
    && !covered.some((box) => x > box.west && x < box.east && y > box.north && y < box.south);
  const inSight = store.matching.filter((item) => item.anchors && item.layer !== "units" && store.isShown(item)
    && item.anchors.some((anchor) => seen(viewport.project(anchor))));
  const written = new Set(labels.shown.map(({ row }) => row.item?.id));
  const boxesOf = ({ box, run }) => run?.boxes ?? [box];
  const boxes = [...labels.shown.map(boxesOf), ...covered.map((box) => [box])];
  const meet = (one, other) =>
    one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
  const touch = (some, others) => some.some((one) => others.some((other) => meet(one, other)));
  const met = labels.shown.flatMap((name, at) =>
    (boxes.some((others, place) => place > at && touch(boxesOf(name), others)) ? [name.text] : []));
  const out = labels.shown
    .filter((name) => boxesOf(name).some((box) =>
      box.west < 0 || box.north < 0 || box.east > width || box.south > height))
    .map(({ text }) => text);
  const numbers = labels.shown.filter(({ form }) => form < 0)
    .map(({ row }) => String(labels.numberOf.get(row.item.id)));
  const explained = new Set([...map.node.querySelectorAll(":is(.legend, .p-legend) [data-number]")]
    .filter((node) => node.checkVisibility()).map((node) => node.dataset.number));
  return {
    inSight: inSight.length, silent: inSight.filter(({ id }) => !written.has(id)).map(({ id }) => id), met, out,
    named: labels.shown.filter(({ form }) => form >= 0).length, numbers,
    unexplained: numbers.filter((number) => !explained.has(number)) };
"""
FEW_VIEWS = ["theme=water", "theme=key-area", "cat=urban-rail&on=un.tm"]


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
@pytest.mark.parametrize(("view", "least"), [(FEW_VIEWS[0], 13), (FEW_VIEWS[1], 39), (FEW_VIEWS[2], 26)])
def test_where_few_items_are_in_sight_all_are_named_or_numbered(
    view_at: Callable[..., MapPage], view: str, least: int, size: tuple[int, int]
) -> None:
    found = run(view_at(f"/?{view}", *size).page, FEW)
    assert found["inSight"] >= least
    assert found["silent"] == []
    assert found["met"] == found["out"] == []
    assert found["unexplained"] == []


def test_numbers_are_explained_where_the_legend_is_folded_too(view_at: Callable[..., MapPage]) -> None:
    page = view_at(f"/?{FEW_VIEWS[1]}&lang=en").page
    run(page, "store.set({ legendOpen: false });" + QUIET_AGAIN)
    found = run(page, FEW)
    assert found["numbers"]
    assert found["unexplained"] == []


def test_close_by_names_stand_where_their_items_are_in_sight(view_at: Callable[..., MapPage]) -> None:
    found = run(view_at("/?cat=urban-rail&on=un.tm&at=113.95,22.545,13.2").page, FEW)
    assert found["inSight"] >= 5
    assert found["silent"] == found["met"] == found["out"] == []


@pytest.mark.parametrize(
    ("view", "least"),
    [("brief=transport&scene=2", 4), ("brief=transport&scene=5", 26), ("brief=overview&scene=3&lang=en", 39)],
)
def test_a_presentation_names_or_numbers_all_of_few_clear_of_its_tools(room_at, view: str, least: int) -> None:
    page = room_at(f"/?{view}").page
    page.wait_for_selector(".plan-map[data-scene]")
    arrived(page)
    page.mouse.move(1200, 900)
    page.wait_for_selector(".presenter[data-awake] .p-tools")
    found = run(page, FEW)
    assert found["inSight"] >= least
    assert found["silent"] == []
    assert found["met"] == found["out"] == []
    assert found["unexplained"] == []
    assert run(page, UNDER, ".p-tools") == run(page, UNDER, ".p-words") == run(page, UNDER, ".p-legend") == []
    # The words give no room away for the key.
    assert (
        run(
            page,
            "const { scrollHeight, clientHeight } = map.node.querySelector('.p-words'); "
            "return scrollHeight - clientHeight;",
        )
        <= 1
    )


# Names and numbers that meet a panel, by the panel's own place in the window.
UNDER = """
  const panel = map.node.querySelector(argument).getBoundingClientRect();
  const own = map.labels.canvas.getBoundingClientRect();
  return map.labels.shown.filter(({ box }) => box.west + own.left < panel.right && box.east + own.left > panel.left
    && box.north + own.top < panel.bottom && box.south + own.top > panel.top).map(({ text }) => text);
"""


def test_no_name_runs_under_the_first_hint_and_they_come_back_when_it_is_put_away(open_at) -> None:
    page = open_at("/?at=113.75,22.75,10").page
    page.wait_for_selector(".hint ol")
    assert run(page, "map.labels.draw();" + UNDER, ".hint") == []
    box = page.locator(".hint").bounding_box()
    page.locator(".hint button").click()
    page.wait_for_function(
        "(box) => { const { labels } = globalThis.planMaps.get('explore'); "
        "const own = labels.canvas.getBoundingClientRect();"
        " return labels.shown.some((one) => one.box.east + own.left > box.x && one.box.south + own.top > box.y); }",
        arg=box,
    )
