"""An answer beside a printed map: what was asked, what its marks mean and how many there are, and names on the map."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from briefing.errors import ExportError
from briefing.figures import Value
from exports.ask.marked import marked
from exports.context import Context
from exports.progress import silent
from exports.sheet.furniture import Page
from exports.sheet.layout import Box
from geo.model import Item
from layers.answer.shown import ShownAnswer
from layers.answer.swatches import mark_swatch
from layers.answer_words import counts_words, name_of
from layers.paper.sheet import DrawnMap
from layers.paper.swatches import draw_swatch
from layers.paper.text import ELLIPSIS, LINE_HEIGHT, write
from layers.style.legend import LegendEntry
from layers.text import text

if TYPE_CHECKING:
    from exports.ask.answered import Answered

BESIDE_PT = 11.0
"""from the middle of a thing to its name"""
NAME_ZORDER, SAMPLE_ZORDER = 200.0, 20.0
MOST_NAMED = 40
"""features of one's own that the map names"""
BESIDE = 3.0
"""so many times as far as such a name stands, the layer's own name may stand"""
SAMPLE_PT, GAP_PT, SAMPLE_PX = 26.0, 8.0, 36.0
"""width of a sample in the legend, the gap behind it, and its width in pixels of swatches"""


def answers_of(context: Context) -> "tuple[Answered, ...]":
    """The answer for each map of a context's view, as on the screen: for that beside it, what is so on its day.

    None where nothing is asked. Raises ExportError where there is no answer.
    """
    view = context.view
    if view.ask is None:
        return ()
    # What answers a question reads files of any kind; most maps ask none.
    from exports.ask.answered import answered  # noqa: PLC0415

    found = answered(view.ask, replace(context, report=silent))
    if view.compare is None:
        return (found,)
    day = view.compare.view.day
    if day == view.day:
        return (found, found)
    return (found, answered(view.ask, replace(context, view=replace(view, day=day), report=silent)))


def shown_answer(context: Context) -> ShownAnswer | None:
    """The answer to what a context's view asks, as a page without a server shows it; None where it asks nothing."""
    try:
        found = answers_of(context)
    except ExportError as error:
        return ShownAnswer(fault=error.message(context.language))
    return ShownAnswer(found[0].title, marked(found[0]), answer_entries(found[:1])) if found else None


def answer_values(found: "Sequence[Answered]") -> tuple[Value, ...]:
    """Key figures of a scene that asks: how much is certain, how much possible; of both maps where they differ."""
    if not found:
        return ()
    each = [one.answer.counts for one in found]
    return tuple(
        Value(
            name,
            text(f"ask.figure.{name}", "zh"),
            text(f"ask.figure.{name}", "en"),
            " / ".join(dict.fromkeys(f"{counts[place]:,}" for counts in each)),
            shown=True,
        )
        for place, name in enumerate(("certain", "possible"))
    )


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


def draw_marks_legend(page: Page, box: Box, found: "Sequence[Answered]") -> float:
    """What the marks mean, from the top of a box on; returns the height of the line under them."""
    small = page.hand(8.5)
    line, top = small.size_pt * LINE_HEIGHT, box.top
    scale = SAMPLE_PT * page.factor / SAMPLE_PX
    for entry in answer_entries(found):
        top -= line * 1.25
        swatch = mark_swatch(entry.mark, page.catalogue, SAMPLE_PX)
        colors, y = entry.colors(page.catalogue, "light"), top + small.size_pt * 0.35
        draw_swatch(page.axes, swatch, colors, x=box.x, y=y, scale=scale, zorder=SAMPLE_ZORDER)
        with page.tagged("P"):
            words = f"{entry.words}  {' / '.join(dict.fromkeys(entry.numbers))}"
            write(page.axes, box.x + (SAMPLE_PT + GAP_PT) * page.factor, top, words, small)
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
            counts=tuple(str(counts[mark]) for counts in each) if len(each) > 1 and count is not None else (),
        )
        for mark, count in each[0].items()
    )


def _counted(found: "Answered") -> dict[str, int | None]:
    """How many there are of each mark; how far was asked is no number of things."""
    certain, possible = found.answer.counts
    asked = {} if found.question.kind == "matrix" else {"asked": len(found.answer.subjects)}
    reach = {"reach": None} if found.question.radii_m else {}
    return {**asked, **reach, "certain": certain, "possible": possible}


def name_asked(page: Page, drawn: DrawnMap, found: "Answered") -> None:
    """The names of features of one's own that were asked about, beside them, where they are few.

    Whom their layer has named on the map already is not named again.
    """
    subjects = zip(found.answer.subjects.things, found.answer.subjects.shapes, strict=True)
    own = [(thing, shape) for thing, shape in subjects if not isinstance(thing, Item)]
    if len(own) > MOST_NAMED:
        return
    hand = replace(page.hand(9.0, bold=True), halo=page.colors["halo"], zorder=NAME_ZORDER)
    away = BESIDE_PT * page.factor * drawn.extent.metres_per_pt
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
