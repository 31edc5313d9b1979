"""Two views beside each other in one link: `vs` is the other view's query string, `split` says how the two share the
window. web/state/link/compare.js reads the same."""

from collections.abc import Callable, Mapping

from geo.query import FACETS
from layers.view.decoding import Drop
from layers.view.state import MIDDLE, SWIPE_RANGE, SWIPE_STEP, Comparison, View

COMPARED = ("base", "on", "op", "own", *(facet.parameter for facet in FACETS.values()), "q", "tint", "day", "sel",
            "unit", "at")  # fmt: skip
"""what the other view may say: language, appearance and page are those of the first"""
LONGEST_COMPARED = 1_500
"""characters of the other view's query string"""
SWIPE = (*SWIPE_RANGE, SWIPE_STEP)
"""least, most and step of where two views meet"""
NOTHING_ELSE = "-"
"""stands for a view that says nothing, as the map opens"""
SIDE_BY_SIDE = "side"
Decoded = tuple[View, list[tuple[str, str]]]


def comparison_texts(view: View, encode: Callable[[View], str]) -> list[tuple[str, str]]:
    """The parameters of a view's comparison; encode writes a view as a query string."""
    compared = view.compare
    if compared is None:
        return []
    texts = [("vs", encode(other_of(compared.view)) or NOTHING_ELSE)]
    if compared.split != MIDDLE:
        texts.append(("split", SIDE_BY_SIDE if compared.split is None else str(compared.split)))
    return texts


def other_of(view: View) -> View:
    """What of a view the other half of a comparison shows."""
    return View(
        base=view.base, layers=view.layers, opacity=view.opacity, own=view.own, filter=view.filter, tint=view.tint,
        day=view.day, selection=view.selection, unit=view.unit, camera=view.camera,
    )  # fmt: skip


def decode_comparison(
    parameters: Mapping[str, str], read: Callable[[str], Decoded], drop: Drop
) -> Comparison | None:  # fmt: skip
    """The comparison of a link. read gives a query string's view and what of it names nothing, COMPARED alone."""
    value, split = parameters.get("vs"), parameters.get("split")
    if value is None or len(value) > LONGEST_COMPARED:
        for name, text in (("vs", value), ("split", split)):
            if text is not None:
                drop(name, text)
        return None
    other, gone = read("" if value == NOTHING_ELSE else value)
    for name, text in gone:
        drop("vs", f"{name}={text}")
    return Comparison(other, decode_split(split, drop))


def decode_split(value: str | None, drop: Drop) -> int | None:
    """Per cent of the width that the first view has, or None for side by side."""
    if value is None:
        return MIDDLE
    if value == SIDE_BY_SIDE:
        return None
    least, most = SWIPE_RANGE
    if (
        value.isascii()
        and value.isdigit()
        and len(value) == 2
        and least <= int(value) <= most
        and int(value) % SWIPE_STEP == 0
    ):
        return int(value)
    drop("split", value)
    return MIDDLE
