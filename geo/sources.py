"""The register of sources: data/SOURCES.md as values."""

from dataclasses import dataclass

CELLS = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A row of data/SOURCES.md."""

    id: str
    title: str
    licence: str
    date: str
    datum: str


def read_sources(text: str) -> dict[str, Source]:
    """Sources by id out of the text of a SOURCES.md: every table row of five cells."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return {row[0]: Source(*row) for row in rows if len(row) == CELLS and row[0] != "id" and not row[0].startswith("-")}
