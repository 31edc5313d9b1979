"""What is other after a change, field by field."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.edits.accepted import EDIT, EVENT
from geo.edits.proposal import KIND as PROPOSAL
from geo.store.model import Entry

MOST_DIFFERENCES = 200
EARTH_M = 6_371_008.8
GONE, BACK = "delete", "restore"
OF_FEATURES = ("before", "after", "event", "sources")
"""what a proposal holds beside its state"""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is other."""

    field: tuple[str, ...]
    """names, and places in lists from 1 on, from the outside in"""
    before: str | None
    """None where there was none"""
    after: str | None


def differences(entry: Entry) -> list[Difference]:
    """The fields that a change has made others, at most MOST_DIFFERENCES."""
    before, after = (dict(_leaves(side)) for side in sides(entry))
    names = dict.fromkeys((*before, *after))
    found = [
        Difference(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]
    return found[:MOST_DIFFERENCES]


def sides(entry: Entry) -> tuple[Record, Record]:
    """What a reader sees of a document before and after: empty where there was none, or none any more."""
    features = features_of(entry)
    if features is not None:
        one, other = sources_of(entry)
        return _plain_feature(features[0], one), _plain_feature(features[1], other)
    before, after = _record(entry.before), _record(entry.after)
    if entry.kind == EVENT:
        before, after = before.get("cells", {}), after.get("cells", {})
    if entry.kind == PROPOSAL:
        added = after.get("event") if entry.action == "add" else None
        before, after = ({}, added) if added else (_of_state(before), _of_state(after))
    # A deleted document keeps what it held.
    return (before, {}) if entry.action == GONE else ({}, after) if entry.action == BACK else (before, after)


def features_of(entry: Entry) -> tuple[Record, Record] | None:
    """The item's feature before and after, of an accepted change and of a proposal; None of all others."""
    before, after = _record(entry.before), _record(entry.after)
    if entry.kind == EDIT:
        released = (after or before).get("released", {})
        present = after.get("feature", released)
        if entry.action in (GONE, BACK):
            kept = (before or after).get("feature", released)
            return (kept, released) if entry.action == GONE else (released, kept)
        return before.get("feature", released), present
    if entry.kind == PROPOSAL and entry.action == "add" and after.get("after"):
        return after["before"], after["after"]
    return None


def sources_of(entry: Entry) -> tuple[list[Record], list[Record]]:
    """Rows of new sources that came with the item's feature before and after."""
    one, other = (list(_record(content).get("sources", ())) for content in (entry.before, entry.after))
    if entry.kind == EDIT and entry.action in (GONE, BACK):
        # A deleted document keeps what it held.
        return (one or other, []) if entry.action == GONE else ([], one or other)
    return one, other


def moved_m(entry: Entry) -> float | None:
    """How far the middle of the item's corners has moved, in metres; None where its place is as it was, or is none."""
    features = features_of(entry)
    if features is None:
        return None
    one, other = (feature.get("geometry") for feature in features)
    if not one or not other or one == other:
        return None
    return _metres(_middle(one), _middle(other))


def _record(content: str | None) -> Record:
    found = json.loads(content) if content else {}
    return found if isinstance(found, dict) else {}


def _of_state(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in (*OF_FEATURES, "file", "base")}


def _plain_feature(feature: Record, sources: list[Record]) -> Record:
    place = {"geometry": _geometry_words(feature.get("geometry"))}
    return {**feature.get("properties", {}), **place, "sources": sources}


def _geometry_words(geometry: Any) -> str | None:
    """A point by its degrees, another shape by its kind, its corners and their middle."""
    if not isinstance(geometry, dict):
        return None
    places = list(_places(geometry.get("coordinates", ())))
    east, north = _middle(geometry)
    where = f"{east:.6f}, {north:.6f}"
    return where if geometry.get("type") == "Point" else f"{geometry.get('type')} · {len(places)} · {where}"


def _places(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _places(part)


def _middle(geometry: Record) -> tuple[float, float]:
    places = list(_places(geometry.get("coordinates", ()))) or [(0.0, 0.0)]
    return sum(place[0] for place in places) / len(places), sum(place[1] for place in places) / len(places)


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along a great circle: a third of a per cent off the ellipsoid at most, for what is read as `moved by 120 m`."""
    (east, north), (east_2, north_2) = (map(math.radians, place) for place in (one, other))
    half = math.sin((north_2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north_2) * math.sin((east_2 - east) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(half))


def _leaves(value: Any, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each plain value with the names that lead to it; a list of plain values is one."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*name, str(key)))
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        for place, part in enumerate(value, start=1):
            yield from _leaves(part, (*name, str(place)))
    elif value not in (None, "", [], {}):
        yield name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
