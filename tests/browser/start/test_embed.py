"""The map in a page of another origin: shown alone, steered and heard by messages, refused to all others."""

import copy
import os
import re
from collections.abc import Iterator
from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.opened import fresh
from tests.conftest import ROOT
from tests.serving import free_port, serve
from tests.tileserver import TileServer, tile_server

Pages = tuple[str, TileServer, TileServer]
EXAMPLE = re.compile(r"```html\n(.*?)```", re.DOTALL)
PLACE = "https://plan.example"
HEARD = """globalThis.heard = [];
addEventListener('message', ({ origin, data }) => heard.push({ origin, data }));"""


def portal(url: str) -> bytes:
    """The example of docs/embed.md, with the address of this app."""
    found = EXAMPLE.search((ROOT / "docs" / "embed.md").read_text(encoding="utf-8"))
    assert found
    return found[1].replace(PLACE, url).encode()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The app, a portal that may show it, and one that may not."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"

    def answer(_path: str) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "text/html; charset=utf-8"}, portal(url)

    folder = tmp_path_factory.mktemp("embed")
    with tile_server(answer) as friend, tile_server(answer) as stranger:
        environment = {
            **os.environ, "PLAN_MAP_WORKSPACE": str(folder), "PLAN_MAP_FRAME_ANCESTORS": f"'self' {friend.url}",
        }  # fmt: skip
        with serve(environment, port=port):
            yield url, friend, stranger


@pytest.fixture(scope="module")
def portal_page(pages: Pages, browser: Browser) -> Iterator[Page]:
    """The portal, with the map in it."""
    context = fresh(browser)
    made = context.new_page()
    made.add_init_script(HEARD)
    made.goto(pages[1].url)
    until_heard(made, "ready")
    yield made
    context.close()


@pytest.fixture
def page(portal_page: Page) -> Iterator[Page]:
    """It as it opened, with nothing heard since."""
    tell(portal_page, {"do": "show", "view": ""})
    tell(portal_page, {"do": "select", "item": None})
    portal_page.evaluate("() => { heard.length = 0; }")
    yield portal_page
    portal_page.evaluate("() => document.querySelectorAll('iframe:not(#map)').forEach((other) => other.remove())")
    for other in portal_page.context.pages[1:]:
        other.close()


def frame_of(page: Page) -> Frame:
    return next(frame for frame in page.frames if "embed=1" in frame.url)


def tell(page: Page, message: Any) -> dict[str, Any]:
    """The map's answer to a message, by the example's own function."""
    answer: dict[str, Any] = page.evaluate("(message) => tell(message)", message)
    assert answer.pop("planMap") == 1
    answer.pop("id")
    return answer


def until_heard(page: Page, event: str, **values: Any) -> None:
    page.wait_for_function(
        """([event, values]) => heard.some(({ data }) => data.event === event
          && Object.entries(values).every(([name, value]) => data[name] === value))""",
        arg=[event, values],
    )


def test_the_map_stands_alone(page: Page) -> None:
    frame = frame_of(page)
    expect(frame.locator(".plan-map .stage")).to_be_visible()
    for part in (".top", ".panel", ".dock"):
        expect(frame.locator(part).first).to_be_hidden()
    assert frame.locator("[data-testid=stApp]").count() == 0, "Streamlit has not started"
    link = frame.locator(".embed-link")
    expect(link).to_have_text("在规划一张图中打开")
    assert "embed" not in str(link.get_attribute("href"))


def test_it_is_steered_and_heard(page: Page, pages: Pages) -> None:
    page.get_by_role("button", name="西丽枢纽").click()
    until_heard(page, "selected", item="hub-xili")
    expect(frame_of(page).locator(".card h2")).to_contain_text("西丽枢纽")
    assert tell(page, {"do": "show", "view": "theme=transport&stage=nonsense&page=table&at=114.05,22.54,12"}) == {
        "ok": True,
        "dropped": ["stage=nonsense"],
    }
    page.wait_for_function(
        "() => heard.some(({ data }) => data.event === 'moved' && /theme=transport/.test(data.view))"
    )
    told = tell(page, {"do": "view"})
    assert told["ok"] and "theme=transport" in told["view"] and "page" not in told["view"]
    assert (told["camera"]["longitude"], told["camera"]["zoom"]) == pytest.approx((114.05, 12), abs=1e-4)
    expect(frame_of(page).locator(".panel").first).to_be_hidden()
    assert {entry["origin"] for entry in page.evaluate("() => heard")} == {pages[0]}


# Each in a form that the map does not take.
MALFORMED: list[dict[str, Any]] = [
    {"do": "eval", "view": "1"},
    {"do": "constructor"},
    {"do": "show"},
    {"do": "show", "view": 5},
    {"do": "show", "view": "x" * 9000},
    {"do": "show", "view": "", "code": "1"},
    {"do": "select", "item": {"id": "hub-xili"}},
    {},
]


def test_what_has_another_form_is_refused(page: Page) -> None:
    shown = tell(page, {"do": "view"})
    for message in MALFORMED:
        assert tell(page, message) == {"ok": False, "error": "malformed"}, message
        assert tell(page, {"do": "select", "item": "nobody"}) == {"ok": False, "error": "unknown-item"}, message
    assert tell(page, {"do": "view"}) == shown
    # What is not for the map gets no answer: the next that is heard is of the next question.
    page.evaluate("() => frame.contentWindow.postMessage({ planMap: 2, id: 'x', do: 'view' }, '*')")
    page.evaluate("() => frame.contentWindow.postMessage('planMap', '*')")
    assert tell(page, {"do": "select", "item": None}) == {"ok": True}
    assert "x" not in page.evaluate("() => heard.map(({ data }) => data.id)")


def test_a_window_that_is_not_the_page_is_not_heard(page: Page) -> None:
    """A frame beside it, of the very origin that may."""
    page.evaluate(
        """async () => {
          const other = document.body.appendChild(document.createElement('iframe'));
          const script = other.contentDocument.createElement('script');
          script.textContent = `parent.frames[0].postMessage({ planMap: 1, id: 'beside', do: 'select',
            item: 'hub-xili' }, '*')`;
          other.contentDocument.body.append(script);
        }"""
    )
    assert tell(page, {"do": "view"})["ok"]
    heard = page.evaluate("() => heard.map(({ data }) => data)")
    assert not any(data.get("id") == "beside" or data.get("event") == "selected" for data in heard)


def test_a_page_beside_the_map_opens_in_a_tab_of_its_own(page: Page) -> None:
    tell(page, {"do": "select", "item": "hub-xili"})
    with page.context.expect_page() as opened:
        frame_of(page).locator(".card [data-tool=read]").click()
    assert "page=reader" in opened.value.url and "sel=hub-xili" in opened.value.url and "embed" not in opened.value.url
    expect(frame_of(page).locator(".dock").first).to_be_hidden()


def test_a_page_that_is_not_named_shows_nothing(pages: Pages, browser: Browser) -> None:
    context = fresh(browser)
    try:
        stranger = context.new_page()
        refusals: list[str] = []
        stranger.on("console", lambda message: refusals.append(message.text))
        stranger.goto(pages[2].url)
        stranger.wait_for_load_state("load")
        assert any("frame-ancestors" in refusal for refusal in refusals), refusals
    finally:
        context.close()


def test_nothing_of_ones_own_is_offered(page: Page) -> None:
    """Nobody in particular looks at it: no notes, no editing, no layers to bring, no first words."""
    frame = frame_of(page)
    for part in (".hint", "[data-control=notes]", "[data-own=add]", "[data-tool=edit]"):
        assert frame.locator(f"{part}:visible").count() == 0, part
    assert not frame.evaluate("() => planMaps.get('explore').actions().mayEdit")


def test_what_is_accepted_is_shown_and_the_page_hears_of_it(page: Page, pages: Pages) -> None:
    with httpx.Client(base_url=pages[0], timeout=120) as client:
        present = client.get("/edits/items/hub-xili").json()
        feature = copy.deepcopy(present["feature"])
        feature["properties"]["note"] = "嵌入的地图也看得到。"
        wish = {"feature": feature, "base": present["base"], "says": ""}
        made = client.post("/edits/items/hub-xili", json=wish).json()["proposal"]
        done = client.post(f"/edits/proposals/{made['id']}/accept", json={"version": made["version"]})
        assert done.status_code == 200
    until_heard(page, "ready")
    assert tell(page, {"do": "select", "item": "hub-xili"}) == {"ok": True}
    frame = frame_of(page)
    expect(frame.locator(".card")).to_contain_text("嵌入的地图也看得到。")
    expect(frame.locator(".embed-link")).to_have_count(1)
    expect(frame.locator(".panel").first).to_be_hidden()
