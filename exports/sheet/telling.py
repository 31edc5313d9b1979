"""What the legend of a sheet tells of its maps: of two, which row and which count is whose."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from exports.ledger.states import States
from exports.own.pictured import own_notes, own_rows
from exports.sheet.compare.halves import letter
from exports.sheet.compare.legend import paired_entries, paired_rows
from exports.sheet.furniture import Page
from exports.sheet.legend import Standing, Told
from geo.model import Item, Plan
from geo.progress.standing import ledger_of
from layers.own.shown import NO_LAYERS, OwnShown
from layers.paper.sheet import DrawnMap
from layers.style.legend import LegendEntry, drawing_entries, legend_entries
from layers.text import text
from layers.view.state import View
from layers.view.tally import Tally, tally

MARK = {"zh": "；", "en": "; "}


class Scope(NamedTuple):
    """What one of a sheet's views is about."""

    items: tuple[Item, ...]
    """those that are drawn"""
    counted: Tally
    states: States

    @property
    def outside(self) -> int:
        """How many of those that the view shows lie beyond the frame."""
        inside = {item.id for item in self.items}
        return sum(item.id not in inside for item in self.counted.shown)


def scope_of(view: View, plan: Plan, page: Page, shown: Sequence[Item], maps: Sequence[DrawnMap]) -> Scope:
    """What a view is about, drawn on maps."""
    inside = {item.id for part in maps for item in part.items}
    states = States(ledger_of(plan), view.day or datetime.date.today(), page.language)
    return Scope(tuple(item for item in shown if item.id in inside), tally(view, plan, page.catalogue), states)


def told_of(
    page: Page, scopes: Sequence[Scope], maps: Sequence[DrawnMap], *, own: tuple[OwnShown, OwnShown], atlas: bool
) -> Told:
    """What the legend tells; atlas: whether other pages of an atlas name what has no room, else the back does.

    maps: those of the scopes, then the one in the corner.
    """
    letters = (letter(page.language, 0), letter(page.language, 1)) if len(scopes) > 1 else ("", "")
    numbered = {number: item for part in maps for number, item in part.numbers}
    unplaced, where = unplaced_of(scopes), text("sheet.overleaf.atlas" if atlas else "sheet.overleaf", page.language)
    counts = [
        " ".join(filter(None, (name, scope.counted.words(page.language, outside=scope.outside))))
        for scope, name in zip(scopes, letters, strict=False)
    ]
    if numbered and unplaced:
        counts[-1] += MARK[page.language] + text("sheet.listed", page.language, where=where)
    closed = [
        " ".join(filter(None, (name, words)))
        for name, scope in zip(letters, scopes, strict=False)
        if (words := scope.counted.closed_words(page.catalogue, page.language))
    ]
    names = replace(scopes[0].counted, unplaced=unplaced).unplaced_words(page.language)
    brought = [shown for shown in own if shown is not NO_LAYERS]
    notes = dict.fromkeys(note for shown in brought for note in own_notes(shown, maps, page.language))
    return Told(
        entries=_entries(page, scopes, maps, letters),
        standing=_standing(scopes, maps, letters),
        counts=counts,
        notes=tuple(notes),
        numbered=sorted(numbered.items(), key=lambda entry: entry[0]),
        states=scopes[0].states if _same_day(scopes) else None,
        closed=tuple(closed),
        unplaced=names,
        pointer=text("sheet.unplaced", page.language, count=len(unplaced), where=where) if unplaced else "",
        where=text("sheet.numbers.atlas", page.language) if atlas else where,
    )


def unplaced_of(scopes: Sequence[Scope]) -> tuple[Item, ...]:
    """What has no place, of any scope."""
    return tuple({item.id: item for scope in scopes for item in scope.counted.unplaced}.values())


def _same_day(scopes: Sequence[Scope]) -> bool:
    return len({scope.states.day for scope in scopes}) == 1


def _entries(
    page: Page, scopes: Sequence[Scope], maps: Sequence[DrawnMap], letters: tuple[str, str]
) -> tuple[LegendEntry, ...]:
    """Rows of the plan, of layers that people brought, of what is drawn by hand."""
    catalogue, language = page.catalogue, page.language
    drawings = drawing_entries([feature.color for feature in maps[0].drawing], catalogue, language)
    if len(scopes) == 1:
        rows = legend_entries(scopes[0].items, catalogue, language, maps[0].colouring)
        return (*rows, *own_rows(maps), *drawings)
    rows = paired_entries(maps[:2], catalogue, language, letters)
    brought = paired_rows(own_rows(maps[:1]), own_rows(maps[1:2]))
    return (*rows, *brought, *paired_rows(drawings, drawings))


def _standing(scopes: Sequence[Scope], maps: Sequence[DrawnMap], letters: tuple[str, str]) -> tuple[Standing, ...]:
    """How the items stand; nothing where the states are rows of the legend already."""
    if any(drawn.colouring is not None for drawn in maps):
        return ()
    if not _same_day(scopes):
        return tuple(
            Standing(scope.states, scope.items, name) for scope, name in zip(scopes, letters, strict=False)
        )  # fmt: skip
    items = tuple({item.id: item for scope in scopes for item in scope.items}.values())
    return (Standing(scopes[0].states, items),)
