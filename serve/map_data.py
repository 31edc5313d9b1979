"""What the map in the browser must know to start."""

from collections.abc import Mapping
from typing import Any

from geo.store.person import Person
from geo.tiles.online import configured
from layers.screen.served import Served
from layers.text import LANGUAGES, first_words
from layers.view.pages import FORM_PAGES, PAGES, UNLISTED
from serve.headers import frame_ancestors
from serve.who.choice import choice
from web.assets import deck_bundle, modules_hash

INSTANCE = "explore"
BRIEFINGS_NOW = "now"
"""stands for the hash of the present briefings, which takes longer to find out than the map takes to stand"""

PROGRESS_NOW = "now"
"""stands for the hash of the document of progress, which is another one every day"""


def online_basemap() -> dict[str, Any] | None:
    """The server's online basemap as the browser sees it (geo/tiles/online.py), where it has one."""
    tiles = configured()
    if tiles is None:
        return None
    return {"url": tiles.url, "credit": tiles.credit, "maxZoom": tiles.max_zoom, "datum": tiles.datum}


def person_record(person: Person) -> dict[str, Any]:
    """What the browser hears of whoever sits before it: their name, whether they may edit, the way in or out."""
    accounts = choice().has_accounts
    return {
        "name": person.name or person.email,
        "mayEdit": person.may("editor"),
        "mayGive": accounts and person.may("admin"),
        "signIn": "sign-in" if accounts and not person.id else None,
        "signOut": "auth/logout" if accounts and person.id else None,
    }


def map_data(
    served: Served,
    *,
    person: Person,
    briefings: str = BRIEFINGS_NOW,
    page: str | None = None,
    wish: Mapping[str, Any] | None = None,
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
        "askUrl": "ask",
        "fallbackUrl": f"fallback/{served.plan.hash}",
        "basemapsUrl": "basemaps/list.json",
        "ownUrl": "own/here",
        "newsUrl": "news",
        "earlyUrl": "early.json",
        "editsUrl": "edits",
        "ownWarmUrl": "own/warm",
        "notesUrl": None if person.is_anonymous else "notes",
        "tiles": online_basemap(),
        "frames": frame_ancestors().split(),
        "pages": [{"id": name, "own": name in PAGES, "listed": name not in UNLISTED} for name in (*PAGES, *FORM_PAGES)],
        "problems": served.problems,
        "page": page,
        "person": person_record(person),
        "wish": wish,
        "words": {language: first_words(language) for language in LANGUAGES},
    }
