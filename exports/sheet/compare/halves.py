"""Two views on one piece of paper: a half each, beside or above each other, whichever shows their frame larger.

Over each half stand its letter and what it shows that the other does not. With linked cameras both halves have one
frame and one scale; where each view has a camera of its own, each half says its scale. Points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import shapely

from exports.sheet.furniture import Page, north_arrow
from exports.sheet.graticule import draw_graticule
from exports.sheet.layout import Box
from exports.sheet.maps import scale_words, share_of, tell_map
from geo.model import Plan
from layers.answer.plates import MarkedAnswer
from layers.own.shown import ShownLayer
from layers.paper.extent import Bounds, metric_bounds
from layers.paper.fonts import width_pt
from layers.paper.sheet import DrawnMap, draw_map
from layers.paper.text import LINE_HEIGHT, shortened, wrapped, write
from layers.text import Language, text
from layers.view.differences import differences
from layers.view.state import View, view_extent

HEAD_PT, MOST_LINES = 9.6, 2
"""type and lines of what stands over a half"""
LETTER_ROOM, PAD = 1.9, 0.35
"""width of the letter's box and room above and under the words, in type sizes"""
GAP_PT, DEGREES_PT = 12.0, 10.0
"""between the halves, and over a map for the degrees along its edge, on A3"""
SEPARATOR = " · "


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """A view that is drawn beside another."""

    view: View
    own: Sequence[ShownLayer]
    """layers that people brought, the topmost first"""
    words: str
    """what it shows that the other does not"""
    bounds: Bounds
    """WGS-84 degrees"""
    answer: MarkedAnswer | None = None
    """what is marked, beside which all else recedes"""


class Look(NamedTuple):
    """How halves are drawn."""

    numbered: bool = False
    """whether items whose names find no room have numbers, which go on from half to half"""
    degrees: bool = True
    """whether degrees stand along the edges"""
    scale: float | None = None
    """N of 1:N; None for what shows the frame"""
    round_scale: bool = True
    reserved: Sequence[Bounds] = ()
    """shares of the lower or right half kept free of names"""
    label_scale: float | None = None
    """of names on the map; None for the page's factor"""
    appearance: str = "light"


def linked(view: View) -> bool:
    """Whether both views of a comparison look from the same place, as on the screen."""
    return view.compare is not None and (view.compare.split is not None or view.compare.view.camera is None)


def frames(view: View, other: View, plan: Plan, *, together: bool, bounds: Bounds | None = None) -> list[Bounds]:
    """What each half shows; together: one frame, the first view's camera or else what both fit. WGS-84 degrees."""
    if bounds is not None:
        return [bounds, bounds]
    one, two = view_extent(view, plan), view_extent(other, plan)
    if not together:
        return [one, two]
    if view.camera is not None:
        return [one, one]
    west, south, east, north = shapely.total_bounds([shapely.box(*one), shapely.box(*two)])
    return [(west, south, east, north)] * 2


def halves_of(  # noqa: PLR0913 - each on its own
    view: View, plan: Plan, page: Page, *, own: Sequence[ShownLayer] = (), beside: Sequence[ShownLayer] = (),
    bounds: Bounds | None = None, answers: Sequence[MarkedAnswer] = (),
) -> list[Half]:  # fmt: skip
    """The halves of a view that compares. own, beside: layers that people brought, of the first and the other view;
    answers: to what it asks, of either, none where it asks nothing."""
    if view.compare is None:
        raise ValueError("halves_of: the view compares nothing")
    # What is drawn by hand lies over both, as on the screen.
    same = {"language": view.language, "appearance": view.appearance, "drawing": view.drawing}
    other = replace(view.compare.view, **same)  # type: ignore[arg-type]
    said = differences(view, other, plan, page.catalogue, page.language)
    shown = frames(view, other, plan, together=linked(view), bounds=bounds)
    return [
        Half(
            each,
            brought,
            SEPARATOR.join(pair[place] for pair in said),
            shown[place],
            answers[place] if answers else None,
        )
        for place, (each, brought) in enumerate(((view, own), (other, beside)))
    ]


def letter(language: Language, place: int) -> str:
    """What a half is called: 甲 or 乙, A or B."""
    return text(("compare.first", "compare.second")[place], language)


def draw_halves(page: Page, plan: Plan, halves: Sequence[Half], box: Box, look: Look) -> list[tuple[Box, DrawnMap]]:
    """Draw both halves into a box of the page; returns where each map stands, and the map."""
    places, drawn = _places(page, halves, box, look), list[DrawnMap]()
    numbers: dict[str, int] = {}
    for half, place in zip(halves, places, strict=True):
        arrow = _arrow(page, place)
        axes = page.axes_in(place)
        drawn.append(
            draw_map(
                axes,
                half.view,
                plan,
                page.catalogue,
                language=page.language,
                bounds=half.bounds,
                label_scale=look.label_scale or page.factor,
                round_scale=look.round_scale,
                scale=look.scale,
                reserved=[*([share_of(arrow, place)] if look.degrees else []), *look.reserved],
                first_number=len(numbers) + 1 if look.numbered else None,
                own=half.own,
                answer=half.answer,
                numbers=numbers,
                appearance=look.appearance,
            )
        )
        tell_map(page, axes, place, drawn[-1], f"{letter(page.language, len(drawn) - 1)} {half.words}")
        numbers |= {item.id: number for number, item in drawn[-1].numbers}
    same = len({round(each.extent.scale) for each in drawn}) == 1
    for number, (half, place, each) in enumerate(zip(halves, places, drawn, strict=True)):
        page.outline(place)
        _head(
            page,
            half,
            number,
            place,
            "" if same or not look.degrees else f"1:{scale_words(each.extent)}",
            degrees=look.degrees,
        )
        if look.degrees:
            draw_graticule(page, each.extent, place)
            page.plate(_arrow(page, place))
            north_arrow(page, each.extent, place.x + 28 * page.factor, place.top - 55 * page.factor)
    return list(zip(places, drawn, strict=True))


def _arrow(page: Page, place: Box) -> Box:
    factor = page.factor
    return Box(place.x + 8 * factor, place.top - 62 * factor, 40 * factor, 54 * factor)


def _places(page: Page, halves: Sequence[Half], box: Box, look: Look) -> list[Box]:
    """The maps' boxes: beside or above each other, whichever shows the first half's frame larger."""
    gap, degrees = GAP_PT * page.factor, DEGREES_PT * page.factor * look.degrees
    west, south, east, north = metric_bounds(halves[0].bounds)
    found = []
    for columns in (2, 1):
        rows = 2 // columns
        # Degrees stand at the left of each map, the first one's in the margin.
        width = (box.width - (columns - 1) * (gap + degrees)) / columns
        head = max(_head_height(page, half, width) for half in halves) + degrees
        height = (box.height - rows * head - (rows - 1) * gap) / rows
        scale = max((east - west) / width, (north - south) / height)
        places = [
            Box(
                box.x + (number % columns) * (width + gap + degrees),
                box.top - head - height - (number // columns) * (height + head + gap),
                width,
                height,
            )
            for number in range(2)
        ]
        found.append((scale, places))
    return min(found, key=lambda each: each[0])[1]


def _words_of(page: Page, half: Half, width: float, scale: str = "") -> list[str]:
    """What a half's head says, in lines."""
    hand = page.hand(HEAD_PT)
    room = width - LETTER_ROOM * hand.size_pt - (width_pt(scale, hand.size_pt) + hand.size_pt if scale else 0.0)
    lines = wrapped(half.words, hand.size_pt, room)
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], shortened("".join(lines[MOST_LINES - 1 :]), hand.size_pt, room)]


def _head_height(page: Page, half: Half, width: float) -> float:
    # Room for a scale is kept whether there is one or not: which scale it is, is not known yet.
    size = page.hand(HEAD_PT).size_pt
    return (len(_words_of(page, half, width, "1:000 000")) * LINE_HEIGHT + 2 * PAD) * size


def _head(  # noqa: PLR0913 - each on its own
    page: Page, half: Half, number: int, place: Box, scale: str, *, degrees: bool
) -> None:
    """The letter, what the half shows that the other does not, and its scale where that differs."""
    hand, strong = page.hand(HEAD_PT), page.hand(HEAD_PT * 1.15, bold=True)
    top = place.top + _head_height(page, half, place.width) + DEGREES_PT * page.factor * degrees
    base = top - (PAD + 1.0) * hand.size_pt
    write(page.axes, place.x, base, letter(page.language, number), strong)
    for line, words in enumerate(_words_of(page, half, place.width, scale)):
        x = place.x + LETTER_ROOM * hand.size_pt
        write(page.axes, x, base - line * LINE_HEIGHT * hand.size_pt, words, hand)
    if scale:
        write(page.axes, place.right, base, scale, page.hand(HEAD_PT, role="label_quiet", align="right"))
