"""New sources of what a change of an item rests on: rows of SOURCES.md that come with it, under ids that we make.

A change carries the rows that its evidence names and the release has not. So a row stands in the register as long as a
change that names it is accepted, whoever entered it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geo.edits.accepted import EDIT, EVENT, edit_in, event_in
from geo.edits.feature import Feature
from geo.edits.proposal import KIND as PROPOSAL
from geo.edits.proposal import proposal_in
from geo.files.rows import Row, Rule, cell_breaches, rules_of
from geo.files.strict import one_line
from geo.messages import Breach, Findings
from geo.progress.bringing import LICENCE, free_id
from geo.progress.reading import read_date
from geo.sources import SOURCES_FILE, Source
from geo.store.documents import Reading

Cells = Mapping[str, str]
COLUMNS = ("id", "title", "publisher", "url", "date", "licence", "about")
"""of a new source; about: its datum, and what was done with it"""
NEEDED = ("title", "publisher", "date", "about")
MOST = 20
"""new sources of one change"""
EARLIEST = date(1900, 1, 1)
SCHEMA = {
    "properties": {
        "title": {"minLength": 2, "maxLength": 200},
        "publisher": {"minLength": 2, "maxLength": 120},
        "date": {"minLength": 4, "maxLength": 10},
        "licence": {"minLength": 1, "maxLength": 80},
        "about": {"minLength": 1, "maxLength": 400},
    }
}
RULES: Mapping[str, Rule] = rules_of(SCHEMA)
SIGNS = "|`\\*[]"
"""what a table of Markdown takes for its own"""
ADDRESS = re.compile(r"https?://[^\s/?#|<>()（）`\\*\[\]\"]+([/?#][^\s|<>()（）`\\*\[\]\"]*)?")
LONGEST_ADDRESS = 400
SAME = str.maketrans("（）", "()")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Known:
    """The sources that there are already."""

    register: Mapping[str, Source] = field(default_factory=dict)
    """those that stand there whatever becomes of a change"""
    carried: Mapping[str, Cells] = field(default_factory=dict)
    """rows of changes"""
    others: frozenset[str] = frozenset()
    """ids of the ledger's"""

    def takes(self, identifier: str) -> bool:
        """Whether a source has this id."""
        return identifier in self.register or identifier in self.carried or identifier in self.others


@dataclass(frozen=True, slots=True)
class Brought:
    """A feature whose evidence names sources by their ids, the rows that come with it, and what is wrong with them."""

    feature: dict[str, Any]
    sources: tuple[Cells, ...]
    breaches: list[Breach]

    @property
    def ids(self) -> frozenset[str]:
        """Of the sources that come with it."""
        return frozenset(row["id"] for row in self.sources)


def given_cells(given: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as somebody typed them, each on one line."""
    return {name: one_line(str(given.get(name, ""))) for name in COLUMNS}


def source_of(row: Cells) -> Source:
    """A row as the register has it."""
    address = f" ({row['url']})" if row["url"] else ""
    return Source(row["id"], f"{row['publisher']} — {row['title']}{address}", row["licence"], row["date"], row["about"])


def bring(feature: Feature, given: Sequence[Cells], known: Known, *, item: str, own_ids: bool = False) -> Brought:
    """Give new sources their ids, in their rows and in the evidence of a feature, and check them.

    A row that says the same as a known one is that one. own_ids: the rows have ids that we have made before, which they
    keep where they are free; else their ids only tell which evidence names which row.
    """
    names: dict[str, str] = {}
    rows: dict[str, Cells] = {}
    breaches: list[Breach] = []
    for cells in given:
        row = dict(cells) | {"licence": cells["licence"] or LICENCE}
        reference = row["id"]
        known_too = Known(known.register, {**known.carried, **rows}, known.others)
        same = _same(row, known_too)
        claimed = not own_ids and same != reference and (reference in known.register or reference in known.others)
        if claimed or not reference or reference in names:
            breaches.append(Breach(SOURCES_FILE, reference, "source-claimed", {"value": reference[:60]}))
            continue
        wanted = reference if own_ids else _wanted(item, row["date"])
        identifier = names[reference] = same or _free(wanted, known_too)
        if identifier not in known.register:
            rows[identifier] = row | {"id": identifier}
            breaches += _breaches(row, date.today())
    made = renamed(feature, names)
    named = set(named_in(made))
    breaches += [
        Breach(SOURCES_FILE, reference, "source-unnamed", {"value": rows[name]["title"][:60]})
        for reference, name in names.items()
        if name in rows and name not in named
    ]
    return Brought(made, tuple(rows.values()), breaches)


def _wanted(item: str, written: str) -> str:
    year = written[:4]
    return f"{item[:56]}-{year}" if year.isdecimal() and year.isascii() else item[:56]


def _free(wanted: str, known: Known) -> str:
    return free_id(wanted, {*known.register, *known.carried, *known.others})


def _same(row: Cells, known: Known) -> str | None:
    return registered(row, known.register) or registered(
        row, {name: source_of(other) for name, other in known.carried.items()}
    )


def registered(row: Cells, register: Mapping[str, Source]) -> str | None:
    """The id under which a register says the same as a row; its own id before another."""
    said = _said(source_of(row))
    if row["id"] in register and _said(register[row["id"]]) == said:
        return row["id"]
    return next((name for name, other in register.items() if _said(other) == said), None)


def _said(source: Source) -> tuple[str, ...]:
    cells = (source.title, source.licence, source.date, source.datum)
    return tuple(SPACE.sub("", cell.translate(SAME)) for cell in cells)


def _breaches(row: Cells, today: date) -> list[Breach]:
    breaches: list[Breach] = []
    found = Findings(SOURCES_FILE, row["id"], breaches)
    line = Row(0, {name: row[name] for name in COLUMNS if name != "id"})
    wrong = cell_breaches(line, RULES, found)
    for name, words in line.cells.items():
        if signs := [sign for sign in SIGNS if sign in words]:
            found.add("source-signs", field=name, value=" ".join(signs))
    if row["url"] and (len(row["url"]) > LONGEST_ADDRESS or not ADDRESS.fullmatch(row["url"])):
        found.add("source-address", field="url")
    day = read_date(line, "date", found, wrong) if "date" not in wrong else None
    if day is not None and (day.first > today or day.last < EARLIEST):
        found.add("date-out-of-range", field="date", value=str(day), detail=f"{EARLIEST} – {today}")
    return breaches


def named_in(feature: Feature) -> Iterator[str]:
    """Ids of the sources that a feature names, whatever somebody made of it."""
    properties = feature["properties"]
    evidence = properties.get("evidence")
    for entry in evidence if isinstance(evidence, list) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("source"), str):
            yield entry["source"]
    if isinstance(properties.get("area_source"), str):
        yield properties["area_source"]


def renamed(feature: Feature, names: Mapping[str, str]) -> dict[str, Any]:
    """The feature with other ids of sources."""
    properties = dict(feature["properties"])
    evidence = properties.get("evidence")
    if isinstance(evidence, list):
        properties["evidence"] = [
            {**entry, "source": names[entry["source"]]}
            if isinstance(entry, Mapping) and isinstance(entry.get("source"), str) and entry["source"] in names
            else entry
            for entry in evidence
        ]
    if isinstance(properties.get("area_source"), str):
        properties["area_source"] = names.get(properties["area_source"], properties["area_source"])
    return {**feature, "properties": properties}


def carried_rows(reading: Reading | None, *, waiting: bool = False, gone: bool = False) -> dict[str, Cells]:
    """Rows by id of what was accepted; waiting: of open proposals too; gone: and of what was taken back."""
    if reading is None:
        return {}
    found: dict[str, Cells] = {}
    if waiting:
        proposals = [proposal_in(document) for document in reading.listing(PROPOSAL)]
        found |= carried_by(proposal.sources for proposal in proposals if proposal.state == "open")
    for deleted in (True, False) if gone else (False,):
        found |= carried_by(edit_in(document).sources for document in reading.listing(EDIT, deleted=deleted))
        found |= carried_by(event_in(document).registered for document in reading.listing(EVENT, deleted=deleted))
    return found


def carried_by(rows: Iterable[Iterable[Cells]]) -> dict[str, Cells]:
    """Rows by id."""
    return {row["id"]: row for some in rows for row in some}


def carried_for(feature: Feature, register: Container[str], carried: Mapping[str, Cells]) -> tuple[Cells, ...]:
    """The rows that a feature names and a register has not, by id."""
    named = sorted({name for name in named_in(feature) if name not in register})
    return tuple(carried[name] for name in named if name in carried)
