"""What a meeting kit is made of: the map's own modules and styles, deck.gl of the pydeck wheel, the documents."""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.context import Context
from exports.errors import ExportError
from exports.scenes import ResolvedBriefing, scenes_document
from layers.browser_parts import MODULE_FOLDER, BundleError, deck_bundle, stylesheet
from layers.document import bundle
from layers.pages import PAGES
from layers.text import LANGUAGES, Language, first_words

ENTRY = "planmap.js"
IMPORTED = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'])\./([\w-]+\.js)\2""")
INSTANCE = "kit"


@dataclass(frozen=True, slots=True)
class KitParts:
    """Everything that goes into the file."""

    modules: Mapping[str, str]
    """name -> source of ENTRY and of all that it imports"""
    styles: str
    documents: Mapping[str, bytes]
    """deck, plan, ground, reader, briefings -> gzipped bytes"""
    settings: Mapping[str, Any]
    """what the map is told when it starts"""


def kit_parts(resolved: ResolvedBriefing, context: Context) -> KitParts:
    """Gather the parts for one briefing, starting in the context's language. Raises ExportError where one is missing."""
    present = bundle()
    documents = {
        "deck": _deck(),
        "plan": present.plan_document.gzipped,
        "ground": present.ground_document.gzipped,
        "reader": present.reader_document.gzipped,
        "briefings": gzip.compress(json.dumps(scenes_document([resolved]), ensure_ascii=False).encode(), 9, mtime=0),
    }
    return KitParts(modules_from(MODULE_FOLDER, ENTRY), stylesheet(), documents, _settings(resolved, context.language))


def modules_from(folder: Path, entry: str) -> dict[str, str]:
    """Name -> source of a module and of every module that it imports, directly or not. Raises ExportError where one is missing."""
    found: dict[str, str] = {}
    wanted = [entry]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        try:
            found[name] = (folder / name).read_text(encoding="utf-8")
        except OSError as error:
            raise ExportError("kit.noPart", name=f"ui/map/{name}") from error
        wanted += [match[3] for match in IMPORTED.finditer(found[name])]
    return dict(sorted(found.items()))


def _deck() -> bytes:
    try:
        return deck_bundle().gzipped
    except BundleError as error:
        raise ExportError("kit.noPart", name="pydeck") from error


def _settings(resolved: ResolvedBriefing, language: Language) -> dict[str, Any]:
    """As `ui.map.map_data`, without addresses of a server, without an online ground, without pages of the framework."""
    return {
        "instance": INSTANCE,
        "query": f"lang={language}&brief={resolved.briefing.id}",
        "addressOff": True,
        "tiles": None,
        "pages": [{"id": name, "own": True} for name in PAGES],
        "problems": {name: [] for name in LANGUAGES},
        "words": {name: first_words(name) for name in LANGUAGES},
    }
