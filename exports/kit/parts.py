"""What a meeting kit is made of: the map's own modules and styles, deck.gl of the pydeck wheel, the documents."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ExportError
from briefing.resolved import ResolvedBriefing, scenes_document
from exports.context import Context
from exports.kit.answers import answer_parts
from exports.kit.own import own_parts
from layers.progress.served import progress_document
from layers.screen.document import bundle
from layers.text import LANGUAGES, Language, first_words
from layers.view.pages import PAGES
from web.assets import MODULE_FOLDER, BundleError, deck_bundle, stylesheet
from web.imports import with_imports

ENTRY = "start/planmap.js"
INSTANCE = "kit"
SERVED = ("ask",)
"""pages that are nothing without a server"""


@dataclass(frozen=True, slots=True)
class KitParts:
    """Everything that goes into the file."""

    modules: Mapping[str, str]
    """name -> source of ENTRY and of all that it imports"""
    styles: str
    documents: Mapping[str, bytes]
    """deck, plan, basemap, city, reader, progress, briefings, and what exports/kit/own.py has -> gzipped bytes"""
    settings: Mapping[str, Any]
    """what the map is told when it starts"""


def kit_parts(resolved: ResolvedBriefing, context: Context) -> KitParts:
    """Gather the parts for one briefing, starting in the context's language.

    Raises ExportError where one is missing.
    """
    present = bundle()
    documents = {
        "deck": _deck(),
        "plan": present.plan_document.gzipped,
        "basemap": present.basemap_document.gzipped,
        "city": present.city_document.gzipped,
        "reader": present.reader_document.gzipped,
        "progress": progress_document().gzipped,
        "briefings": gzip.compress(json.dumps(scenes_document([resolved]), ensure_ascii=False).encode(), 9, mtime=0),
        **own_parts(resolved, context),
        **answer_parts(resolved, context),
    }
    return KitParts(modules_from(MODULE_FOLDER, ENTRY), stylesheet(), documents, _settings(resolved, context.language))


def modules_from(folder: Path, entry: str) -> dict[str, str]:
    """Name -> source of a module and of every module that it imports, directly or not.

    Raises ExportError where one is missing.
    """

    def read(name: str) -> str:
        try:
            return (folder / name).read_text(encoding="utf-8")
        except OSError as error:
            raise ExportError("kit.noPart", name=f"{folder.name}/{name}") from error

    return dict(sorted(with_imports([entry], read).items()))


def _deck() -> bytes:
    try:
        return deck_bundle().gzipped
    except BundleError as error:
        raise ExportError("kit.noPart", name="pydeck") from error


def _settings(resolved: ResolvedBriefing, language: Language) -> dict[str, Any]:
    """As `serve.map_data.map_data`, without a server's addresses, an online basemap or Streamlit's pages."""
    return {
        "instance": INSTANCE,
        "query": f"lang={language}&brief={resolved.briefing.id}",
        "addressOff": True,
        "tiles": None,
        "pages": [{"id": name, "own": True} for name in PAGES if name not in SERVED],
        "problems": {name: [] for name in LANGUAGES},
        "words": {name: first_words(name) for name in LANGUAGES},
    }
