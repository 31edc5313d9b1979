"""The start page with the map's own start in it: the browser draws the map first, then Streamlit boots.

Streamlit's page is served with links to what the map needs. Two templates hold what starts something: the map, once
the page itself is loaded; then, once the first frame is drawn, Streamlit, lest the two share one processor. When
Streamlit asks for its component, the map that stands there already is moved into it. Where anything is amiss the
page is Streamlit's own.
"""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from layers.screen.served import served
from layers.text import LANGUAGES, text
from layers.view.pages import FORM_PAGES
from serve.headers import POLICY, index_html, page_policy
from serve.map_data import map_data
from serve.who.asking import person_of
from web.assets import BundleError, Modules, deck_bundle, modules
from web.bundles import AT_START
from web.imports import with_imports

# Streamlit's page and the map's data are asked for anew at each visit; all that they name is kept for ever.
ASKED_AGAIN = {"Cache-Control": "no-cache"}
HEAD, BODY = "<head>", "<body>"
# What starts Streamlit: its module, and what is fetched ahead for it.
STARTS_FRAMEWORK = re.compile(
    r"""<script type="module"[^>]*></script>|<link\s+rel="(?:modulepreload|stylesheet|preload)"[^>]*>"""
)
TITLE = re.compile("<title>.*?</title>")
STYLE = """<style>#plan-map-early { position: fixed; inset: 0; z-index: 1; display: grid; place-items: center;
  font: 16px/1.5 sans-serif;
color-scheme: light dark; background: Canvas; color: CanvasText; }</style>
<noscript><style>#plan-map-early { display: none; }</style></noscript>"""
# Streamlit shows no header, footer or menu of its own, and its pages start under the map's header, whose height the
# window decides: --top in map/map.css and small.css. In the page from the start: what Streamlit brings itself
# comes after its page is in sight, which would jump. What is chosen has a frame of the first colour, but words of that
# colour are hard to read on the dark one.
PAGES_STYLE = """<style>
:root :is(footer, [data-testid="stSkipToContent"], [data-testid="stHeader"], [data-testid="stToolbar"],
[data-testid="stDecoration"]) { display: none; }
:root { --header: 48px; }
@media (max-width: 1000px) and (min-height: 561px) { :root { --header: 88px; } }
@media (pointer: coarse) { :root { --header: 52px; } }
@media (pointer: coarse) and (max-width: 1000px) and (min-height: 561px) { :root { --header: 104px; } }
:root [data-testid="stMain"] { margin-top: var(--header); height: calc(100% - var(--header)); }
:root [data-testid="stButtonGroup"] [data-selected] { color: inherit; }
:root [data-testid="stMainBlockContainer"] { max-width: none; padding: 16px clamp(16px, 4vw, 50px) 32px; }
</style>"""
FIRST = "start/first.js"
"""written into the page itself: what need not wait for the modules"""


def _first_script(present: Modules) -> str:
    return f"\n{present.files[FIRST].decode()}"


def with_early_start(html: str, present: Modules, *, deck: str) -> str:
    """Streamlit's page with the map's start before its own: deck.gl and modules by hash.

    A page in which Streamlit's start is not found is given back as it is.
    """
    held = STARTS_FRAMEWORK.findall(html)
    if not any(part.startswith("<script") for part in held):
        return html
    folder, vendor = f"modules/{escape(present.hash)}", f"vendor/deck-{escape(deck)}.js"
    links = [f'<link rel="preload" as="fetch" crossorigin href="{folder}/all.css">']
    # deck.gl is by far the longest: it is compiled while it comes, beside the page, and runs once the page is loaded.
    links += [f'<link rel="preload" as="script" href="{vendor}">']
    links += [f'<link rel="modulepreload" href="{folder}/{escape(name)}">' for name in start_modules(present)]
    opening = " · ".join(escape(text("app.loading", language)) for language in LANGUAGES)
    early = f'<div id="plan-map-early" data-deck="{vendor}"><p role="status">{opening}</p></div>'
    starts_map = [
        f'<script async src="{vendor}" data-start="deck"></script>',
        f'<script type="module" src="{folder}/start/early.js" data-start="map"></script>',
    ]
    templates = [*_template("map-start", starts_map), *_template("framework-start", held)]
    title = f"<title>{escape(text('app.name', 'zh'))}</title>"
    # As a function: in a string a backslash of the wording would mean something.
    page = TITLE.sub(lambda _: title, STARTS_FRAMEWORK.sub("", html))
    page = page.replace(
        HEAD, "\n".join([HEAD, STYLE, PAGES_STYLE, f"<script>{_first_script(present)}</script>", *links]), 1
    )
    return page.replace(BODY, "\n".join([BODY, early, *templates]), 1)


def _template(identifier: str, parts: Sequence[str]) -> list[str]:
    return [f'<template id="{identifier}">', *parts, "</template>"]


def start_modules(present: Modules) -> list[str]:
    """Names of the modules that a map needs from the first moment: the roots and all that they import on loading."""
    return list(with_imports(AT_START, lambda name: present.files[name].decode(), at_once=True))


class StartPages:
    """The last start page, as long as it is made of the same: put together anew for each visitor it took 10 ms."""

    def __init__(self) -> None:
        self._made: tuple[Modules, str, str, str] | None = None

    def of(self, present: Modules, deck: str) -> tuple[str, str]:
        """The page, and its policy."""
        made = self._made
        if made is None or made[0] is not present or made[1] != deck:
            html = with_early_start(index_html(), present, deck=deck)
            made = self._made = present, deck, html, page_policy([_first_script(present)])
        return made[2], made[3]


PAGES = StartPages()


def _start_page(_: Request) -> Response:
    try:
        deck = deck_bundle()
    except BundleError:
        return HTMLResponse(index_html(), headers=ASKED_AGAIN)
    html, policy = PAGES.of(modules(), deck.hash)
    return HTMLResponse(html, headers={**ASKED_AGAIN, POLICY: policy})


def _moved(request: Request) -> Response:
    """A page of forms once had a path of its own; it is a page of the start page now.

    Relative, so that any base path holds.
    """
    page = request.url.path.rstrip("/").rpartition("/")[2]
    rest = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return RedirectResponse(f"./?{urlencode([('page', page), *rest])}")


def early_routes() -> list[Route]:
    """Routes of the start page, of the map's data for it, and of the addresses that the pages of forms had once."""

    def data(request: Request) -> Response:
        return JSONResponse(map_data(served(), person=person_of(request.scope)), headers=ASKED_AGAIN)

    moved = [Route(f"/{name}", _moved) for name in FORM_PAGES]
    return [Route("/", _start_page), Route("/early.json", data), *moved]
