"""A print layout of A3: title, map at a round scale, legend of what is on it, scale, sources. Millimetres."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from exports.data.dataset import Dataset
from exports.gis.fields import plain
from exports.gis.printed.items import (
    BOTTOM,
    TOP,
    Letters,
    Place,
    legend,
    map_frame,
    page,
    scale_bar,
    words,
)  # fmt: skip
from exports.gis.xml import add
from layers.paper.extent import MARGIN as PAPER_MARGIN
from layers.paper.extent import round_up
from layers.text import text

WIDTH, HEIGHT = 420.0, 297.0
MARGIN = 12.0
MAP = Place(MARGIN, 27.0, 296.0, 242.0)
LEGEND = Place(314.0, 27.0, 94.0, 214.0)
TITLE, SUBTITLE = Place(MARGIN, 8.0, 296.0, 11.0), Place(MARGIN, 19.0, 296.0, 6.0)
SCALE, BAR = Place(314.0, 247.0, 94.0, 6.0), Place(314.0, 255.0, 94.0, 12.0)
SOURCES = Place(MARGIN, 272.0, 396.0, 19.0)
TITLE_PT, SUBTITLE_PT, WORDS_PT, LEGEND_PT = 20.0, 10.0, 7.5, 8.0
LEGEND_COLUMNS = 2
LEAST_M_PER_MM = 20.0
"""of the map: 1:20,000"""
BAR_STEPS, BAR_SHARE = 3, 0.6
"""of a scale bar, and how much of its place it takes at most"""
SAID = ("states", "source", "licence", "datum")
SCALE_WORDS = "[%format_number(map_get(item_variables('map'), 'map_scale'), 0)%]"
"""worked out by QGIS: who moves the map reads the scale that it has then"""


def print_layout(root: Element, data: Dataset, bounds: Sequence[float]) -> None:
    """Add a layout to a project. bounds: what has to be on the map, in the project's coordinates."""
    colors, about = data.catalogue.appearances["light"], data.about
    ink, quiet = colors["label"], colors["label_quiet"]
    metric = data.choice.epsg is not None
    layouts = add(root, "Layouts")
    own = add(
        layouts, "Layout", name=text("gis.layout", data.language), units="mm", printResolution=300, worldFileMap=""
    )
    page(own, WIDTH, HEIGHT)
    shown = fitted(bounds, metric=metric)
    map_frame(own, MAP, shown, land=colors["land"], frame=quiet)
    words(own, "title", TITLE, plain(about.title), Letters(TITLE_PT, ink, bold=True))
    said = text("gis.layout.subtitle", data.language, selection=about.selection, date=about.date)
    words(own, "subtitle", SUBTITLE, plain(said), Letters(SUBTITLE_PT, quiet))
    legend(own, LEGEND, Letters(LEGEND_PT, ink), columns=LEGEND_COLUMNS)
    if metric:
        said = text("sheet.scale", data.language, scale=SCALE_WORDS)
        words(own, "scale-words", SCALE, said, Letters(SUBTITLE_PT, ink, bold=True, down=BOTTOM))
        scale_bar(own, BAR, _step_km((shown[2] - shown[0]) / MAP.width), Letters(WORDS_PT, ink), colors["halo"])
    else:
        words(own, "scale-words", BAR, plain(about.datum), Letters(WORDS_PT, ink, bold=True, down=BOTTOM))
    rows = {getattr(about, name) for name in SAID} | set(about.own)
    lines = [f"{head}: {value}" for head, value in about.rows(data.language) if value in rows]
    words(own, "sources", SOURCES, plain("\n".join(lines)), Letters(WORDS_PT, quiet, down=TOP))


def fitted(bounds: Sequence[float], *, metric: bool) -> tuple[float, float, float, float]:
    """Bounds as wide against their height as the map; at a round scale where they are metres."""
    west, south, east, north = bounds
    ratio = max((east - west) / MAP.width, (north - south) / MAP.height) * (1 + 2 * PAPER_MARGIN)
    if metric:
        ratio = round_up(max(ratio, LEAST_M_PER_MM) * 1000) / 1000
    x, y, width, height = (west + east) / 2, (south + north) / 2, ratio * MAP.width, ratio * MAP.height
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _step_km(metres_per_mm: float) -> float:
    """The longest of 1, 2, 5 … km of which the scale bar has room for its steps."""
    most, best = BAR.width * BAR_SHARE * metres_per_mm / BAR_STEPS / 1000, 0.1
    for power in (0.1, 1, 10, 100):
        best = max([best, *(step * power for step in (1, 2, 5) if step * power <= most)])
    return best
