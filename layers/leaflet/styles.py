"""The look of each part (layers/style/drawing.py) as Leaflet takes it."""

from geo.model import Item
from layers.leaflet.drawing import Drawing, Style
from layers.leaflet.page import QUIET_CLASS, STOP_CLASS, hatch_key, path_options, symbol_image
from layers.style.bands import fade
from layers.style.drawing import BANDS, Part

METRES_PER_DEGREE, WINDOW_PX = 110_700.0, 800
"""of latitude, and the height of a usual window: how large a band is when the page opens"""


def part_style(drawing: Drawing, part: Part) -> Style:
    """Strokes by width and dash; areas and arrows filled, hatched where indicative; symbols as pictures."""
    if part.kind == "point":
        return _symbol(drawing, part)
    color = part.color(drawing.catalogue, drawing.appearance)
    opacity = part.opacity * drawing.opacity(part.layer) * drawing.rest(part.item)
    by_zoom = _by_zoom(part)
    if part.stroke is not None:
        return path_options(part.stroke, color, opacity) | by_zoom
    if part.kind in BANDS:
        opacity *= band_fade(drawing, part.item)
    fill = f"url(#{drawing.hatches[hatch_key(part.look or part.layer)]})" if part.kind == "hatch" else color
    return {"weight": 0, "fillColor": fill, "fillOpacity": opacity} | by_zoom


def _by_zoom(part: Part) -> Style:
    """What the page's own rules show by the zoom."""
    names = [name for name, own in ((QUIET_CLASS, part.layer.quiet), (STOP_CLASS, part.is_stop)) if own]
    return {"className": " ".join(names)} if names else {}


def band_fade(drawing: Drawing, item: Item) -> float:
    """What an item's band keeps of its opacity: as faint as its width asks for where the page opens."""
    south, _, north, _ = drawing.extent()
    metres_per_px = (north - south) * METRES_PER_DEGREE / WINDOW_PX
    return fade(2 * (item.uncertainty_m or 0) / metres_per_px)


def _symbol(drawing: Drawing, part: Part) -> Style:
    size_px = drawing.catalogue.drawing.point_px
    return {
        "html": symbol_image(
            part.layer,
            part.stage,
            drawing.catalogue,
            color=part.color(drawing.catalogue, drawing.appearance),
            appearance=drawing.appearance,
        ),
        "iconSize": [size_px, size_px],
        "iconAnchor": [size_px // 2, size_px // 2],
        "className": "symbol",
    }
