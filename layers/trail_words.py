"""What entries of the trail are called: who, what, which document, which fields. Of the page and of its files alike."""

import json
from collections.abc import Mapping

from geo.model import Plan
from geo.store.model import Entry
from geo.trail.differences import Difference, moved_m
from layers.text import WORDING, Language, text

MOST_TITLE = 60


def kind_words(kind: str, language: Language) -> str:
    """A kind of documents."""
    return _named("trail.kind", kind, language)


def action_words(entry: Entry, language: Language) -> str:
    """What somebody did."""
    own = f"trail.action.{entry.kind}.{entry.action}"
    return WORDING[language].get(own) or _named("trail.action", entry.action, language)


def who_words(who: str, names: Mapping[str, str], language: Language) -> str:
    """Whoever did it: a person by name, else by id; nobody's name where the app has one user."""
    if who in ("", "command"):
        return text("trail.who.command" if who else "trail.who.local", language)
    return names.get(who) or who


def title_of(entry: Entry, plan: Plan, language: Language) -> str:
    """What the document is called: its item, title, words or person."""
    item = plan.by_id.get(entry.about)
    if entry.kind in ("edit", "event", "proposal") and item:
        return item.name if language == "zh" else item.name_en
    record = json.loads(entry.after or entry.before or "{}")
    names = ("title", "title_en", "name", "text") if language == "zh" else ("title_en", "title", "name", "text")
    found = next((str(record[name]) for name in names if isinstance(record, dict) and record.get(name)), entry.id)
    line = " ".join(found.split())
    return line if len(line) <= MOST_TITLE else f"{line[:MOST_TITLE]}…"


def field_words(difference: Difference, language: Language) -> str:
    """What a field is called, from the outside in."""
    return " · ".join(_field(name, language) for name in difference.field) or text("trail.field.whole", language)


def _field(name: str, language: Language) -> str:
    words = WORDING[language]
    return words.get(f"trail.field.{name}") or words.get(f"edit.field.{name}") or name


def moved_words(entry: Entry, language: Language) -> str:
    """How far its item's place was moved; nothing where it was not."""
    metres = moved_m(entry)
    if metres is None:
        return ""
    if metres < 1:
        return text("trail.redrawn", language)
    said = f"{metres:.0f} m" if metres < 10_000 else f"{metres / 1000:.1f} km"
    return text("trail.moved", language, distance=said)


def _named(prefix: str, name: str, language: Language) -> str:
    return WORDING[language].get(f"{prefix}.{name}", name)
