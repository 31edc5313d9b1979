"""The start page with the map's own start in it: the browser fetches and draws the map while the framework still boots.

The framework's page is served as it is, with links to what the map needs and a script that mounts it. When the framework asks
for its component, the map that stands there already is moved into it. Where anything is amiss the page is the framework's own.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from layers.browser_parts import MODULE_FOLDER, BundleError, deck_bundle, modules_hash
from layers.document import bundle
from ui.map import map_data

# The framework's page and the map's data are asked for anew at each visit; all that they name is kept for ever.
ASKED_AGAIN = {"Cache-Control": "no-cache"}
HEAD = "<head>"
ROOTS = ("main.js", "planmap.js", "early.js")
IMPORTED_AT_ONCE = re.compile(r"""^(?:import|export)\b[^;]*?\bfrom\s*["']\./([\w-]+\.js)["']""", re.MULTILINE)


@cache
def _index_path() -> Path:
    spec = find_spec("streamlit")
    return Path(spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else "") / "static" / "index.html"


def with_early_start(html: str, *, deck: str, modules: str, names: Sequence[str]) -> str:
    """The framework's page with the map's start: deck.gl and modules by their hashes, names of the modules."""
    folder = f"modules/{escape(modules)}"
    vendor = f"vendor/deck-{escape(deck)}.js"
    links = [f'<link rel="preload" as="fetch" crossorigin href="{vendor}">']
    links += ['<link rel="preload" as="fetch" crossorigin href="early.json">']
    links += [f'<link rel="modulepreload" href="{folder}/{escape(name)}">' for name in names]
    start = f'<script type="module" async src="{folder}/early.js" data-deck="{vendor}"></script>'
    return html.replace(HEAD, "\n".join([HEAD, *links, start]), 1)


def start_modules() -> list[str]:
    """Names of the modules that a map needs from its first moment: the roots and all that they import when they are loaded."""
    found: dict[str, None] = {}
    open_ends = list(ROOTS)
    while open_ends:
        name = open_ends.pop()
        if name not in found:
            found[name] = None
            open_ends += IMPORTED_AT_ONCE.findall((MODULE_FOLDER / name).read_text(encoding="utf-8"))
    return list(found)


def _start_page(_: Request) -> Response:
    try:
        deck = deck_bundle()
    except BundleError:
        return FileResponse(_index_path(), headers=ASKED_AGAIN)
    html = _index_path().read_text(encoding="utf-8")
    return HTMLResponse(with_early_start(html, deck=deck.hash, modules=modules_hash(), names=start_modules()), headers=ASKED_AGAIN)


def early_routes(pages: Sequence[str]) -> list[BaseRoute]:
    """Routes of the start page and of the map's data for it; pages are the ids that the header names."""

    def data(_: Request) -> Response:
        return JSONResponse(map_data(bundle(), pages=pages), headers=ASKED_AGAIN)

    return [Route("/", _start_page), Route("/early.json", data)]
