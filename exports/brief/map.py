"""The map of a brief with north arrow and scale bar: on the PDF's page, or as a picture for slides and workbooks."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg

from exports.brief.content import Brief
from exports.own.pictured import own_notes, own_rows
from exports.sheet.furniture import Page, new_page, north_arrow, scale_bar
from exports.sheet.layout import Box
from exports.sheet.maps import draw_maps
from layers.paper.sheet import DrawnMap, draw_map
from layers.style.legend import LegendEntry, legend_entries

BAR_SHARE = 0.2
"""longest scale bar against the map's width"""
INSET_PT = 8.0
PLATE_PT = 22.0
"""height of the bar's plate"""
UNITS_PT = 26.0
"""what the words under and after a bar need besides its length"""
ARROW_PT = (40.0, 54.0)
PICTURE_DPI = 200.0


def draw_brief_map(page: Page, brief: Brief, box: Box) -> DrawnMap:
    """Draw the brief's map with its north arrow into a box of a page."""
    return draw_maps(page, brief.view, brief.context.plan, box=box, own=brief.context.own(brief.view).layers)[0]


def own_words(brief: Brief, drawn: DrawnMap) -> list[str]:
    """A line on each layer that people brought and that the map shows, and on those that are gone."""
    return own_notes(brief.context.own(brief.view), [drawn], brief.language)


def brief_entries(brief: Brief, drawn: DrawnMap) -> tuple[LegendEntry, ...]:
    """The rows of the map's legend."""
    plan = legend_entries(drawn.items, brief.context.catalogue, brief.language, drawn.colouring)
    return (*plan, *own_rows([drawn]))


def brief_picture(brief: Brief, *, width_pt: float, height_pt: float) -> tuple[bytes, DrawnMap]:
    """PNG of the map alone with its north arrow and scale bar, and what is on it."""
    page = new_page(width_pt, height_pt, 1.0, brief.context.catalogue, brief.language)
    FigureCanvasAgg(page.figure)
    whole = Box(0.0, 0.0, width_pt, height_pt)
    arrow = Box(INSET_PT, height_pt - INSET_PT - ARROW_PT[1], *ARROW_PT)
    longest_pt = width_pt * BAR_SHARE
    plate = Box(INSET_PT, INSET_PT, longest_pt + UNITS_PT, PLATE_PT)
    reserved = [
        (box.x / width_pt, box.y / height_pt, box.right / width_pt, box.top / height_pt) for box in (arrow, plate)
    ]
    drawn = draw_map(
        page.axes_in(whole),
        brief.view,
        brief.context.plan,
        brief.context.catalogue,
        language=brief.language,
        reserved=reserved,
        own=brief.context.own(brief.view).layers,
    )
    page.plate(arrow)
    north_arrow(page, drawn.extent, arrow.x + arrow.width / 2, arrow.y + 7)
    right = scale_bar(page, drawn.extent, plate.x + 8, plate.y + 5, longest_pt=longest_pt)
    page.plate(Box(plate.x, plate.y, right - plate.x + UNITS_PT, plate.height))
    page.outline(whole)
    content = io.BytesIO()
    page.figure.savefig(content, format="png", dpi=PICTURE_DPI, facecolor=page.figure.get_facecolor())
    return content.getvalue(), drawn
