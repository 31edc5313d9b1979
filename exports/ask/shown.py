"""An answer as the map shows it: plain values for JSON, bounded, each bound told in words.

What the plan has goes by its id, for the browser has it; of everything else the name and the place go along. Places are
WGS-84 degrees.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from exports.ask.answered import Answered
from exports.ask.marked import named
from exports.ask.reach import around
from exports.ask.table import TOTAL, columns_of, item_words, not_measured, totals
from geo.analysis.places import Thing
from geo.analysis.totals import matrix
from geo.crs import from_metric
from geo.model import Item
from layers.answer_words import counts_words, left_out_words, method_words, name_of, why
from layers.text import text

MOST_SHOWN = 1_000
"""rows of an answer; files have all"""
MOST_LEFT_OUT = 300
MOST_CORNERS = 100_000
"""of all places that go along"""
QUARTER = 16
"""segments of a quarter of a ring"""
DECIMALS = 5
"""of degrees: about a metre"""


class Things:
    """Things that rows and marks name by number, each once."""

    def __init__(self, found: Answered) -> None:
        self._found = found
        self._numbers: dict[int, int] = {}
        self.records: list[dict[str, Any]] = []
        self.corners = 0
        self.unmarked = 0
        """how many have no place here, for want of room"""

    def number(self, thing: Thing) -> int:
        """Of a thing."""
        known = self._numbers.get(id(thing))
        if known is None:
            known = self._numbers[id(thing)] = len(self.records)
            self.records.append(self._record(thing))
        return known

    def _record(self, thing: Thing) -> dict[str, Any]:
        if isinstance(thing, Item):
            return {"item": thing.id}
        layer, language = getattr(thing, "layer", ""), self._found.context.language
        record = {"name": name_of(thing, language), "layer": layer}
        corners = 0 if thing.geometry is None else int(shapely.get_num_coordinates(thing.geometry))
        if thing.geometry is None or self.corners + corners > MOST_CORNERS:
            self.unmarked += 1
            return record
        self.corners += corners
        return record | drawn(thing.geometry)


def drawn(shape: Any) -> dict[str, Any]:
    """The lines, rings and points of a geometry, and its bounds, in its own coordinates."""
    parts = shapely.get_parts(shapely.force_2d(shape))
    dimensions = shapely.get_dimensions(parts)
    edges = shapely.get_parts(shapely.boundary(parts[dimensions == 2]))
    lines = shapely.get_parts(np.concatenate([edges, parts[dimensions == 1]]))
    return {
        "points": [_rounded(point)[0] for point in parts[dimensions == 0]],
        "paths": [_rounded(line) for line in lines],
        "bounds": [round(float(edge), DECIMALS) for edge in shape.bounds],
    }


def _rounded(shape: Any) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in shapely.get_coordinates(shape).tolist()]


def answer_record(found: Answered) -> dict[str, Any]:
    """All that the page and the map show of an answer."""
    language, things = found.context.language, Things(found)
    certain, possible = found.answer.counts
    places = _nearest_first(found)[:MOST_SHOWN]
    rows = [_row(found, things, *pair) for pair in zip(places, _lines(found, places), strict=True)]
    marks = _marks(found, things)
    left_out = not_measured(found)
    notes = [counts_words(found.answer, language), left_out_words(found.sides, language), found.assumed()]
    if things.unmarked:
        notes.append(text("ask.unmarked", language, count=things.unmarked))
    return {
        "title": found.title,
        "counts": {"certain": certain, "possible": possible, "unmeasured": len(left_out)},
        "notes": [words for words in notes if words],
        "method": method_words(found.question.kind, language),
        "things": things.records,
        "marks": marks,
        "rings": _rings(found),
        "bounds": _bounds(found),
        "rows": rows,
        "rest": max(0, len(found.answer) - len(rows)),
        "inside": "inside_low" in {column.name for column in columns_of(found.question.kind)},
        "leftOut": [list(row) for row in left_out[:MOST_LEFT_OUT]],
        "totals": _totals(found) if found.question.kind == "within" else None,
        "matrix": _matrix(found) if found.question.kind == "matrix" else None,
    }


def write_answer(found: Answered, out: Path) -> None:
    """Write the record as JSON. Raises OSError."""
    content = json.dumps(answer_record(found), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    out.write_text(content, encoding="utf-8")


def _nearest_first(found: Answered) -> list[int]:
    """Rows by distance; of those in the same place first what is certain, then what has most inside."""
    answer = found.answer
    inside = np.zeros(len(answer)) if answer.inside is None else np.nan_to_num(answer.inside[:, 1])
    keys = (answer.object, answer.subject, -inside, ~answer.certain, np.round(answer.distance_m, 1))
    return [int(place) for place in np.lexsort(keys)]


def _row(found: Answered, things: Things, place: int, line: list[list[float]]) -> dict[str, Any]:
    row = found.answer.row(place)
    language, radii = found.context.language, (0.0, *found.question.radii_m)
    record: dict[str, Any] = {
        "subject": things.number(row.subject),
        "object": things.number(row.object),
        "certain": row.certain,
        "distance": round(row.distance_m, 1),
        "plusMinus": round(row.plus_minus_m, 1),
        "why": why(found.question, row, language),
        "line": line,
    }
    if row.ring is not None:
        record["ring"] = [radii[row.ring], radii[row.ring + 1]]
    if row.inside is not None:
        record["inside"] = [round(size, 1) for size in (row.inside.low, row.inside.stated, row.inside.high)]
        record["unit"] = row.inside.unit
    if found.question.kind == "matrix":
        record["themes"] = [_theme(found, row.subject), _theme(found, row.object)]
    return record


def _lines(found: Answered, places: list[int]) -> list[list[list[float]]]:
    """Where what is drawn of the two of each row is nearest: from there to there."""
    answer = found.answer
    one, other = answer.subjects.shapes[answer.subject[places]], answer.objects.shapes[answer.object[places]]
    return [_rounded(line) for line in from_metric(shapely.shortest_line(one, other))] if places else []


def _marks(found: Answered, things: Things) -> dict[str, list[int]]:
    """Numbers of what was asked about and found."""
    marks = {mark: [things.number(thing) for thing in each] for mark, each in named(found).items()}
    return {"subjects": marks.pop("asked"), **marks}


def _rings(found: Answered) -> list[dict[str, Any]]:
    """How far was asked: the radius or each ring around what is drawn, in metres and as paths."""
    return [
        {"radius": radius, "paths": drawn(from_metric(shape))["paths"]}
        for radius, shape in zip(found.question.radii_m, around(found, quad_segs=QUARTER), strict=True)
    ]


def _bounds(found: Answered) -> list[float] | None:
    """West, south, east, north of what was asked about, as far around it as was asked or found; None for the plan."""
    subjects, question = found.answer.subjects, found.question
    if question.subjects == ("",):
        return None
    far = max(question.radii_m) if question.radii_m else float(found.answer.distance_m.max(initial=0.0))
    west, south, east, north = map(float, shapely.total_bounds(subjects.shapes))
    box = from_metric(shapely.box(west - far, south - far, east + far, north + far))
    return [round(float(edge), DECIMALS) for edge in box.bounds]


def _totals(found: Answered) -> dict[str, Any]:
    """Counts, lengths and areas in each area; numbers: how many of the columns, from the end, are numbers."""
    columns, rows = totals(found)
    heads = [text(column.wording, found.context.language) for column in columns]
    return {"columns": heads, "numbers": len(TOTAL), "rows": rows}


def _matrix(found: Answered) -> dict[str, Any]:
    """Themes and the pairs between each two of them, certain and possible; both ways round."""
    cells = matrix(found.answer, lambda thing: _theme(found, thing))
    present = {key for pair in cells for key in pair}
    order = [*found.context.catalogue.themes, *sorted(str(key) for key in present)]
    keys = [key for key in dict.fromkeys(order) if key in present]
    language, themes = found.context.language, found.context.catalogue.themes
    names = [getattr(themes[key], language) if key in themes else key for key in keys]

    def counts(pair: tuple[str, str]) -> list[int]:
        return [cells[pair].certain, cells[pair].possible] if pair in cells else [0, 0]

    return {"keys": keys, "names": names, "cells": [[counts((one, other)) for other in keys] for one in keys]}


def _theme(found: Answered, thing: Thing) -> str:
    """Id of an item's theme; of anything else what it is listed under."""
    return thing.theme if isinstance(thing, Item) else item_words(found, thing)[0]
