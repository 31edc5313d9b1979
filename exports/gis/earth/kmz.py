"""KMZ: the KML with the map's own symbols, drawn here of the catalogue."""

import io
import zipfile

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from exports.data.dataset import Dataset
from exports.gis.earth.kml import document
from layers.paper.symbols import Spot, draw_symbol
from layers.style.catalogue import Layer, Stage, color_on

ICON_PX = 64
DOCUMENT = "doc.kml"
"""the name that viewers look for"""
FOLDER = "files"
POINTS_PER_INCH = 72


def kmz(data: Dataset) -> bytes:
    """A zip of the document and the pictures that it shows."""
    pictures: dict[str, bytes] = {}
    paper = data.catalogue.appearances["light"]["halo"]

    def icon(layer: Layer, stage: Stage) -> str:
        name = f"{FOLDER}/{layer.id}-{stage.id}.png"
        if name not in pictures:
            pictures[name] = symbol_png(layer, stage, paper=paper)
        return name

    content, out = document(data, icon), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DOCUMENT, content)
        for name, picture in pictures.items():
            archive.writestr(name, picture)
    return out.getvalue()


def symbol_png(layer: Layer, stage: Stage, *, paper: str) -> bytes:
    """A point's symbol, ICON_PX across on nothing. paper: #rrggbb of its empty part."""
    figure = Figure(figsize=(1.0, 1.0), dpi=ICON_PX)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set(xlim=(0, POINTS_PER_INCH), ylim=(0, POINTS_PER_INCH))
    middle = POINTS_PER_INCH / 2
    spot = Spot(axes, middle, middle, size_pt=POINTS_PER_INCH, unit=1.0, zorder=1.0)
    draw_symbol(spot, layer.symbol, stage, color_on(layer, "light"), paper=paper)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=ICON_PX, transparent=True)
    return content.getvalue()
