"""A new source of the ledger: checked by itself, and under an id that no other source has."""

from collections.abc import Container, Mapping
from datetime import date
from itertools import count

from geo.files.rows import Row, cell_breaches, rules_of
from geo.files.schema import read_schema
from geo.messages import Breach, Findings
from geo.progress.check import source_breaches
from geo.progress.model import SOURCE_COLUMNS, Source
from geo.progress.reading import FOLDER, SCHEMAS, SOURCES_NAME, source_of

Cells = Mapping[str, str]
PLACE = f"data/{FOLDER}/{SOURCES_NAME}"
LICENCE = "事实引用"
"""only the fact is taken, in words of one's own: what is said where nothing else is"""


def cells_of(source: Source) -> dict[str, str]:
    """A source as its row has it."""
    return {name: str(getattr(source, name)) for name in SOURCE_COLUMNS}


def new_source(
    cells: Cells, taken: Mapping[str, Cells], *, item: str, today: date
) -> tuple[dict[str, str], list[Breach]]:
    """The row of a source brought for an event of an item, and what is wrong with it.

    taken: rows of all that there are, by id. A row that says the same as one of them is that one; the id of any other
    is free: its own, or one made of the item and the year.
    """
    given = {"licence": LICENCE} | {name: text for name, text in cells.items() if text}
    row = {name: given.get(name, "") for name in SOURCE_COLUMNS}
    same = next((identifier for identifier, other in taken.items() if _said(other) == _said(row)), None)
    row["id"] = same or free_id(row["id"] or f"{item[:56]}-{row['published'][:4]}".strip("-").lower(), taken)
    breaches: list[Breach] = []
    found = Findings(PLACE, row["id"], breaches)
    line = Row(0, row)
    source = source_of(line, found, cell_breaches(line, rules_of(read_schema(SCHEMAS["source"]).content), found))
    if source is not None:
        breaches += source_breaches(source, today)
    return row, breaches


def _said(row: Cells) -> dict[str, str]:
    return {name: row.get(name, "") for name in SOURCE_COLUMNS if name != "id"}


def free_id(wanted: str, taken: Container[str]) -> str:
    """wanted, or wanted with the first number from 2 that is not taken."""
    if wanted not in taken:
        return wanted
    return next(name for number in count(2) if (name := f"{wanted}-{number}") not in taken)
