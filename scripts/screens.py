"""Pictures of the screens, by a real browser: python -m scripts.screens [--all FOLDER]

Without an option the pictures of docs/ are made anew. --all puts every state of STATES into FOLDER in each size,
language and scheme, for an eye that looks for what is unreadable, covered or cut.
"""

import argparse
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.opened import QUIET, WEBGL, chromium_path
from tests.serving import serve

DOCS = Path(__file__).resolve().parent.parent / "docs"
STILL_MS = 1500
"""until names are placed and fades are over"""
SIZES = ((1440, 900), (1920, 1080), (1366, 768), (820, 1180))
STATES = {
    "map": "",
    "water": "theme=water",
    "areas": "theme=key-area",
    "stages": "theme=transport&stage=promote,study",
    "card": "sel=hub-xili",
    "table": "page=table&theme=water",
    "districts": "page=districts&unit=longgang",
    "scene": "brief=transport&scene=2",
}
IN_DOCS = {
    "explorer-1440": ((1440, 900), "sel=hub-xili"),
    "explorer-1920": ((1920, 1080), "theme=water"),
    "explorer-dark": ((1440, 900), "ground=dark"),
    "districts-1440": ((1440, 900), "page=districts&unit=longgang"),
    "reader-1440": ((1440, 900), "page=reader&sel=hub-xili"),
    "present-1920": ((1920, 1080), "brief=transport&scene=2"),
    "present-dark": ((1920, 1080), "brief=transport&scene=2&ground=dark"),
}


def main() -> None:
    """Make what the options ask for."""
    parser = argparse.ArgumentParser(description="截图 / screenshots")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every state, size, language and scheme")
    options = parser.parse_args()
    with _browser() as (browser, url):
        for path, size, query in _everything(options.all) if options.all else _docs():
            _shot(browser, f"{url}/?{query}", size, path)
            print(path)


@contextmanager
def _browser() -> Iterator[tuple[Browser, str]]:
    with serve() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + WEBGL)
        yield browser, url
        browser.close()


def _docs() -> Iterator[tuple[Path, tuple[int, int], str]]:
    for name, (size, query) in IN_DOCS.items():
        yield DOCS / f"{name}.png", size, query


def _everything(folder: Path) -> Iterator[tuple[Path, tuple[int, int], str]]:
    folder.mkdir(parents=True, exist_ok=True)
    for (name, query), (width, height), language, appearance in itertools.product(
        STATES.items(), SIZES, ("zh", "en"), ("light", "dark")
    ):
        yield (
            folder / f"{name}-{width}-{language}-{appearance}.png",
            (width, height),
            f"{query}&lang={language}&ground={appearance}".lstrip("&"),
        )


def _shot(browser: Browser, address: str, size: tuple[int, int], path: Path) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=size[0] < 1000)
    context.add_init_script("localStorage.setItem('plan-map-hint', 'seen')")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".plan-map[data-state=ready]", timeout=90_000)
    page.wait_for_timeout(STILL_MS)
    page.screenshot(path=path)
    context.close()


if __name__ == "__main__":
    main()
