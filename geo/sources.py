"""The register of sources: data/SOURCES.md as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from geo.files.strict import RefusedError, clean, read_text
from geo.messages import Breach

CELLS = 5
SOURCES_FILE = "data/SOURCES.md"
HEADING = "## 应用中补充的来源 · Sources entered in the app"
"""of the section whose rows came with changes that were accepted"""
HEADS = ("| id | publisher — title | licence | date | datum, what was done |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Source:
    """A row of data/SOURCES.md."""

    id: str
    title: str
    licence: str
    date: str
    datum: str

    @property
    def row(self) -> str:
        """As the file has it."""
        return f"| {' | '.join((self.id, self.title, self.licence, self.date, self.datum))} |"


def read_sources(text: str) -> dict[str, Source]:
    """Sources by id out of the text of a SOURCES.md: every table row of five cells."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return {row[0]: Source(*row) for row in rows if len(row) == CELLS and row[0] != "id" and not row[0].startswith("-")}


def load_sources(data: Path) -> tuple[dict[str, Source], list[Breach]]:
    """Sources by id of a data folder, and what keeps them from being read."""
    try:
        return read_sources(clean(read_text(data / "SOURCES.md"))), []
    except RefusedError as refused:
        return {}, [refused.breach(SOURCES_FILE)]


def with_sources(text: str, added: Iterable[Source]) -> str:
    """The text of a SOURCES.md with those whose id it has not, in the section HEADING, by id; else as it was."""
    known = read_sources(text)
    new = sorted((source for source in added if source.id not in known), key=lambda source: source.id)
    if not new:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end) if text else []
    if HEADING not in lines:
        lines += [*([""] if lines and lines[-1] else []), HEADING, "", *HEADS, ""]
    top = _table(lines)
    for source in new:
        bottom = next((at for at in range(top, len(lines)) if not lines[at].startswith("|")), len(lines))
        after = (at for at in range(top, bottom) if lines[at].strip("| ").partition(" ")[0] > source.id)
        lines.insert(next(after, bottom), source.row)
    return end.join(lines)


def _table(lines: list[str]) -> int:
    """Where the rows of the section begin; its heads are put in where somebody has taken them out."""
    head = lines.index(HEADING) + 1
    first = next((at for at in range(head, len(lines)) if lines[at].startswith(("|", "#"))), len(lines))
    if first == len(lines) or lines[first].startswith("#"):
        lines[head:head] = ["", *HEADS]
        return head + 1 + len(HEADS)
    return first + len(HEADS)
