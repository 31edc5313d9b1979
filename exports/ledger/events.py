"""The events behind the items' states as rows for files, each with the title and address of its source."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from briefing.files import stored
from exports.ledger.states import States, references
from geo.model import Item
from geo.progress.model import Event
from layers.text import Language, text


@dataclass(frozen=True, slots=True)
class EventColumn:
    """A column of every table of events."""

    name: str
    """in GeoPackage and CSV, no word of SQL; its heading is the wording eventcolumn.<name>"""
    width: int
    """characters, in a workbook"""


COLUMNS = (
    EventColumn("id", 24), EventColumn("item", 22), EventColumn("name", 24), EventColumn("event", 11),
    EventColumn("event_label", 9), EventColumn("happened", 11), EventColumn("part", 18), EventColumn("figure", 18),
    EventColumn("says", 50), EventColumn("says_en", 50), EventColumn("source", 20), EventColumn("publisher", 20),
    EventColumn("title", 40), EventColumn("url", 40), EventColumn("published", 11), EventColumn("seen", 11),
    EventColumn("grade", 9), EventColumn("confidence", 10), EventColumn("conflicts_with", 24),
    EventColumn("licence", 14),
)  # fmt: skip


def event_table(items: Sequence[Item], states: States) -> pd.DataFrame:
    """The events of items known by the day, the earliest of an item first; all text. Empty where there are none."""
    rows = [(item, event) for item in items for event in states.events(item)]
    cited = {event.source for _, event in rows}
    sources = {found.id: found for found in references(states.ledger, sorted(cited))}
    records = [
        _record(item, event, states.language)
        | {name: getattr(sources[event.source], name) for name in ("publisher", "title", "url", "licence")}
        for item, event in rows
    ]
    names = [column.name for column in COLUMNS]
    return pd.DataFrame([[stored(record[name]) for name in names] for record in records], columns=names, dtype=object)


def event_heads(language: Language) -> list[str]:
    """Headings of the columns."""
    return [text(f"eventcolumn.{column.name}", language) for column in COLUMNS]


def _record(item: Item, event: Event, language: Language) -> dict[str, str]:
    """An event's own cells, dates as the sources have them."""
    plain = ("id", "item", "event", "part", "figure", "says", "says_en", "source", "published", "seen", "grade")
    return {name: str(getattr(event, name)) for name in (*plain, "confidence")} | {
        "happened": str(event.on),
        "name": item.name if language == "zh" else item.name_en,
        "event_label": text(f"event.{event.event}", language),
        "conflicts_with": " ".join(event.conflicts_with),
    }
