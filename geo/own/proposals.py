"""What may be made of a file, and what is made of it once somebody has said so: all of its layers, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo.city.features import load_city
from geo.model import Plan
from geo.own.datum import DATUMS, UnknownDatumError, datum_named
from geo.own.guessing import Guess
from geo.own.kept import Kept, Wish
from geo.own.layer import OwnLayer, Placing
from geo.own.named import Gazetteer
from geo.own.placing import Placed, placed, readings
from geo.own.reading.files import read_file
from geo.own.reading.raw import RawLayer
from geo.own.remarks import OwnError
from geo.own.store import OwnStore


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A layer of a file and how its numbers may be read."""

    raw: RawLayer
    guesses: tuple[Guess, ...]
    """best first"""


@lru_cache(maxsize=1)
def known(plan: Plan) -> tuple[BaseGeometry, Gazetteer]:
    """Where the plan is, and the names that it and its basemap know."""
    return shapely.union_all([unit.geometry for unit in plan.units]), Gazetteer(plan, load_city(plan.data)[0])


def proposals(path: Path, name: str, plan: Plan, *, encoding: str = "") -> list[Proposal]:
    """The layers of a file that somebody calls name. Raises OwnError.

    encoding: id of geo.own.reading.encoding.ENCODINGS; empty for what the file says or looks like.
    """
    units, gazetteer = known(plan)
    found = read_file(path, name, encoding)
    return [Proposal(raw, tuple(readings(raw, units, gazetteer, file=name))) for raw in found]


def accept(  # noqa: PLR0913 - what, how and where to
    path: Path, name: str, wishes: Sequence[Wish], plan: Plan, store: OwnStore, *, encoding: str = ""
) -> list[Kept]:
    """Keep layers of a file as wished, all of them or, where one cannot be kept, none. Raises OwnError.

    encoding: see proposals.
    """
    return [kept for kept, _ in keep(path, name, wishes, proposals(path, name, plan, encoding=encoding), store)]


def keep(
    path: Path, name: str, wishes: Sequence[Wish], found: Sequence[Proposal], store: OwnStore
) -> list[tuple[Kept, OwnLayer]]:
    """Keep what was found in a file as wished, all of it or none; returns it with its features. Raises OwnError."""
    made = [_made(found, wish, name) for wish in wishes]
    kept: list[Kept] = []
    try:
        for entry, wish in zip(reversed(made), reversed(wishes), strict=True):
            kept.insert(0, store.add(entry.layer, path, left_out=entry.left_out, style=wish.style))
    except OwnError:
        for layer in kept:
            store.delete(layer.id, version=layer.version)
        raise
    return list(zip(kept, (entry.layer for entry in made), strict=True))


def _made(found: Sequence[Proposal], wish: Wish, name: str) -> Placed:
    if not 0 <= wish.number < len(found):
        raise OwnError("own-bad-wish", file=name, value="number", detail=f"0–{len(found) - 1}")
    proposal = found[wish.number]
    made = placed(proposal.raw, _chosen(proposal.guesses, wish, name), file=name, title=wish.title)
    if made.left_out and not wish.leave_out:
        raise OwnError("own-not-accepted", file=name, value=made.left_out)
    return made


def _chosen(guesses: Sequence[Guess], wish: Wish, name: str) -> Guess | Placing:
    """The guess that was wished for; a datum that nobody guessed is taken at the person's word."""
    if not wish.datum:
        return guesses[0]
    try:
        datum = datum_named(wish.datum).id
    except UnknownDatumError as error:
        raise OwnError("own-bad-datum", file=name, value=wish.datum[:40], detail=", ".join(DATUMS)) from error
    same = (guess for guess in guesses if (guess.datum, guess.swapped) == (datum, wish.swapped))
    return next(same, Placing(datum, wish.swapped))
