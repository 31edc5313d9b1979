"""The page of questions: its numbers are those of the analysis, rows fly to both, links restore what was asked."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from geo.analysis.near import near
from geo.analysis.places import places
from geo.analysis.totals import conflicts
from geo.model import Plan
from layers.text import text
from tests.browser.opened import MapPage, agrees, arrived, followed, run

NEAR = "ask=near&of=sel%3Dhub-xili&to=kind%3Dpoint&r=6000"
WIDE = "ask=near&of=sel%3Dhub-xili&r=3000"
THERE = "return store.state.answer?.status ?? null;"
DRAWN = """() => {
  const [{ renderer }] = globalThis.planMaps.values();
  const { data = [] } = renderer.layers?.find(({ id }) => id === "answer:plates")?.props ?? {};
  return data.length ? data.map(({ width, dash }) => [Math.round(width * 10) / 10, Boolean(dash)]) : false;
}"""
RINGS = "return store.state.answer?.record?.rings.length ?? 0;"
TOLD = "return Object.values(store.state.answer?.record?.counts ?? {});"
COUNTS = "[data-count={}] b"


def link(question: str, **more: str) -> str:
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/?page=ask&ask={quote(question, safe='')}{rest}"


@pytest.fixture
def asked(view_at: Any) -> Any:
    def shown(question: str, **more: str) -> Page:
        page: Page = view_at(link(question, **more)).page
        agrees(page, THERE, "there")
        return page

    return shown


def marks(page: Page) -> list[tuple[float, bool]]:
    """Width and whether dashed of what marks the answer, once it is drawn."""
    found: list[tuple[float, bool]] = page.wait_for_function(DRAWN).json_value()
    return found


def counted(page: Page) -> list[int]:
    # The panel follows the answer.
    followed(page)
    return [int(page.locator(COUNTS.format(kind)).inner_text()) for kind in ("certain", "possible", "unmeasured")]


def test_counts_and_rows_are_those_of_the_analysis(asked: Any, plan: Plan) -> None:
    page = asked(WIDE)
    objects = places(plan.items)
    found = near(places([plan.by_id["hub-xili"]]), objects, radius_m=3000)
    assert counted(page) == [*found.counts, len(objects.indicative) + len(objects.unplaced)]
    names = page.locator(".ask-rows tbody .name").all_inner_texts()
    assert sorted(names) == sorted(row.object.name for row in found.rows())
    distances = [float(words.split(" ")[0]) for words in page.locator(".ask-rows tbody td.number").all_inner_texts()]
    assert distances == sorted(distances)
    sure = page.locator(".ask-rows tbody tr.certain").count()
    assert (sure, page.locator(".ask-rows tbody tr.possible").count()) == found.counts


def test_certain_and_possible_are_drawn_apart_and_all_else_recedes(asked: Any, plan: Plan) -> None:
    page = asked(NEAR)
    assert counted(page)[:2] == [0, 1]
    # The reach is dashed, what is possible is dashed, what was asked about is not.
    dashes = [dashed for _, dashed in marks(page)]
    assert dashes.count(True) == 2 and False in dashes
    assert run(page, "return [...renderer.answer.kept(store.state)].reduce((sum, one) => sum + one, 0);") == 2
    page.locator("[data-ask=reach]").fill("6500")
    expect(page.locator(COUNTS.format("certain"))).to_have_text("1")
    assert [dashed for _, dashed in marks(page)].count(True) == 1


def test_a_row_flies_to_both_and_shows_the_way_between_them(asked: Any) -> None:
    page = asked(NEAR)
    before = len(marks(page))
    page.locator(".ask-rows tbody .name").first.click()
    arrived(page)
    row, things = run(page, "const { rows, things } = store.state.answer.record; return [rows[0], things];")
    for longitude, latitude in row["line"]:
        x, y = run(page, "return renderer.viewport().project(argument);", [longitude, latitude])
        width, height = run(page, "return [renderer.size().width, renderer.size().height];")
        assert 0 < x < width and 0 < y < height
    assert len(marks(page)) > 0 and before > 0
    caption = page.locator(".pair-caption")
    expect(caption).to_have_text(page.locator(".ask-rows tbody td.number").first.inner_text().replace("\n", " "))
    expect(caption).to_have_class("pair-caption obstacle possible")
    expect(page.locator("tr[aria-selected=true] .why")).to_have_text(row["why"])
    assert things[row["object"]]["item"].startswith("hub-")
    page.locator(".ask-rows tbody .name").first.click()
    expect(caption).to_be_hidden()


def test_a_question_is_asked_as_it_is_made_and_the_link_restores_it(view_at: Any) -> None:
    map_page: MapPage = view_at("/?page=ask")
    page = map_page.page
    expect(page.locator(".ask-hint")).to_have_text(text("ask.needs.subjects", "zh"))
    page.locator("[data-ask=subjects]").fill("西丽枢纽")
    page.locator("[data-option='sel=hub-xili']").click()
    agrees(page, THERE, "there")
    agrees(page, "return store.state.ask;", "ask=near&of=sel%3Dhub-xili&r=1000")
    page.locator("[data-radius='2000']").click()
    agrees(page, "return store.state.ask;", "ask=near&of=sel%3Dhub-xili&r=2000")
    agrees(page, THERE, "there")
    page.locator("[data-kind=rings]").click()
    agrees(page, "return store.state.ask;", "ask=rings&of=sel%3Dhub-xili&r=500,1000,2000")
    agrees(page, RINGS, 3)
    before = run(page, TOLD)
    query = run(page, "return map.address.query();")
    assert quote("ask=rings", safe="") in query
    again = view_at(f"/?{query}").page
    agrees(again, RINGS, 3)
    agrees(again, TOLD, before)
    expect(again.locator("[data-kind=rings]")).to_have_attribute("aria-checked", "true")
    expect(again.locator("[data-ask=reach]")).to_have_value("500, 1000, 2000")
    again.locator("[data-selector='sel=hub-xili']").click()
    agrees(again, "return [store.state.ask, store.state.answer];", [None, None])


def test_a_matrix_opens_the_pairs_of_a_cell(asked: Any, plan: Plan) -> None:
    page = asked("ask=matrix&of=theme%3Dtransport&of=theme%3Dkey-area")
    some = [item for item in plan.items if item.theme in ("transport", "key-area")]
    assert counted(page)[:2] == list(conflicts(places(some)).counts)
    cell = page.locator("[data-cell='key-area transport']")
    certain = int(cell.locator("b").inner_text())
    possible = int(cell.locator(".possible").inner_text())
    cell.click()
    expect(page.locator(".ask-rows .count")).to_have_text(str(certain + possible))


def test_what_cannot_be_answered_says_why(view_at: Any) -> None:
    page = view_at(link("ask=near&of=theme%3D%3Cb%3Egold&r=5")).page
    agrees(page, THERE, "failed")
    expect(page.locator(".ask-page [role=alert]")).to_contain_text("<b>gold")


def test_it_speaks_english_and_the_legend_says_what_marks_mean(asked: Any) -> None:
    page = asked(NEAR, lang="en")
    expect(page.locator("[data-count=possible] span")).to_have_text(text("ask.possible", "en"))
    run(page, "store.set({ page: 'map', legendOpen: true });")
    expect(page.locator(".legend [data-answer=possible]")).to_have_text(text("ask.mark.perhaps", "en", count=1))
    expect(page.locator(".legend [data-answer]")).to_have_count(4)
    page.locator("[data-action=clear-ask]").click()
    agrees(page, "return [store.state.ask, store.state.answer];", [None, None])
    expect(page.locator(".legend [data-answer]")).to_have_count(0)


def test_a_drawn_area_is_asked_about(view_at: Any) -> None:
    page = view_at("/?page=ask").page
    run(
        page,
        """
      const draw = await map.actions().drawings();
      const [color] = Object.keys(map.doc.catalogue.pencils);
      const path = [[113.9, 22.5], [114.0, 22.5], [114.0, 22.6]];
      const after = { id: "a1", kind: "area", color, text: "<b>会场</b>", number: 0, measured: true, path };
      draw.drawings.edit([{ before: null, after }]);
    """,
    )
    page.locator("[data-kind=overlap]").click()
    page.locator("[data-ask=subjects]").click()
    option = page.locator("[data-option^='area=']")
    expect(option).to_have_text("<b>会场</b>")
    option.click()
    agrees(page, THERE, "there")
    agrees(page, "return store.state.ask;", "ask=overlap&of=area%3D113.9,22.5,114,22.5,114,22.6")
    assert counted(page)[0] > 0


def test_a_scene_of_an_answer_is_called_by_what_was_asked(asked: Any) -> None:
    page = asked(NEAR)
    run(page, "map.saveScene = () => {}; map.presentMenu.render();")
    page.locator("[data-tool=present]").click()
    page.locator("[data-tool=save-scene]").click()
    expect(page.locator(".save-scene [name=title]")).to_have_value(run(page, "return store.state.answer.record.title;"))
    page.locator(".save-scene button[type=button]").click()
