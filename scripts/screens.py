"""Pictures of the screens, by a real browser: python -m scripts.screens [--only NAME …] [--all FOLDER]

Without an option the pictures of docs/ are made anew, with --only some of them. --all puts every state of STATES into
FOLDER in each size, language and scheme, for an eye that looks for what is unreadable, covered or cut.
"""

import argparse
import io
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.opened import QUIET, WEBGL, chromium_path
from tests.serving import serve

DOCS = Path(__file__).resolve().parent.parent / "docs"
PALETTE = 200
"""colours of a picture"""
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
    "progress-2021": ((1280, 800), "tint=progress&day=2021-06-30"),
    "progress-2023": ((1280, 800), "tint=progress&day=2023-06-30"),
    "progress-2026": ((1280, 800), "tint=progress&day=2026-11-30"),
    "progress-card": ((1280, 1100), "sel=road-shahedong-north"),
    "progress-page": ((1440, 900), "page=progress"),
    "indicators": ((1440, 900), "page=indicators"),
    "present-1920": ((1920, 1080), "brief=transport&scene=2"),
    "present-dark": ((1920, 1080), "brief=transport&scene=2&ground=dark"),
}


def main() -> None:
    """Make what the options ask for."""
    parser = argparse.ArgumentParser(description="截图 / screenshots")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every state, size, language and scheme")
    parser.add_argument("--only", nargs="*", default=[""], metavar="NAME", help="beginnings of names in docs/")
    options = parser.parse_args()
    with _browser() as (browser, url):
        for path, size, query in _everything(options.all) if options.all else _docs(options.only):
            _shot(browser, f"{url}/?{query}", size, path)
            print(path)


@contextmanager
def _browser() -> Iterator[tuple[Browser, str]]:
    with serve() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET + WEBGL)
        yield browser, url
        browser.close()


def _docs(begin: Sequence[str]) -> Iterator[tuple[Path, tuple[int, int], str]]:
    """Those whose names begin so."""
    for name, (size, query) in IN_DOCS.items():
        if name.startswith(tuple(begin)):
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
    content = page.screenshot()
    context.close()
    # A palette: flat colours need no more, and the files stay small.
    Image.open(io.BytesIO(content)).convert("RGB").quantize(PALETTE, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
