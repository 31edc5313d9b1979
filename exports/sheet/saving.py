"""Writes pages of paper: PDF (vector, text selectable), SVG or PNG."""

import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from exports.sheet.furniture import Page

PRINT_DPI, PREVIEW_DPI = 300, 96
KINDS = ("pdf", "svg", "png")
MOST_PIXELS = 40_000_000
"""of a picture, or of what is a picture in a file: A2 at 300 dots an inch, A0 at 160"""


def fitting_dpi(page: Page, dpi: float) -> float:
    """Dots an inch, fewer where the page would have too many for the memory of a server."""
    return min(dpi, 72 * math.sqrt(MOST_PIXELS / (page.width * page.height)))


def save(
    pages: Sequence[Page], target: Path | io.BytesIO, *, kind: str, dpi: float, metadata: Mapping[str, str]
) -> None:
    """Write pages as pdf, or the first of them as svg or png."""
    if kind == "pdf":
        # Few commands need it, and it takes a while.
        from exports.pdf.document import Document, Parts  # noqa: PLC0415

        with Document(metadata, pages[0].language) as file:
            for page in pages:
                file.add(page.figure, Parts(page.tags, page.maps), dpi=fitting_dpi(page, dpi))
        put_whole(file.content, target)
        return
    page = pages[0]
    dpi = fitting_dpi(page, dpi)
    if kind == "png":
        # A whole number of pixels: paper sizes are no multiple of a pixel.
        size = [round(side / 72 * dpi) for side in (page.width, page.height)]
        page.figure.set_size_inches((size[0] + 0.01) / dpi, (size[1] + 0.01) / dpi)
    known = {"png": ("Title", "Author"), "svg": ("Title", "Creator")}[kind]
    said = {name: words for name, words in metadata.items() if name in known}
    page.figure.savefig(target, format=kind, dpi=dpi, facecolor=page.figure.get_facecolor(), metadata=said)


def put_whole(content: io.BytesIO, target: Path | io.BytesIO) -> None:
    """What was made in memory, to where it is wanted."""
    if isinstance(target, Path):
        target.write_bytes(content.getbuffer())
    else:
        target.write(content.getbuffer())
