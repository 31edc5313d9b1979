"""How tests open pages of a visitor who stays, and what they leave behind."""

from collections.abc import Callable, Iterator

from playwright.sync_api import BrowserContext, Page

from tests.browser.opened import MapPage, spare

Visitor = Callable[..., BrowserContext]
STAYS = "/early.json"
"""a page of each visitor that stays open: it keeps the process of their other tabs, with what that has compiled"""


def forget(context: BrowserContext) -> None:
    """Close all that a test has opened, and what pages remember of it."""
    for page in context.pages:
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        if not page.url.endswith(STAYS):
            page.close()


def opener(visitor: Visitor, url: str, *, framework: bool = False) -> Iterator[Callable[..., MapPage]]:
    """How a test opens the explorer, as often as wanted, in tabs that remember nothing of the tests before.

    What it does with a tab `before` anything is asked for: hold back, refuse, replace.
    """
    used = []

    def opened(  # noqa: PLR0913 - a page has so many sides
        path: str,
        width: int = 1440,
        height: int = 900,
        scale: float = 1,
        touch: bool = False,
        *,
        before: Callable[[Page], None] | None = None,
        state: str = "ready",
    ) -> MapPage:
        def prepared(page: Page) -> None:
            spare(page, framework=framework)
            if before:
                before(page)

        used.append(visitor(scale, touch))
        return MapPage(used[-1], url, path, (width, height), prepared, state=state)

    yield opened
    for context in used:
        forget(context)
