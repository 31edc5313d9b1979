"""The map component: deck.gl from the installed pydeck wheel in a Components-v2 host.

Everything that only changes what is seen (layers, filters, pages beside the map, language, camera, hover) happens in the
browser and stands in the address. Python hears of pages of its own.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from layers.browser_parts import deck_bundle, modules_hash, stylesheet
from layers.pages import PAGES
from layers.served import Served
from layers.text import LANGUAGES, Language, text

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
    if (said) said.textContent = Object.values(component.data.words).map((words) => words.failed.replace("{detail}", error.message)).join(" · ");
  });
  return () => {
    gone = true;
    stop?.();
  };
}
"""

# Words from the first moment, in both languages: the language is known when the modules are there.
HOLDER = f"""<div class="plan-map-holder"><p class="opening" role="status">{" · ".join(text("app.loading", language) for language in LANGUAGES)}</p></div>"""


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What the map told Python in this run."""

    page: str | None
    """a page of the framework's own that was asked for in the header"""
    query: str
    """the map's state as a link's query string, told along with the page"""


def tile_ground() -> dict[str, Any] | None:
    """An online ground, where the environment names one: PLAN_MAP_TILES, an address with {z}, {x} and {y}.

    {key} in the address is filled from PLAN_MAP_TILES_KEY; PLAN_MAP_TILES_CREDIT is shown beside the source.
    """
    address = os.environ.get("PLAN_MAP_TILES", "").strip()
    if not address:
        return None
    url = address.replace("{key}", quote(os.environ.get("PLAN_MAP_TILES_KEY", ""), safe=""))
    return {"url": url, "credit": os.environ.get("PLAN_MAP_TILES_CREDIT", ""), "maxZoom": MAX_TILE_ZOOM}


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("plan_map", html=HOLDER, css=stylesheet(), js=STARTER)


def _fresh(name: str, told: Any) -> dict[str, Any]:
    """What a trigger told, the first time it is seen: a page switch keeps the last one, which must not fire again."""
    key = f"map-{INSTANCE}-{name}-at"
    if not isinstance(told, dict) or st.session_state.get(key) == told.get("at"):
        return {}
    st.session_state[key] = told.get("at")
    return told


def _told(key: str, name: str) -> dict[str, Any]:
    told = st.session_state[key].get(name)
    value = told.get("value") if isinstance(told, dict) else None
    return value if isinstance(value, dict) else {}


def map_data(served: Served, *, pages: Sequence[str], briefings: str = BRIEFINGS_NOW, ground: str = "light") -> dict[str, Any]:
    """What the map in the browser must know to start: addresses of its documents, and what is said before they are there."""
    return {
        "instance": INSTANCE,
        "moduleUrl": f"modules/{modules_hash()}/main.js",
        "deckUrl": f"vendor/deck-{deck_bundle().hash}.js",
        "documentUrl": f"documents/{served.plan.hash}.json",
        "groundUrl": f"documents/{served.ground.hash}.json",
        "readerUrl": f"documents/{served.reader.hash}.json",
        "briefingsUrl": f"briefings/{briefings}.json",
        "fallbackUrl": f"fallback/{served.plan.hash}",
        "ground": ground,
        "tiles": tile_ground(),
        "pages": [{"id": name, "own": name in PAGES} for name in pages],
        "problems": served.problems,
        "words": {language: _early_words(language) for language in LANGUAGES},
    }


def plan_map(
    served: Served, *, briefings: str, ground: str, pages: Sequence[str], on_scene: Callable[[Mapping[str, Any]], None]
) -> MapEvent:
    """Mount the map; it keeps camera, layers and filters across reruns and page switches.

    briefings is the hash of the briefings' document.

    on_scene hears of a view to be kept as a scene before the map is mounted again, which then finds it among the briefings.
    """
    key = f"map-{INSTANCE}"
    result = _component()(
        key=key,
        data=map_data(served, pages=pages, briefings=briefings, ground=ground),
        on_page_change=lambda: None,
        on_scene_change=lambda: on_scene(_told(key, "scene")),
    )
    left = _fresh("page", result.page)
    return MapEvent(left.get("value"), str(left.get("query", "")))


def _early_words(language: Language) -> dict[str, str]:
    """What must be said before the documents are there."""
    return {"loading": text("app.loading", language), "failed": text("app.failed", language, detail="{detail}")}
