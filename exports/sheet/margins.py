"""Title and foot of a sheet."""

import datetime
import io
import warnings
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from briefing.errors import ExportError
from exports.sheet.furniture import Page, scale_bar
from exports.sheet.layout import MOST_BYTES, Box, Layout
from exports.sheet.maps import scale_words
from exports.sheet.options import SheetOptions
from layers.paper.fonts import width_pt
from layers.paper.sheet import DrawnMap
from layers.paper.text import shortened, write
from layers.text import Language, text

TITLE_PT = (25.0, 19.0, 15.0)
"""sizes on A3, the largest that fits into a line; the smallest takes two"""
FILTERS_PT, MOST_FILTER_LINES = 9.6, 3
LOGO_PT, LOGO_WIDEST, LOGO_ZORDER = 34.0, 0.16, 30.0
"""height on A3, and width of the foot at most"""
LOGO_PIXELS, MOST_PIXELS = 1200, 40_000_000
"""sides of what is drawn; of what is taken"""


def draw_title(page: Page, layout: Layout, options: SheetOptions, filters: str = "") -> float:
    """Write title, subtitle and which filters hold something back; returns the height of the line under them."""
    box = layout.title
    fits = (size for size in TITLE_PT if width_pt(options.title, size * page.factor, bold=True) <= box.width)
    big = page.hand(next(fits, TITLE_PT[-1]), bold=True)
    with page.tagged("H1"):
        top = page.paragraph(options.title, box.x, box.top, big, room=box.width, most=2)
    top -= 4 * page.factor
    with page.tagged("P"):
        quiet = page.hand(11.0, role="label_quiet")
        top = page.paragraph(options.subtitle, box.x, top, quiet, room=box.width, most=2)
    if filters:
        top -= 2 * page.factor
        with page.tagged("P"):
            hand = page.hand(FILTERS_PT)
            top = page.paragraph(filters, box.x, top, hand, room=box.width, most=MOST_FILTER_LINES)
    under = top - 6 * page.factor
    page.rule(box.x, box.right, under)
    return under


def draw_foot(page: Page, box: Box, maps: Sequence[DrawnMap], options: SheetOptions, *, number: str = "") -> None:
    """Scale bar, scale, projection, source, author, date, 审图号, logo and page number under the map.

    Maps of different scales have no bar: each says its own.
    """
    language, unit = page.language, page.factor
    same = len({round(drawn.extent.scale) for drawn in maps}) == 1
    x = box.x + 4 * unit
    if same:
        x = scale_bar(page, maps[0].extent, x, box.y + 17 * unit, longest_pt=box.width * 0.16)
    said = {"scale": scale_words(maps[0].extent)} if same else {}
    scale = text("sheet.scale" if same else "sheet.scales", language, **said)
    write(page.axes, box.x + 4 * unit, box.y + 3 * unit, scale, page.hand(8.5))
    x = max(x + 34 * unit, box.x + box.width * 0.2)
    right = _logo(page, box, options.logo)
    small, quiet = page.hand(8.0), page.hand(8.0, role="label_quiet")
    ends = (*_ends(options, language), number)
    words = (text("sheet.projection", language), text("strip.source", language), text("sheet.indicative", language))
    for position, (line, end) in enumerate(zip(words, ends, strict=True)):
        y = box.y + (25 - position * 11.5) * unit
        end = shortened(end, small.size_pt, box.width * 0.4)  # noqa: PLW2901 - an office's name may be of any length
        with page.tagged("P"):
            write(page.axes, right, y, end, replace(small, align="right"))
            room = right - x - width_pt(end, small.size_pt) - 8 * unit
            write(page.axes, x, y, shortened(line, quiet.size_pt, room), quiet)


def _ends(options: SheetOptions, language: Language) -> tuple[str, str]:
    """审图号, and who drew the map when."""
    approval = options.map_number or text("sheet.mapNumber.empty", language)
    date = (options.date or datetime.date.today()).isoformat()
    made = text("sheet.made" if options.author else "sheet.date", language, author=options.author, date=date)
    return text("sheet.mapNumber", language, number=approval), made


def _logo(page: Page, box: Box, logo: bytes) -> float:
    """A picture at the right end of the foot; returns where what stands left of it ends."""
    if not logo:
        return box.right
    picture = read_logo(logo)
    high, aspect = LOGO_PT * page.factor, picture.width / picture.height
    wide = min(high * aspect, LOGO_WIDEST * box.width)
    place = Box(box.right - wide, box.y + (LOGO_PT * page.factor - wide / aspect) / 2, wide, wide / aspect)
    axes = page.axes_in(place, zorder=LOGO_ZORDER)
    axes.imshow(np.asarray(picture), aspect="auto", interpolation="antialiased")
    axes.set_axis_off()
    return place.x - 10 * page.factor


def read_logo(content: bytes) -> Image.Image:
    """A picture as RGBA, no larger than paper shows. Raises ExportError where it is none, or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST_PIXELS or len(content) > MOST_BYTES:
                    raise ExportError("sheet.logo")
                picture.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
                return picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ExportError("sheet.logo") from error
