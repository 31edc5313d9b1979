"""Keeping a view of the map as a scene of a saved briefing."""

from dataclasses import dataclass, replace

from briefing.drawing import drawing_of
from briefing.errors import ExportError
from briefing.model import Briefing, Notice, Scene, free_id
from briefing.own import ids_in, named_now
from briefing.reading import MAX_ID, is_id
from briefing.store import FALLBACK_ID, BriefingStore, Stored
from layers.text import Language
from layers.view.facets import SLUG

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class NewScene:
    """What somebody wants to keep. Comes from the browser: `save_scene` checks it like any briefing file."""

    title: str
    view: str
    """query string of a share link"""
    language: Language
    """of the titles"""
    briefing: str | None = None
    """id of the saved briefing to put it into; None for a new one"""
    briefing_title: str = ""
    """of the new one"""
    drawing: object = None
    """GeoJSON of what is drawn over it; None for nothing"""


def save_scene(store: BriefingStore, new_scene: NewScene) -> tuple[Stored, Notice]:
    """Put the scene at the end of a briefing; returns the briefing as stored, and what to tell the user.

    Raises ExportError.
    """
    stored = _added(store, new_scene) if new_scene.briefing is None else _appended(store, new_scene, new_scene.briefing)
    title = stored.briefing.name(new_scene.language)
    return stored, Notice(
        "briefing.sceneSaved", {"scene": new_scene.title, "briefing": title, "number": len(stored.briefing.scenes)}
    )


def _titles(words: str, language: Language) -> tuple[str, str]:
    """A title in Chinese and in English; the one that nobody has given is empty."""
    return (words, "") if language == "zh" else ("", words)


def _scene(new_scene: NewScene, taken: set[str]) -> Scene:
    return Scene(
        free_id("scene", taken),
        *_titles(new_scene.title, new_scene.language),
        view=new_scene.view,
        drawing=drawing_of(new_scene.drawing, "drawing"),
        own=named_now(ids_in(new_scene.view)),
    )


def _added(store: BriefingStore, new_scene: NewScene) -> Stored:
    name = SLUG.sub("-", new_scene.briefing_title.lower())[: MAX_ID // 2].strip("-") or FALLBACK_ID
    identifier = name if is_id(name) else f"{FALLBACK_ID}-{name}"
    return store.add(
        Briefing(identifier, *_titles(new_scene.briefing_title, new_scene.language), (_scene(new_scene, set()),))
    )


def _appended(store: BriefingStore, new_scene: NewScene, identifier: str) -> Stored:
    for attempt in range(ATTEMPTS):
        present = store.load(identifier)
        briefing = present.briefing
        scene = _scene(new_scene, {other.id for other in briefing.scenes})
        try:
            return store.save(replace(briefing, scenes=(*briefing.scenes, scene)), version=present.version)
        except ExportError as error:
            # Somebody saved in between: a scene more at the end disturbs nobody, so it is put behind theirs.
            if error.key != "briefing.conflict" or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")
