"""What entries of the trail are called: who, what, which document, which fields. Of the page and of its files alike."""

import json
from collections.abc import Mapping
from typing import Any

from geo.model import Plan
from geo.store.model import Entry
from geo.trail.differences import Difference, moved_m
from layers.style.catalogue import load_catalogue
from layers.text import WORDING, Language, text

MOST_TITLE = 60
KINDS = {
    "briefing": "trail.kind.briefing",
    "own-layer": "trail.kind.ownLayer",
    "person": "trail.kind.person",
    "note": "trail.kind.note",
    "proposal": "trail.kind.proposal",
    "edit": "trail.kind.edit",
    "event": "trail.kind.event",
}
ACTIONS = {
    "add": "trail.action.add",
    "change": "trail.action.change",
    "delete": "trail.action.delete",
    "restore": "trail.action.restore",
    "purge": "trail.action.purge",
    "accept": "trail.action.accept",
    "refuse": "trail.action.refuse",
    "withdraw": "trail.action.withdraw",
    "reply": "trail.action.reply",
    "resolve": "trail.action.resolve",
    "open": "trail.action.open",
    "role": "trail.action.role",
    "sign in": "trail.action.signIn",
    "sign out": "trail.action.signOut",
    "import": "trail.action.import",
    "revert": "trail.action.revert",
}
OF_KINDS = {
    ("proposal", "add"): "trail.action.propose",
    ("edit", "add"): "trail.action.effect",
    ("event", "add"): "trail.action.effect",
    ("edit", "delete"): "trail.action.released",
    ("person", "add"): "trail.action.firstSignIn",
}
"""what an action is called of one kind of documents"""
FIELDS = {
    "title": "trail.field.title",
    "title_en": "trail.field.titleEn",
    "narrative": "trail.field.narrative",
    "narrative_en": "trail.field.narrativeEn",
    "scenes": "trail.field.scenes",
    "view": "trail.field.view",
    "text": "trail.field.text",
    "state": "trail.field.state",
    "decision": "trail.field.decision",
    "says": "trail.field.says",
    "replies": "trail.field.replies",
    "place": "trail.field.place",
    "role": "trail.field.role",
    "email": "trail.field.email",
    "signed_out": "trail.field.signedOut",
    "style": "trail.field.style",
    "order": "trail.field.order",
    "clause": "trail.field.clause",
    "source": "trail.field.source",
    "sources": "edit.source.new",
}


def kind_words(kind: str, language: Language) -> str:
    """A kind of documents."""
    return text(KINDS[kind], language) if kind in KINDS else kind


def action_words(entry: Entry, language: Language) -> str:
    """What somebody did."""
    key = OF_KINDS.get((entry.kind, entry.action)) or ACTIONS.get(entry.action)
    return text(key, language) if key else entry.action


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
    if isinstance(record, dict) and isinstance(record.get("briefings"), list):
        # As its file has it, which could hold several.
        record = next(iter(record["briefings"]), {})
    titles = ("title", "title_en") if language == "zh" else ("title_en", "title")
    # A note has its author's name beside its text.
    names = (*titles, "text", "name")
    found = next((str(record[name]) for name in names if isinstance(record, dict) and record.get(name)), entry.id)
    line = " ".join(found.split())
    return line if len(line) <= MOST_TITLE else f"{line[:MOST_TITLE]}…"


def field_words(difference: Difference, language: Language) -> str:
    """What a field is called, from the outside in."""
    named = difference.field
    # Of the one briefing of its file neither the list nor the place in it.
    named = named[2:] if named[:1] == ("briefings",) else named
    return " · ".join(_field(name, language) for name in named) or text("trail.field.whole", language)


def _field(name: str, language: Language) -> str:
    if name in FIELDS:
        return text(FIELDS[name], language)
    words = WORDING[language]
    return words.get(f"edit.field.{name}") or words.get(f"edit.source.{name}", name)


def moved_words(entry: Entry, language: Language) -> str:
    """How far its item's place was moved; nothing where it was not."""
    metres = moved_m(entry)
    if metres is None:
        return ""
    if metres < 1:
        return text("trail.redrawn", language)
    said = f"{metres:.0f} m" if metres < 10_000 else f"{metres / 1000:.1f} km"
    return text("trail.moved", language, distance=said)


def value_words(difference: Difference, value: str | None, plan: Plan, language: Language) -> str:
    """What a field holds, where it is a value with a name of its own: a role, a state, districts, a stage."""
    name, words = difference.field[-1] if difference.field else "", WORDING[language]
    if value is None:
        return ""
    if name == "districts":
        units = {unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units}
        return ("、" if language == "zh" else ", ").join(units.get(part, part) for part in value.split(", "))
    catalogue = load_catalogue()
    tables: dict[str, Mapping[str, Any]] = {
        "stage": catalogue.stages, "precision": catalogue.precisions, "theme": catalogue.themes,
    }  # fmt: skip
    named = tables.get(name, {})
    if value in named:
        return str(getattr(named[value], language))
    key = f"people.role.{value}" if name == "role" else f"edit.confidence.{value}"
    keys = {"state": [f"edit.state.{value}", f"notes.{value}"], "event": [f"event.{value}"]}.get(name, [key])
    return next((words[each] for each in keys if each in words), value)
