"""Changes to saved briefings made on the page: each is one save, told in words, and can be undone where it deletes.

Callbacks get the briefing and its version as they were on the page that was clicked, so that what somebody else has
saved meanwhile is never overwritten.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from briefing.errors import ExportError
from briefing.model import Briefing, Notice, Scene, free_id
from briefing.own import gone_notices
from briefing.reading import checked, read_briefings
from briefing.store import Stored
from layers.text import text
from serve.briefings_document import vocabulary
from ui.who import editing_store

CHOSEN, SAID, FAILED, UNDO, PENDING = (f"briefings-{name}" for name in ("chosen", "said", "failed", "undo", "pending"))
TEXT_FIELDS = ("title", "title_en", "narrative", "narrative_en", "notes", "notes_en")


@dataclass(frozen=True, slots=True)
class DeletedScene:
    """A scene that can be put back."""

    briefing: str
    scene: Scene
    position: int


@dataclass(frozen=True, slots=True)
class DeletedBriefing:
    """A briefing that can be taken out of the trash."""

    trash_name: str


def forget() -> None:
    """Before a new change: the last one's words, its undo and an unsaved one are past."""
    for key in (SAID, FAILED, UNDO, PENDING):
        st.session_state.pop(key, None)


def _attempt(action: Callable[[], Stored | None], *, pending: Briefing | None = None) -> bool:
    """Do something with the store; what goes wrong is kept for the page to say. True where it went well."""
    forget()
    try:
        stored = action()
    except ExportError as error:
        st.session_state[FAILED] = error
        if pending is not None and error.key == "briefing.conflict":
            st.session_state[PENDING] = pending
        return False
    if stored is not None:
        st.session_state[CHOSEN] = stored.briefing.id
    return True


def save(changed: Briefing, version: str) -> None:
    """Replace a briefing that the page showed in that version."""
    _saved(changed, version)


def _saved(changed: Briefing, version: str) -> bool:
    return _attempt(lambda: editing_store().save(changed, version=version), pending=changed)


def add_copy(briefing: Briefing) -> None:
    """Save as a new briefing, called a copy."""
    zh = briefing.title and text("briefings.copyOf", "zh", title=briefing.title)
    en = briefing.title_en and text("briefings.copyOf", "en", title=briefing.title_en)
    _attempt(lambda: editing_store().add(replace(briefing, title=zh, title_en=en)))


def delete(identifier: str, version: str, title: str) -> None:
    """Put a briefing into the trash."""
    names: list[str] = []
    if _attempt(lambda: names.append(editing_store().delete(identifier, version=version))):
        st.session_state.pop(CHOSEN, None)
        st.session_state[UNDO] = DeletedBriefing(names[0])
        st.session_state[SAID] = Notice("briefings.deleted", {"title": title})


def delete_scene(briefing: Briefing, version: str, position: int, title: str) -> None:
    """Take a scene out of a briefing."""
    if _saved(briefing.without(position), version):
        st.session_state[UNDO] = DeletedScene(briefing.id, briefing.scenes[position], position)
        st.session_state[SAID] = Notice("briefings.sceneDeleted", {"title": title})


def undo() -> None:
    """Bring back what was deleted last, into the briefing as it is by now."""
    last = st.session_state.get(UNDO)
    if isinstance(last, DeletedBriefing):
        _attempt(lambda: editing_store().restore(last.trash_name))
    elif isinstance(last, DeletedScene):
        _attempt(lambda: _put_back(last))


def _put_back(last: DeletedScene) -> Stored:
    present = editing_store().load(last.briefing)
    scenes = list(present.briefing.scenes)
    scene = replace(last.scene, id=free_id(last.scene.id, {other.id for other in scenes}))
    scenes.insert(last.position, scene)
    return editing_store().save(replace(present.briefing, scenes=tuple(scenes)), version=present.version)


def save_typed(briefing: Briefing, version: str, position: int, prefix: str) -> None:
    """Save the texts of a scene that were typed into the fields whose keys begin with prefix."""
    typed = {name: str(st.session_state.get(f"{prefix}-{name}", "")).strip() for name in TEXT_FIELDS}
    if _saved(briefing.with_scene(position, **typed), version):
        st.session_state[SAID] = Notice("briefings.saved", {})


def rename(briefing: Briefing, version: str, prefix: str) -> None:
    """Save the titles of a briefing that were typed."""
    title, title_en = (str(st.session_state.get(f"{prefix}-{name}", "")).strip() for name in ("title", "title_en"))
    if _saved(replace(briefing, title=title, title_en=title_en), version):
        st.session_state[SAID] = Notice("briefings.saved", {})


def take_in(content: bytes) -> tuple[list[Stored], list[Notice]]:
    """Save the briefings of an uploaded file as new ones; returns them and what was left out. Raises ExportError."""
    briefings, notices = read_briefings(content)
    words = vocabulary()
    skipped = [notice for briefing in briefings for notice in (*checked(briefing, words)[1], *gone_notices(briefing))]
    return [editing_store().add(briefing) for briefing in briefings], [*notices, *skipped]
