"""Marks in a PDF that show nothing: where a layer that one can switch off begins and ends, and what a part is.

matplotlib draws artists in the order of their zorders; a mark stands between them as one more. Pictures have none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_pdf import PdfFile, Verbatim
from matplotlib.transforms import TransformedPath

from layers.paper.pen import UNCLIPPED

FIRST, LAST = -1e9, 1e9
"""zorders before and after all else"""
END = b"EMC"
LAYERS = ("basemap", "plan", "own", "names")
"""of a map, from the bottom up"""
ABOVE = {"plan": 5.0, "own": 19.5, "names": 150.0}
"""zorder from which on what is drawn belongs to a layer; what is below the first is the basemap"""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a marked part of a page is; its number is its place in the page's list."""

    path: tuple[str, ...]
    """structure types from the outermost on, such as Table, TR/3, TD; parts with the same beginning are siblings"""
    said: str = ""
    """in the place of a figure"""


class Mark(Artist):
    """Operators of a PDF between what is drawn."""

    def __init__(self, operators: bytes, zorder: float) -> None:
        super().__init__()
        self.operators = operators
        self.set_zorder(zorder)
        self.set_in_layout(False)

    def get_clip_path(self) -> TransformedPath:
        """Something: axes give theirs to whoever has none, which takes as long as all else."""
        return UNCLIPPED

    def draw(self, renderer: Any) -> None:
        """Write the operators, where a PDF is written."""
        file = getattr(renderer, "file", None)
        if isinstance(file, PdfFile):
            # A state that is still open would be closed on the other side of the mark: parts of a page nest.
            file.output(*renderer.gc.finalize(), Verbatim(self.operators))  # type: ignore[no-untyped-call]


def put(target: Any, marks: Iterable[Mark]) -> None:
    """Add marks to axes."""
    for mark in marks:
        target.add_artist(mark)


def layered(axes: Any) -> None:
    """Say of everything on a map's axes which layer it belongs to."""
    names = [LAYERS[0], *ABOVE]
    edges = [FIRST, *ABOVE.values(), LAST]
    for name, low, high in zip(names, edges, edges[1:], strict=False):
        put(axes, (Mark(f"/OC /{name} BDC".encode(), low), Mark(END, high - 1e-6 * max(1.0, abs(high) * 1e-3))))
