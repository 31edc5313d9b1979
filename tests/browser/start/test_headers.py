"""The browser refuses what is not ours, and nothing of ours: no page breaks the policy that it came with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.opened import MapPage, at_rest, fresh

FOREIGN = "http://elsewhere.example"
FORMS = {"briefings": "简报", "exports": "成果", "sources": "数据来源与数据检查"}


class Policed:
    """All that the browser refused in a context's pages, and all that was asked of another host."""

    def __init__(self, context: BrowserContext) -> None:
        self.refused: list[str] = []
        self.reached: list[str] = []
        context.on(
            "console",
            lambda message: self.refused.append(message.text) if "Content Security Policy" in message.text else None,
        )
        context.route(
            f"{FOREIGN}/**", lambda route: (self.reached.append(route.request.url), route.fulfill(status=200))[1]
        )


@pytest.fixture
def policed(browser: Browser) -> Iterator[tuple[BrowserContext, Policed]]:
    context = fresh(browser)
    yield context, Policed(context)
    context.close()


def test_no_page_breaks_its_policy_which_refuses_what_is_foreign(
    policed: tuple[BrowserContext, Policed], app_url: str
) -> None:
    context, police = policed
    opened = MapPage(context, app_url).settled()
    page = opened.page
    for name in ("overview", "districts", "table", "progress", "indicators", "ask", "reader"):
        page.locator(f".top [data-page={name}]").click()
        page.wait_for_selector(f".dock[data-page={name}] > :not(.notice)")
    with page.expect_download():
        page.locator("[data-control=picture]").click()
    page.locator("[data-tool=present]").click()
    page.locator("[data-briefing]").first.click()
    page.wait_for_selector(".presenter")
    page.keyboard.press("o")
    page.wait_for_selector(".p-overview canvas, .p-overview img")
    with context.expect_page() as speaker:
        page.keyboard.press("s")
    speaker.value.locator("body.speaker").wait_for()
    speaker.value.close()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for name, words in FORMS.items():
        page.locator(f".top [data-page={name}]").click()
        page.locator(f".st-key-page-{name}").get_by_text(words).first.wait_for()
        at_rest(page)
    assert police.refused == []
    assert opened.watch.complaints == []
    # A picture, a script, an inline script, a stylesheet and a question.
    asked = page.evaluate(
        """async (host) => {
          const tried = (tag, address) => new Promise((resolve) => {
            const node = document.createElement(tag);
            node.onload = () => resolve("loaded");
            node.onerror = () => resolve("refused");
            node[tag === "link" ? "href" : "src"] = address;
            if (tag === "link") node.rel = "stylesheet";
            document.body.append(node);
          });
          const fetched = await fetch(`${host}/x.json`).then(() => "loaded", () => "refused");
          const inline = document.createElement("script");
          inline.textContent = "globalThis.foreignRan = true";
          document.body.append(inline);
          const kinds = await Promise.all(
            [tried("img", `${host}/x.png`), tried("script", `${host}/x.js`), tried("link", `${host}/x.css`)]);
          return [...kinds, fetched, String(globalThis.foreignRan)];
        }""",
        FOREIGN,
    )
    assert asked == ["refused"] * 4 + ["undefined"]
    assert police.reached == []


def test_a_link_that_makes_streamlit_ask_its_makers_asks_nobody(
    policed: tuple[BrowserContext, Policed], app_url: str
) -> None:
    context, police = policed
    reached: list[str] = []
    context.route(
        "https://data.streamlit.io/**", lambda route: (reached.append(route.request.url), route.fulfill(status=200))[1]
    )
    with context.expect_event("console", lambda message: "data.streamlit.io" in message.text):
        MapPage(context, app_url, "/?staticAppId=0")
    assert "Content Security Policy" in " ".join(police.refused)
    assert reached == []
