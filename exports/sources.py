"""Where the data come from, under which licence, in the words that every file carries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.errors import ExportError
from geo.edits.present import present_folder
from geo.files.strict import RefusedError, clean, read_text
from geo.model import Item
from geo.sources import Source, read_sources
from layers.text import Language, text


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    title: str
    source: str
    licence: str
    datum: str
    date: str
    """ISO 8601, of the day it was made"""
    selection: str
    """what it holds, in words"""
    states: str
    """how the states in it came about, and as of which day"""
    own: tuple[str, ...] = ()
    """of each layer that somebody brought: where it comes from, or that it is gone"""

    def rows(self, language: Language) -> list[tuple[str, str]]:
        """Heading and wording, in reading order."""
        return [
            (text("data.about.title", language), self.title),
            (text("data.about.selection", language), self.selection),
            (text("states.head", language), self.states),
            (text("data.about.source", language), self.source),
            (text("data.about.licence", language), self.licence),
            (text("data.about.datum", language), self.datum),
            (text("data.about.date", language), self.date),
            *((text("data.about.own", language), words) for words in self.own),
        ]


def about(*, selection: str, datum: str, language: Language, day: date, own: Sequence[str] = ()) -> About:
    """The words for a file made today; day: that states are of; own: a line on each layer that somebody brought."""
    return About(
        title=text("app.name", language),
        source=text("data.file.source", language),
        licence=text("data.file.licence", language),
        datum=datum,
        date=date.today().isoformat(),
        selection=selection,
        states=text("states.note", language, day=day),
        own=(*own, text("data.own.licence", language)) if own else (),
    )


def load_sources(data: Path | None = None) -> dict[str, Source]:
    """Rows of SOURCES.md by id: of the plan as everybody sees it, where no folder is named.

    Raises ExportError where the file cannot be read: nothing leaves without its licence.
    """
    try:
        return read_sources(clean(read_text((data or present_folder()) / "SOURCES.md")))
    except RefusedError as refused:
        raise ExportError("data.nosources", detail=refused.breach("")) from refused


def cited(items: Iterable[Item], sources: dict[str, Source]) -> list[Source]:
    """Sources that items name in their evidence, in the order of data/SOURCES.md; unknown ids last, without words."""
    named = dict.fromkeys(entry.source for item in items for entry in item.evidence)
    known = [source for key, source in sources.items() if key in named]
    return known + [Source(key, "", "", "", "") for key in named if key not in sources]
