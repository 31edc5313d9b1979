"""No page asks a foreign host and none takes words for markup, whatever the data, the briefings and the link say."""

import json
import os
import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.opened import MapPage, Watch, at_rest, fresh
from tests.serving import serve

HOSTILE = [
    "![](http://host.invalid/x.png)", "<img src='http://host.invalid/y.png' onerror='globalThis.evaluated = 1'>",
    "http://host.invalid/a www.host.cn a@host.cn", ":smile: :material/home: :streamlit: :red[x] $x^2$",
    "**b** _i_ ~~s~~ `c` [x](http://host.invalid/)", "a -> b -- c &lt;b&gt; {{7*7}} ${7*7}", "# head", "1. list",
    "- [x] done", "> quote",
]  # fmt: skip
SHOWN = ".stMain h2, .stMain h3, .stMain p, .stMain button, .stMain li"
ELEMENTS = (
    ".stMain :is(p, h1, h2, h3, button, li) :is(a, code, del, em, .katex, [data-testid=stIconMaterial] + em, img)"
)


def hostile_data(data: Path) -> None:
    """Names of two items in three of each file are hostile."""
    for path in (data / "plan").glob("*.geojson"):
        content = json.loads(path.read_text(encoding="utf-8"))
        for number, feature in enumerate(content["features"]):
            words = HOSTILE[number % len(HOSTILE)]
            feature["properties"] |= (
                {"name": words, "name_en": words, "note": words, "aliases": [words]} if number % 3 else {}
            )
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def hostile_briefings(folder: Path) -> None:
    scenes = [
        {"id": f"s{number}", "title": words, "narrative": words, "notes": words, "view": "on=th&sel=gone",
         "figures": [{"name": "n", "label": words[:60], "label_en": words[:60], "measure": "count"}]}
        for number, words in enumerate(HOSTILE)
    ]  # fmt: skip
    folder.mkdir()
    content = {"briefings": [{"id": "hostile", "title": HOSTILE[0], "title_en": HOSTILE[0], "scenes": scenes}]}
    (folder / "hostile.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "![](http:__host.invalid_z.png).json").write_text("{", encoding="utf-8")


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("\u2060", "")).strip()


def visit(context: BrowserContext, url: str, path: str, until: str, *, choose: str | None = None) -> tuple[str, Watch]:
    """A page's visible words and what it asked for, once a button is pressed where one is to be chosen."""
    page = context.new_page()
    watch = Watch(page, url)
    page.goto(url + path)
    if choose:
        page.locator(choose).click()
    page.locator(until).first.wait_for()
    at_rest(page)
    # Streamlit may run once more, and shows nothing for a moment.
    words = page.wait_for_function(
        "(shown) => [...document.querySelectorAll(shown)].map((node) => node.innerText).join('\\n').trim()", arg=SHOWN
    ).json_value()
    made = page.evaluate("(wanted) => [...document.querySelectorAll(wanted)].map((node) => node.outerHTML)", ELEMENTS)
    assert made == [], path
    assert page.evaluate("globalThis.evaluated") is None
    page.close()
    return plain(words), watch


def test_words_stay_words_and_nobody_else_is_asked(browser: Browser, data_copy: Path) -> None:
    hostile_data(data_copy)
    briefings = data_copy / "briefings"
    hostile_briefings(briefings)
    environment = {
        **os.environ,
        "PLAN_MAP_DATA": str(data_copy),
        "PLAN_MAP_WORKSPACE": str(data_copy / "workspace"),
        "PLAN_MAP_BRIEFINGS": str(briefings),
        "PLAN_MAP_CACHE": str(data_copy / "cache"),
    }
    with serve(environment) as url:
        context = fresh(browser)
        # Keeps the process of the others, with what that has compiled.
        context.new_page().goto(f"{url}/early.json")
        # A link that names the briefing would present it.
        chosen = ".st-key-briefing-hostile button"
        words, watch = visit(context, url, "/briefings", ".st-key-scene-hostile-9-up", choose=chosen)
        for hostile in HOSTILE:
            assert plain(hostile) in words, hostile
        assert "![](http:__host.invalid_z.png).json" in words
        link = "q=" + HOSTILE[0] + "&stage=" + HOSTILE[4] + "&on=" + HOSTILE[0]
        shown, exports = visit(context, url, f"/exports?{link}", ".st-key-exports-scope")
        _, sources = visit(context, url, "/sources", "[data-testid=stDataFrame]")
        assert plain(HOSTILE[0]) in shown
        opened = MapPage(context, url, "/?page=table&brief=hostile&" + link)
        expect(opened.page.locator(".presenter h1")).to_have_text(HOSTILE[0])
        assert opened.page.evaluate("globalThis.evaluated") is None
        for seen in (watch, exports, sources, opened.watch):
            assert seen.foreign == []
        context.close()
