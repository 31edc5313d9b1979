"""An answer on a printed map: what was asked about, its reach, what is certain and what is possible, each outlined in
its own way, and what the outlines mean."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from exports.context import Context
from exports.progress import silent
from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from geo.analysis.places import AREA, POINT
from geo.model import Item, Plan
from layers.answer_words import counts_words, name_of
from layers.paper.pen import Line, stroke
from layers.paper.sheet import DrawnMap
from layers.paper.text import ELLIPSIS, LINE_HEIGHT, write
from layers.style.catalogue import Catalogue
from layers.style.legend import LegendEntry
from layers.text import Language, text
from layers.view.state import View

if TYPE_CHECKING:
    from exports.ask.answered import Answered

RING_PT = 8.0
"""radius of the ring round a point"""
FIRST_ZORDER, LAST_ZORDER = 110.0, 119.0
"""over a map's items, under what is drawn by hand and under all names (layers/paper/sheet.py)"""
NAME_ZORDER = 200.0
MOST_NAMED = 40
"""features of one's own that the map names"""
BESIDE = 3.0
"""so many times as far as such a name stands, the layer's own name may stand"""
SAMPLE_PT, GAP_PT = 26.0, 8.0
"""width of a sample of a line in the legend, and the gap behind it"""
LOOKS = {
    "asked": Line("highlight", 2.4),
    "reach": Line("highlight", 0.9, (6.0, 4.0), round_ends=False),
    "certain": Line("highlight", 1.3),
    "possible": Line("highlight", 1.5, (0.01, 2.6)),
}
"""what is outlined -> how; the colour is the paper's of that name"""


def view_answer(view: View, plan: Plan, catalogue: Catalogue, language: Language) -> "Answered | None":
    """The answer to what a view asks; None where it asks nothing. Raises ExportError where there is none."""
    if view.ask is None:
        return None
    # What answers a question reads files of any kind; most maps ask none.
    from exports.ask.answered import answered  # noqa: PLC0415

    return answered(view.ask, Context(view, plan, catalogue, language, silent))


def answers_of(
    view: View, plan: Plan, catalogue: Catalogue, language: Language
) -> "tuple[Answered, ...]":  # fmt: skip
    """The answer for each map of a view, as on the screen: for that of a view beside it, what is so on its day.

    None where nothing is asked. Raises ExportError where there is no answer.
    """
    found = view_answer(view, plan, catalogue, language)
    if found is None:
        return ()
    if view.compare is None:
        return (found,)
    day = view.compare.view.day
    other = found if day == view.day else view_answer(replace(view, day=day), plan, catalogue, language)
    return (found, other or found)


def subtitle_with(found: "Sequence[Answered]", subtitle: str) -> str:
    """A subtitle with what was asked and how much is certain and possible, of each map where they differ."""
    if not found:
        return subtitle
    language = found[0].context.language
    said = list(dict.fromkeys(counts_words(one.answer, language) for one in found))
    if len(said) > 1:
        letters = (text("compare.first", language), text("compare.second", language))
        said = [f"{name} {words}" for name, words in zip(letters, said, strict=True)]
    return " · ".join((found[0].title, *said))


def shapes_of(found: "Answered") -> Iterator[tuple[str, BaseGeometry]]:
    """What is outlined, and as what, in EPSG:4547; an object that is certain for one subject is certain."""
    from exports.ask.reach import within_reach  # noqa: PLC0415

    answer = found.answer
    for within in within_reach(found):
        yield from (("reach", shape) for shape in within)
    certain = set(answer.object[answer.certain].tolist())
    for place in sorted(set(answer.object.tolist())):
        yield "certain" if place in certain else "possible", answer.objects.shapes[place]
    for shape in answer.subjects.shapes:
        yield "asked", shape


def draw_answer(page: Page, drawn: DrawnMap, found: "Answered") -> None:
    """Outline what an answer names on a map, under its names."""
    axes, extent = drawn.axes, drawn.extent
    ring_m = RING_PT * page.factor * extent.metres_per_pt
    # Of a matrix nothing is asked about that is not found.
    shapes = [pair for pair in shapes_of(found) if found.question.kind != "matrix" or pair[0] != "asked"]
    step = (LAST_ZORDER - FIRST_ZORDER) / max(len(shapes), 1)
    for number, (name, shape) in enumerate(shapes):
        # Clipped as lines, so that none runs along the edge of the map.
        seen = extent.clip(_outline(shape, ring_m))
        stroke(axes, seen, _look(page, name), zorder=FIRST_ZORDER + step * number)
    _name_own(page, drawn, found)


def draw_marks_legend(page: Page, box: Box, found: "Answered") -> float:
    """What the outlines mean, from the top of a box on; returns the height of the line under them."""
    language, small = page.language, page.hand(8.5)
    line, top = small.size_pt * LINE_HEIGHT, box.top
    for name in LOOKS:
        if (name == "reach" and not found.question.radii_m) or (name == "asked" and found.question.kind == "matrix"):
            continue
        top -= line * 1.15
        y = top + small.size_pt * 0.35
        sample = shapely.LineString([(box.x, y), (box.x + SAMPLE_PT * page.factor, y)])
        stroke(page.axes, sample, _look(page, name), zorder=20)
        with page.tagged("P"):
            write(page.axes, box.x + (SAMPLE_PT + GAP_PT) * page.factor, top, text(f"ask.mark.{name}", language), small)
    return top


def answer_entries(found: "Sequence[Answered]") -> tuple[LegendEntry, ...]:
    """Rows of a legend: what was asked about and its reach, how much is certain and how much possible, of each map."""
    if not found:
        return ()
    language = found[0].context.language
    each = [_counted(one) for one in found]
    return tuple(
        LegendEntry(
            "answer",
            text(f"ask.mark.{mark}", language),
            count,
            mark=mark,
            counts=tuple(str(counts[mark]) for counts in each) if len(each) > 1 else (),
        )
        for mark, count in each[0].items()
    )


def _counted(found: "Answered") -> dict[str, int]:
    certain, possible = found.answer.counts
    asked = {} if found.question.kind == "matrix" else {"asked": len(found.answer.subjects)}
    reach = {"reach": len(found.question.radii_m)} if found.question.radii_m else {}
    return {**asked, **reach, "certain": certain, "possible": possible}


def _name_own(page: Page, drawn: DrawnMap, found: "Answered") -> None:
    """The names of features of one's own that were asked about, beside them, where they are few.

    Whom their layer has named on the map already is not named again.
    """
    subjects = zip(found.answer.subjects.things, found.answer.subjects.shapes, strict=True)
    own = [(thing, shape) for thing, shape in subjects if not isinstance(thing, Item)]
    if len(own) > MOST_NAMED:
        return
    hand = replace(page.hand(9.0, bold=True), halo=page.colors["halo"], zorder=NAME_ZORDER)
    away = (RING_PT + 3.0) * page.factor * drawn.extent.metres_per_pt
    for thing, shape in own:
        words, place = name_of(thing, page.language), shapely.point_on_surface(shape)
        if not _is_named(words, shape, drawn, away * BESIDE):
            write(drawn.axes, place.x + away, place.y, words, hand)


def _is_named(words: str, shape: BaseGeometry, drawn: DrawnMap, reach_m: float) -> bool:
    """Whether a map has a name beside what bears it; long names end in an ellipsis there."""
    plain = " ".join(words.split())
    return any(
        (
            label.words == plain
            or (label.words.endswith(ELLIPSIS) and plain.startswith(label.words.removesuffix(ELLIPSIS)))
        )
        and shape.distance(shapely.box(*label.box)) <= reach_m
        for label in drawn.labels
        if label.item is None
    )


def _outline(shape: BaseGeometry, ring_m: float) -> BaseGeometry:
    """The rings of an area, a line as it is, a ring round a point."""
    kind = shapely.get_dimensions(shape)
    if kind == POINT:
        return shapely.boundary(shape.buffer(ring_m))
    return shapely.boundary(shape) if kind == AREA else shape


def _look(page: Page, name: str) -> Line:
    look = LOOKS[name]
    return replace(look, color=page.colors[look.color], width_pt=look.width_pt * page.factor)
