"""The register of sources: data/SOURCES.md as values."""

from dataclasses import dataclass
from pathlib import Path

from geo.files.strict import RefusedError, clean, read_text
from geo.messages import Breach

CELLS = 5
SOURCES_FILE = "data/SOURCES.md"


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


def load_sources(data: Path) -> tuple[dict[str, Source], list[Breach]]:
    """Sources by id of a data folder, and what keeps them from being read."""
    try:
        return read_sources(clean(read_text(data / "SOURCES.md"))), []
    except RefusedError as refused:
        return {}, [refused.breach(SOURCES_FILE)]
