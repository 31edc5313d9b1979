"""Layers that people brought: from a file to the map and back, on one page."""

import os
from pathlib import Path
from urllib.parse import quote

import numpy as np
from playwright.sync_api import Browser, Page, expect

from layers.text import text
from tests.browser.opened import MapPage, agrees, fresh, run
from tests.browser.own.bringing import FORMULA, HOSTILE, PLACES, Open, bring, shown, sites
from tests.serving import serve

SITES = ".own-row .row"


def preview(page: Page) -> list[float]:
    """Where the first feature lies in the reading that is looked at."""
    return run(page, "return map.own.preview.at(-1).places[0];")


def test_a_table_in_gcj02_from_the_file_to_the_map_and_back(own_url: str, browser: Browser) -> None:
    context = fresh(browser)
    # With Streamlit, which takes the map over meanwhile.
    opened = MapPage(context, own_url)
    page = opened.page
    bring(
        page,
        {"name": "场地.csv", "mimeType": "text/csv", "buffer": sites()},
        {"name": "坏.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04nonsense"},
    )
    # The server's word stands beside the file that it is of; the other one can be taken.
    expect(page.locator(".own-file", has_text="坏.zip").locator(".own-fault")).not_to_be_empty()
    # Names of no known place bear nothing out: it says so, and another reading is looked at on the map.
    page.check("[data-datum=wgs84]")
    agrees(page, "return map.own.preview.at(-1).datum;", "wgs84")
    assert np.hypot(*(np.array(preview(page)) - PLACES[0])) > 0.003
    page.check("[data-datum=gcj02]")
    agrees(page, "return map.own.preview.at(-1).datum;", "gcj02")
    assert np.abs(np.array(preview(page)) - PLACES[0]).max() < 2e-5
    page.click("[data-own=accept]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    page.click("[data-own=cancel]")
    assert [shown(page, PLACES[row]) for row in (0, 7)] == [0, 7]
    assert drawn_pixels(page) > 0

    # Styled by category: three classes in the legend.
    page.click(".own-more")
    page.click("[data-own=style]")
    page.select_option("[data-own=by]", "category")
    page.select_option("[data-own=field]", "类别")
    expect(page.locator(".legend [data-own-class]")).to_have_count(3)

    # The table: a value of a field; what is hidden is neither drawn nor found. Nothing of a name becomes markup.
    page.click("[data-own=table]")
    expect(page.locator(".own-tr")).to_have_count(12)
    expect(page.locator(".own-tr").first).to_contain_text(HOSTILE)
    page.select_option("[data-own=filter-field]", "类别")
    page.select_option("[data-own=filter-value]", "工业")
    expect(page.locator(".own-tr")).to_have_count(4)
    assert [shown(page, PLACES[row]) for row in (0, 1, 3)] == [0, None, 3]
    expect(page.locator(".legend [data-own-class]")).to_have_count(1)
    page.locator(".own-tr").first.click()
    expect(page.locator(".own-card dd").first).to_have_text(HOSTILE)
    assert run(page, "return globalThis.broken ?? null;") is None
    page.keyboard.press("Escape")

    # Another name, which stays text.
    page.click("[data-own=name]")
    page.fill("[data-own=title]", f"{FORMULA}<b>")
    page.keyboard.press("Enter")
    expect(page.locator(f"{SITES} .name")).to_have_text(f"{FORMULA}<b>")

    # Deleted, and taken back as it was.
    page.click("[data-own=delete]")
    expect(page.locator(SITES)).to_have_count(0)
    page.click("[data-own=undo]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    expect(page.locator(".legend [data-own-class]")).to_have_count(3)

    # The link brings it again; what nobody has is named.
    agrees(page, "map.address.write(); return new URLSearchParams(location.search).get('own')?.length;", 12)
    link = page.url.replace(own_url, "").replace("own=", "own=000000000000.")
    page.close()
    again = MapPage(context, own_url, link)
    again.page.wait_for_selector("[data-own-layer][data-loaded]")
    agrees(again.page, "return [store.state.own.length, store.state.dropped];", [1, ["own=000000000000"]])
    assert [said for said in opened.watch.complaints if "422" not in said] == []
    context.close()


def drawn_pixels(page: Page) -> int:
    """Layers of deck.gl that draw a layer of one's own."""
    return int(run(page, "return renderer.layers.filter(({ id }) => id.startsWith('own:')).length;"))


def test_a_server_that_takes_no_files_says_so_and_has_no_button(browser: Browser, tmp_path: Path) -> None:
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(tmp_path), "PLAN_MAP_UPLOADS": "off"}) as url:
        context = fresh(browser, framework=False)
        opened = MapPage(context, url)
        expect(opened.page.locator(".part.mine [role=status]")).not_to_be_empty()
        assert opened.page.locator("[data-own=add]").count() == 0
        assert opened.watch.complaints == []
        context.close()


def test_an_answer_is_kept_as_a_layer_and_taken_back(own_at: Open) -> None:
    opened = own_at(f"/?page=ask&ask={quote('ask=near&of=sel%3Dhub-xili&r=3000', safe='')}")
    page = opened.page
    agrees(page, "return store.state.answer?.status ?? null;", "there")
    marked = "const { certain, possible } = store.state.answer.record.marks; return [certain.length, possible.length];"
    certain, possible = run(page, marked)
    keep = page.locator("[data-ask=keep]")
    expect(keep).to_have_text(text("ask.keep", "zh"))
    keep.click()
    expect(page.locator(".ask-kept")).to_contain_text(run(page, "return store.state.answer.record.title;"))
    classes = "return store.state.ownShown.flatMap(({ classes }) => classes.map(({ words, count }) => [words, count]));"
    agrees(page, classes, sorted([["确定", certain], ["可能", possible]], key=lambda one: -int(one[1])))
    agrees(page, "map.address.write(); return new URLSearchParams(location.search).get('own')?.length;", 12)

    # Taken back where it was said, and had again in the panel.
    page.click("[data-ask=unkeep]")
    agrees(page, "return [store.state.own, store.state.ownShown];", [[], []])
    expect(page.locator(".ask-kept")).to_be_empty()
    run(page, "store.set({ page: 'map' });")
    page.click("[data-own=undo]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    assert opened.watch.complaints == []
