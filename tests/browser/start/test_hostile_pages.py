"""Words that try everything in every text that the map gets: on each page, card, list and window they stay words.

The app's own answers are taken on their way into the browser and each of their texts is lengthened, so that layers,
wording and basemap are tried as well, which no data folder reaches.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from layers.text import LANGUAGES
from tests.browser.opened import MapPage, followed, fresh, run

PRODUCT = "99400891"
"""9973 × 9967: on a page only where something was evaluated"""
HOSTILE = (
    "{{9973*9967}}", "{% raw %}{{9973*9967}}", "${9973*9967}", "`${globalThis.evaluated=1}`", "=9973*9967",
    "\u2028\u2029", "\u202etxt.exe\u2066", "a\x0b\x7f",
    "</script><script class=hostile>globalThis.evaluated=1</script>",
    "<img class=hostile src=http://host.invalid/x onerror=globalThis.evaluated=1>",
    "</style><style class=hostile>@import 'http://host.invalid/s.css'</style>",
    '"><svg class=hostile onload=globalThis.evaluated=1>', "'); } * { background: url(http://host.invalid/b) }",
    "</textarea></title><iframe class=hostile src=javascript:parent.evaluated=1>", "&lt;b class=hostile&gt;",
    "[x](http://host.invalid) ![](http://host.invalid/x.png)",
)  # fmt: skip
EVERYTHING = " ".join(HOSTILE)
MARK = "{{9973*9967}}"
TEXTS = {
    "name", "name_en", "note", "clause", "section", "aliases", "says", "labels", "title", "title_en", "licence", "date",
    "zh", "en", "goal", "positioning", "key_areas", "narrative", "narrative_en", "notes", "notes_en", "label",
    "label_en", "value", "value_en", "sections", "lines", "category_en", "plan_verb", "number", "says_en", "part",
    "figure", "publisher", "url",
}  # fmt: skip
"""what people read in the app's answers; all else are ids, numbers and drawings"""
ANSWERS = ("**/documents/*.json", "**/early.json", "**/briefings/now.json", "**/progress/now.json")
PAGES = ("map", "overview", "districts", "table", "progress", "indicators", "ask", "reader")


def lengthened(value: Any, read: bool = False) -> Any:
    """A JSON value whose texts end in words that try everything."""
    if isinstance(value, str):
        return value + EVERYTHING if read else value
    if isinstance(value, list):
        return [lengthened(entry, read) for entry in value]
    if isinstance(value, dict):
        drawn = "swatches" in value or "icons" in value
        held = {"swatches", "icons", "layers"} if drawn else {"name"} if "parameter" in value else set()
        return {key: entry if key in held else lengthened(entry, read or key in TEXTS) for key, entry in value.items()}
    return value


def answer(route: Route) -> None:
    response = route.fetch()
    content = lengthened(response.json())
    headers = {
        key: words for key, words in response.headers.items() if key not in ("content-encoding", "content-length")
    }
    if "early.json" in route.request.url:
        content["problems"] = {language: [EVERYTHING] for language in content["problems"]}
    route.fulfill(status=200, headers=headers, body=json.dumps(content))


@pytest.fixture
def hostile(browser: Browser) -> Iterator[BrowserContext]:
    context = fresh(browser, framework=False)
    for address in ANSWERS:
        context.route(address, answer)
    yield context
    context.close()


def harmless(page: Page, where: str, *, root: str = ".plan-map") -> None:
    """No element and no script came of the words, none was evaluated, and they are there to be read."""
    # A locator looks into shadow trees as well.
    assert page.locator(".hostile, [onerror], [onload], [src*='host.invalid'], [href*='host.invalid']").count() == 0, (
        where
    )
    assert page.evaluate("globalThis.evaluated") is None, where
    words = page.locator(root).first.inner_text()
    assert PRODUCT not in re.sub(r"[,\s]", "", words), where
    assert MARK in words and "<img class=hostile" in words, where


def test_no_page_beside_the_map_takes_words_for_anything_else(hostile: BrowserContext, app_url: str) -> None:
    opened = MapPage(hostile, app_url, "/?stage=<img class=hostile src=http://host.invalid/x>&sel=hub-xili")
    page = opened.page
    for language in LANGUAGES:
        run(page, "store.set({ language: argument, page: 'map', selection: 'hub-xili' })", language)
        page.locator(".card h2").wait_for()
        # Folded where the ledger comes after the card.
        page.locator(".card .progress-events").first.wait_for(state="attached")
        harmless(page, f"{language}: card, notices, tree, filters, legend, strip")
        harmless(page, f"{language}: progress on the card", root=".progress")
        run(page, "map.tip.over('hub-xili', 300, 300)")
        expect(page.locator(".tip")).to_contain_text(MARK)
        harmless(page, f"{language}: tooltip")
        for name in PAGES:
            run(page, "store.set({ page: argument, selection: argument === 'districts' ? null : 'hub-xili' })", name)
            if name != "map":
                page.locator(".dock-page:visible, .dock article:visible").first.wait_for()
            page.wait_for_function("() => document.fonts.status === 'loaded'")
            harmless(page, f"{language}: {name}")
        run(page, "store.set({ page: 'map', selection: null })")
        search = page.get_by_role("combobox").first
        search.fill("西丽")
        page.get_by_role("option").first.wait_for()
        harmless(page, f"{language}: search")
        search.fill(EVERYTHING)
        search.press("Enter")
        harmless(page, f"{language}: search for words that try everything")
        run(page, "store.set({ filters: { ...store.state.filters, text: argument } })", EVERYTHING)
        followed(page)
        harmless(page, f"{language}: empty map")
        run(page, "store.set({ filters: { ...store.state.filters, text: '' } })")
        search.fill("")
    assert opened.watch.foreign == []
    assert [words for words in opened.watch.complaints if "invalid" in words] == []


def test_no_presenter_and_no_speaker_s_window_does(hostile: BrowserContext, app_url: str) -> None:
    opened = MapPage(hostile, app_url, "/?brief=transport&scene=1")
    page = opened.page
    page.wait_for_function("() => globalThis.planMaps.get('explore').node.dataset.scene === '1'")
    harmless(page, "presenter")
    with hostile.expect_page() as window:
        page.keyboard.press("s")
    speaker = window.value
    speaker.locator("main[data-scene='1']").wait_for()
    harmless(speaker, "speaker's window", root="main")
    page.bring_to_front()
    page.keyboard.press("o")
    harmless(page, "overview of scenes")
    assert opened.watch.foreign == []
