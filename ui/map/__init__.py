"""The map component: deck.gl from the installed pydeck wheel in a Components-v2 host.

Everything that only changes what is seen (layers, filters, pages beside the map, language, camera, hover) happens in the
browser and stands in the address. Python hears of pages of its own.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from layers.document import Bundle
from layers.text import LANGUAGES, Language, text
from layers.view import PAGES
from ui.routes import deck_bundle, modules_hash

FOLDER = Path(__file__).resolve().parent
INSTANCE = "explore"
MAX_TILE_ZOOM = 18

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
    css = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.css")))
    return st.components.v2.component("plan_map", html=HOLDER, css=css, js=STARTER)


def _fresh(instance: str, name: str, told: Any) -> str | None:
    """The value of a trigger the first time it is seen: a page switch keeps the last one, which must not fire again."""
    if not isinstance(told, dict):
        return None
    key = f"map-{instance}-{name}-at"
    if st.session_state.get(key) == told.get("at"):
        return None
    st.session_state[key] = told.get("at")
    return str(told.get("value"))


def plan_map(bundle: Bundle, *, ground: str, pages: Sequence[str], instance: str = INSTANCE) -> MapEvent:
    """Mount the map of one instance; it keeps camera, layers and filters across reruns and page switches."""
    result = _component()(
        key=f"map-{instance}",
        data={
            "instance": instance,
            "moduleUrl": f"modules/{modules_hash()}/main.js",
            "deckUrl": f"vendor/deck-{deck_bundle().hash}.js",
            "documentUrl": f"documents/{bundle.plan_document.hash}.json",
            "groundUrl": f"documents/{bundle.ground_document.hash}.json",
            "readerUrl": f"documents/{bundle.reader_document.hash}.json",
            "fallbackUrl": f"fallback/{bundle.plan_document.hash}",
            "ground": ground,
            "tiles": tile_ground(),
            "pages": [{"id": name, "own": name in PAGES} for name in pages],
            "problems": {language: [breach.text(language) for breach in bundle.breaches] for language in LANGUAGES},
            "words": {language: _early_words(language) for language in LANGUAGES},
        },
        on_page_change=lambda: None,
    )
    return MapEvent(_fresh(instance, "page", result.page))


def _early_words(language: Language) -> dict[str, str]:
    """What must be said before the documents are there."""
    return {"loading": text("app.loading", language), "failed": text("app.failed", language, detail="{detail}")}
