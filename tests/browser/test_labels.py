"""Names on the map: none hides a symbol, what is indicative is said to be, districts are all named."""

import pytest

from geo.plan import Plan
from layers.browser_parts import modules_hash
from tests.browser.conftest import MapPage, run

# The boxes of the names as they stand now, and which symbols each hides.
NAMES = """
  const { labels } = map;
  const boxes = [];
  const place = labels.place;
  labels.place = (context, viewport, row, ...rest) => {
    const box = place.call(labels, context, viewport, row, ...rest);
    if (box) boxes.push({ text: row.text, kind: row.kind, box });
    return box;
  };
  labels.draw();
  delete labels.place;
  const symbols = labels.symbols(scene.viewport());
  const meet = (one, other) => one.west < other.east && one.east > other.west && one.north < other.south && one.south > other.north;
  return boxes.map(({ text, kind, box }) => [text, kind, symbols.filter((symbol) => meet(box, symbol)).length]);
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
    module = f"/modules/{modules_hash()}/labels.js"
    cut, remarked, short, chinese = run(map_page.page, code, {"module": module, "names": names})
    assert cut == long[:48] + "…"
    assert remarked.endswith("… (indicative)") and len(remarked) <= 49
    assert short == names[2]
    assert chinese.endswith("…（示意）")
