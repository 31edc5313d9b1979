"""What the map in the browser must know to start."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from layers.screen.served import Served
from layers.text import LANGUAGES, first_words
from layers.view.pages import FORM_PAGES, PAGES
from web.assets import deck_bundle, modules_hash

INSTANCE = "explore"
TILES = "PLAN_MAP_TILES"
MAX_TILE_ZOOM = 18
BRIEFINGS_NOW = "now"
"""stands for the hash of the present briefings, which takes longer to find out than the map takes to stand"""

PROGRESS_NOW = "now"
"""stands for the hash of the document of progress, which is another one every day"""


def online_basemap() -> dict[str, Any] | None:
    """An online basemap, where the environment names one: PLAN_MAP_TILES, an address with {z}, {x} and {y}.

    {key} in the address is filled from PLAN_MAP_TILES_KEY; PLAN_MAP_TILES_CREDIT is shown beside the source;
    PLAN_MAP_TILES_DATUM is gcj02 where its tiles are cut in that datum.
    """
    address = os.environ.get(TILES, "").strip()
    if not address:
        return None
    url = address.replace("{key}", quote(os.environ.get("PLAN_MAP_TILES_KEY", ""), safe=""))
    shifted = os.environ.get("PLAN_MAP_TILES_DATUM", "").strip().lower().replace("-", "") == "gcj02"
    return {
        "url": url,
        "credit": os.environ.get("PLAN_MAP_TILES_CREDIT", ""),
        "maxZoom": MAX_TILE_ZOOM,
        "datum": "gcj02" if shifted else "wgs84",
    }


def map_data(
    served: Served, *, briefings: str = BRIEFINGS_NOW, page: str | None = None, wish: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the map in the browser must know to start: addresses of its documents, and what is said before them.

    briefings is the hash of the briefings' document, page the page with forms that this run draws, wish what it asks of
    the browser. Raises BundleError.
    """
    return {
        "instance": INSTANCE,
        "moduleUrl": f"modules/{modules_hash()}/start/main.js",
        "deckUrl": f"vendor/deck-{deck_bundle().hash}.js",
        "documentUrl": f"documents/{served.plan.hash}.json",
        "basemapUrl": f"documents/{served.basemap.hash}.json",
        "cityUrl": f"documents/{served.city.hash}.json",
        "readerUrl": f"documents/{served.reader.hash}.json",
        "progressUrl": f"progress/{PROGRESS_NOW}.json",
        "briefingsUrl": f"briefings/{briefings}.json",
        "listUrl": "export/list.xlsx",
        "fallbackUrl": f"fallback/{served.plan.hash}",
        "basemapsUrl": "basemaps/list.json",
        "tiles": online_basemap(),
        "pages": [{"id": name, "own": name in PAGES} for name in (*PAGES, *FORM_PAGES)],
        "problems": served.problems,
        "page": page,
        "wish": wish,
        "words": {language: first_words(language) for language in LANGUAGES},
    }
