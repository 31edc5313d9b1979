"""The plan's text for the browser: blocks to read, contents, what each run of characters speaks of, words of units."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from geo.crs import area_km2
from geo.measure import neighbours
from geo.model import Item, Plan
from geo.outline import text as outline
from geo.outline.blocks import PLAN_COLUMN, Block, clause_spans, garbled_lines, reading_blocks
from layers.screen.marks import Ids, Mark, plan_marks

LEVELS = {"part": 1, "chapter": 2, "section": 3}
PLACE = re.compile(r"(?:^|·)(第[^·]+章)·(第[^·]+节)(?:·专栏(\d+))?$")
"""How an item's section names where it stands: 第三篇·第六章·第三节·专栏5"""


class TextSection(TypedDict):
    """A heading: part, chapter or section (1 to 3), and where it stands."""

    level: int
    number: str
    title: str
    line: int
    ordinal: int


class TextBlock(TypedDict):
    """Lines that belong together, each as its number and its text; lead: how many characters are a bold name."""

    kind: str
    section: int
    lines: list[tuple[int, str]]
    lead: NotRequired[int]
    garbled: NotRequired[bool]


class TextPlaces(TypedDict):
    """Where an item's clause stands and where it is named: line, start, end."""

    clause: list[list[int]]
    names: list[list[int]]


class TextJump(TypedDict):
    """A plan column or a section (the others are then missing) that holds items."""

    line: int
    count: int
    plan_column: NotRequired[int]
    names: NotRequired[list[str]]
    chapter: NotRequired[int]
    section: NotRequired[int]


class ReaderDocument(TypedDict):
    """The plan's text for the browser; marks by line: start, end, the sets of its names and its clause (or -1)."""

    title: str
    sections: list[TextSection]
    blocks: list[TextBlock]
    marks: dict[int, list[list[int]]]
    sets: list[list[str]]
    places: dict[str, TextPlaces]
    jumps: list[TextJump]


def reader_key(items: Iterable[Item]) -> tuple[object, ...]:
    """What of the items the reader shows, and which outline it reads: it is another one when this is another."""
    words = ((item.id, item.name, item.aliases, item.clause, item.section, item.districts) for item in items)
    return (outline.OUTLINE_PATH, *words)


def reader_content(items: Iterable[Item]) -> ReaderDocument:
    """What the reader shows, as plain JSON values. Lines are 1-based lines of data/outline/outline.txt.

    marks: line -> [start, end, names, clause] with names and clause as places in `sets`, or -1; in order, none
    overlapping. places: item -> the lines and characters of its clause and of its names.
    """
    items = list(items)
    sections = list(_sections(reading_blocks()))
    marks = plan_marks(items)
    sets = list(dict.fromkeys(ids for mark in marks for ids in (mark.names, mark.clause) if ids))
    return {
        "title": reading_blocks()[0].text,
        "sections": sections,
        "blocks": [_block_record(block, sections) for block in reading_blocks()[1:]],
        "marks": _mark_records(marks, sets),
        "sets": [list(ids) for ids in sets],
        "places": _places(items, marks),
        "jumps": _jumps(items, sections),
    }


def _sections(blocks: Sequence[Block]) -> Iterator[TextSection]:
    """Headings in order, each with its number among its siblings, counted through the whole text for chapters."""
    ordinals = dict.fromkeys(LEVELS, 0)
    for block in blocks:
        if block.kind not in LEVELS:
            continue
        number, _, title = block.text.partition(" ") if " " in block.text else ("", "", block.text)
        if block.kind == "chapter":
            ordinals["section"] = 0
        # The preface is read as a part of its own, without a number.
        ordinals[block.kind] += bool(number)
        yield {
            "level": LEVELS[block.kind],
            "number": number,
            "title": title,
            "line": block.lines[0].number,
            "ordinal": ordinals[block.kind],
        }


def _block_record(block: Block, sections: Sequence[TextSection]) -> TextBlock:
    first = block.lines[0].number
    record: TextBlock = {
        "kind": block.kind,
        "section": sum(section["line"] <= first for section in sections) - 1,
        "lines": [(line.number, line.text) for line in block.lines],
    }
    if block.lead:
        record["lead"] = block.lead
    if garbled_lines().intersection(line.number for line in block.lines):
        record["garbled"] = True
    return record


def _mark_records(marks: Sequence[Mark], sets: Sequence[Ids]) -> dict[int, list[list[int]]]:
    place = {ids: position for position, ids in enumerate(sets)}
    records: dict[int, list[list[int]]] = {}
    for mark in marks:
        record = [mark.span.start, mark.span.end, place.get(mark.names, -1), place.get(mark.clause, -1)]
        records.setdefault(mark.span.line, []).append(record)
    return records


def _places(items: Sequence[Item], marks: Sequence[Mark]) -> dict[str, TextPlaces]:
    """Where each item's clause stands, all of it, and where it is named; names that touch are one."""
    clauses = {item.id: [[span.line, span.start, span.end] for span in clause_spans(item.clause)] for item in items}
    places: dict[str, TextPlaces] = {name: {"clause": spans, "names": []} for name, spans in clauses.items()}
    for mark in marks:
        for name in mark.names:
            runs = places[name]["names"]
            if runs and runs[-1][0] == mark.span.line and runs[-1][2] == mark.span.start:
                runs[-1][2] = mark.span.end
            else:
                runs.append([mark.span.line, mark.span.start, mark.span.end])
    return places


def _jumps(items: Sequence[Item], sections: Sequence[TextSection]) -> list[TextJump]:
    """The sections and plan columns that items stand in, in reading order, with how many they hold."""
    counts = Counter(_place_of(item) for item in items)
    jumps: list[TextJump] = []
    chapter: TextSection | None = None
    for section in sections:
        chapter = section if LEVELS["chapter"] == section["level"] else chapter
        if chapter and section["level"] == LEVELS["section"]:
            names = (chapter["number"], section["number"])
            jump = TextJump(line=section["line"], count=counts[names], names=[*names])
            jump["chapter"], jump["section"] = chapter["ordinal"], section["ordinal"]
            jumps.append(jump)
    for block in reading_blocks():
        if match := PLAN_COLUMN.match(block.text):
            number = match.group(1)
            jumps.append(TextJump(line=block.lines[0].number, count=counts[(number,)], plan_column=int(number)))
    return sorted((jump for jump in jumps if jump["count"]), key=lambda jump: jump["line"])


def _place_of(item: Item) -> tuple[str, ...]:
    """An item's plan column where it stands in one, else its chapter and section."""
    match = PLACE.search(item.section)
    if not match:
        return ()
    return (match.group(3),) if match.group(3) else (match.group(1), match.group(2))


def unit_records(plan: Plan, english: Mapping[str, str]) -> list[dict[str, Any]]:
    """Units as the district page tells of them, in the words of Column 4; english: printed words -> English."""
    beside = neighbours(plan.units)
    fields = ("id", "name", "name_en", "kind", "area_km2_official", "area_source", "goal")
    return [
        {name: getattr(unit, name) for name in fields}
        | {"short_en": english.get(unit.name, unit.name_en)}
        | {"positioning": list(unit.positioning), "keyAreas": list(unit.key_areas), "neighbours": beside[unit.id]}
        | {"area_km2": round(area_km2(unit.geometry), 1)}
        for unit in plan.units
    ]
