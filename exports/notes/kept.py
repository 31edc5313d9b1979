"""The notes that a sheet is asked to print."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from briefing.errors import ExportError
from geo.files.strict import DIRECTIONS, clean
from geo.model import Plan
from geo.notes.notes import Note, Notes
from geo.store.errors import StoreError
from geo.store.person import Person
from geo.store.store import Store
from layers.text import Language, text

Wanted = Literal["open", "all"]
WANTED: tuple[Wanted, ...] = get_args(Wanted)


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as paper has it."""

    place: tuple[float, float] | None
    """longitude, latitude; None where its item has no place"""
    where: str
    """name of its item; empty at a place of its own"""
    head: str
    """state, who, when"""
    text: str
    replies: tuple[tuple[str, str], ...]
    """who and when, and what they say"""
    is_open: bool


def printed_notes(wanted: str, plan: Plan, language: Language) -> tuple[PrintedNote, ...]:
    """Notes of the app's store, the oldest first; none where none are wanted. Raises ExportError."""
    if not wanted:
        return ()
    if wanted not in WANTED:
        raise ExportError("sheet.badNotes", value=wanted[:40])
    try:
        kept = Notes(Store.present(), Person("", "", "", "reader")).listing()
    except StoreError as error:
        raise ExportError("briefing.store", detail=error.breach) from error
    chosen = [note for note in kept if wanted == "all" or note.state == "open"]
    return tuple(_printed(note, plan, language) for note in sorted(chosen, key=lambda note: (note.made_at, note.id)))


def _printed(note: Note, plan: Plan, language: Language) -> PrintedNote:
    item = plan.by_id.get(note.item)
    name = note.item if item is None else item.name if language == "zh" else item.name_en
    place = note.place
    if item is not None and item.geometry is not None:
        middle = item.geometry.representative_point()
        place = (middle.x, middle.y)
    state = text(f"notes.{note.state}", language)
    head = " · ".join([state, _who(note.name, language), _when(note.made_at)])
    replies = tuple((f"{_who(reply.name, language)} · {_when(reply.at)}", _plain(reply.text)) for reply in note.replies)
    return PrintedNote(place, _line(name), head, _plain(note.text), replies, note.state == "open")


def _who(name: str, language: Language) -> str:
    return _line(name) or text("notes.someone", language)


def _when(moment: str) -> str:
    """To the minute, by the clock of this machine."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _line(words: str) -> str:
    return " ".join(_plain(words).split())


def _plain(words: str) -> str:
    """Without what cannot be seen: nothing turns the direction of what follows."""
    return DIRECTIONS.sub("", clean(words, " "))
