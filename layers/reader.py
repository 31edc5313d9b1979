"""The plan's text for the browser: blocks to read, the table of contents, and what each run of characters speaks of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geo.plan import Item
from geo.reading import COLUMN, Block, clause_spans, garbled_lines, reading_blocks
from layers.marks import Ids, Mark, plan_marks

LEVELS = {"part": 1, "chapter": 2, "section": 3}
PLACE = re.compile(r"(?:^|·)(第[^·]+章)·(第[^·]+节)(?:·专栏(\d+))?$")
"""How an item's section names where it stands: 第三篇·第六章·第三节·专栏5"""


def reader_content(items: Iterable[Item]) -> dict[str, Any]:
    """What the reader shows, as plain JSON values. Lines are 1-based lines of data/outline/outline.txt.

    marks: line -> [start, end, names, clause] with names and clause as places in `sets`, or -1; in order, none overlapping.
    places: item -> the lines and characters of its clause and of its names.
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


def _sections(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
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


def _block_record(block: Block, sections: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first = block.lines[0].number
    record: dict[str, Any] = {
        "kind": block.kind,
        "section": sum(section["line"] <= first for section in sections) - 1,
        "lines": [[line.number, line.text] for line in block.lines],
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


def _places(items: Sequence[Item], marks: Sequence[Mark]) -> dict[str, dict[str, list[list[int]]]]:
    """Where each item's clause stands, all of it, and where it is named; names that touch are one."""
    clauses = {item.id: [[span.line, span.start, span.end] for span in clause_spans(item.clause)] for item in items}
    places: dict[str, dict[str, list[list[int]]]] = {name: {"clause": spans, "names": []} for name, spans in clauses.items()}
    for mark in marks:
        for name in mark.names:
            runs = places[name]["names"]
            if runs and runs[-1][0] == mark.span.line and runs[-1][2] == mark.span.start:
                runs[-1][2] = mark.span.end
            else:
                runs.append([mark.span.line, mark.span.start, mark.span.end])
    return places


def _jumps(items: Sequence[Item], sections: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections and columns that items stand in, in reading order, with how many they hold."""
    jumps: dict[tuple[str, ...], dict[str, Any]] = {}
    chapter: dict[str, Any] = {}
    for section in sections:
        chapter = section if LEVELS["chapter"] == section["level"] else chapter
        if section["level"] == LEVELS["section"]:
            names = (chapter["number"], section["number"])
            jumps[names] = {"line": section["line"], "names": names, "chapter": chapter["ordinal"], "section": section["ordinal"]}
    for block in reading_blocks():
        if match := COLUMN.match(block.text):
            jumps[match.groups()] = {"line": block.lines[0].number, "column": int(match.group(1))}
    counts = Counter(_place_of(item) for item in items)
    found = [{**jump, "count": counts[place]} for place, jump in jumps.items() if counts[place]]
    return sorted(found, key=lambda jump: int(jump["line"]))


def _place_of(item: Item) -> tuple[str, ...]:
    """An item's column where it stands in one, else its chapter and section."""
    match = PLACE.search(item.section)
    if not match:
        return ()
    return (match.group(3),) if match.group(3) else (match.group(1), match.group(2))
