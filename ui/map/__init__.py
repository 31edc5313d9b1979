"""The map component: deck.gl from the installed pydeck wheel in a Components-v2 host.

Everything that only changes what is seen (layers, filters, pages beside the map, language, camera, hover) happens in the
browser and stands in the address. Python hears of pages of its own.
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from layers.browser_parts import deck_bundle, modules_hash, stylesheet
from layers.pages import FORM_PAGES, PAGES
from layers.served import Served
from layers.text import LANGUAGES, first_words, text
from ui.headers import TILES

FOLDER = Path(__file__).resolve().parent
INSTANCE = "explore"
MAX_TILE_ZOOM = 18
BRIEFINGS_NOW = "now"
"""stands for the hash of the present briefings, which takes longer to find out than the map takes to stand"""

# Only a starter: the modules themselves come from a hashed route and are cached for ever.
STARTER = """
export default function (component) {
  let stop = null;
  let gone = false;
  import(new URL(component.data.moduleUrl, document.baseURI).href).then((module) => {
    if (!gone) stop = module.mount(component);
  }).catch((error) => {
    const said = component.parentElement.querySelector(".opening");
    if (said) said.textContent = Object.values(component.data.words).map((words) => words.failed.replace("{detail}", () => error.message)).join(" · ");
  });
  return () => {
    gone = true;
    stop?.();
  };
}
"""

# Words from the first moment, in both languages: the language is known when the modules are there.
HOLDER = f"""<div class="plan-map-holder"><p class="opening" role="status">{" · ".join(text("app.loading", language) for language in LANGUAGES)}</p></div>"""


def tile_ground() -> dict[str, Any] | None:
    """An online ground, where the environment names one: PLAN_MAP_TILES, an address with {z}, {x} and {y}.

    {key} in the address is filled from PLAN_MAP_TILES_KEY; PLAN_MAP_TILES_CREDIT is shown beside the source.
    """
    address = os.environ.get(TILES, "").strip()
    if not address:
        return None
    url = address.replace("{key}", quote(os.environ.get("PLAN_MAP_TILES_KEY", ""), safe=""))
    return {"url": url, "credit": os.environ.get("PLAN_MAP_TILES_CREDIT", ""), "maxZoom": MAX_TILE_ZOOM}


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("plan_map", html=HOLDER, css=stylesheet(), js=STARTER)


def _told(key: str, name: str) -> dict[str, Any]:
    told = st.session_state[key].get(name)
    value = told.get("value") if isinstance(told, dict) else None
    return value if isinstance(value, dict) else {}


def map_data(
    served: Served, *, briefings: str = BRIEFINGS_NOW, page: str | None = None, wish: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the map in the browser must know to start: addresses of its documents, and what is said before they are there.

    briefings is the hash of the briefings' document, page the page with forms that this run draws, wish what it asks of the browser.
    Raises BundleError.
    """
    return {
        "instance": INSTANCE,
        "moduleUrl": f"modules/{modules_hash()}/main.js",
        "deckUrl": f"vendor/deck-{deck_bundle().hash}.js",
        "documentUrl": f"documents/{served.plan.hash}.json",
        "groundUrl": f"documents/{served.ground.hash}.json",
        "readerUrl": f"documents/{served.reader.hash}.json",
        "briefingsUrl": f"briefings/{briefings}.json",
        "listUrl": "export/list.xlsx",
        "fallbackUrl": f"fallback/{served.plan.hash}",
        "tiles": tile_ground(),
        "pages": [{"id": name, "own": name in PAGES} for name in (*PAGES, *FORM_PAGES)],
        "problems": served.problems,
        "page": page,
        "wish": wish,
        "words": {language: first_words(language) for language in LANGUAGES},
    }


def plan_map(
    data: Mapping[str, Any], *, on_page: Callable[[Mapping[str, Any]], None], on_scene: Callable[[Mapping[str, Any]], None]
) -> None:
    """Mount the map with `map_data`; it keeps camera, layers and filters across reruns.

    on_page hears of the address when it concerns a page with forms, on_scene of a view to be kept as a scene; both before the map
    is mounted again.
    """
    key = f"map-{INSTANCE}"
    _component()(
        key=key,
        data=data,
        on_page_change=lambda: on_page(_told(key, "page")),
        on_scene_change=lambda: on_scene(_told(key, "scene")),
    )
