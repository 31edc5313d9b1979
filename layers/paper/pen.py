"""What draws on paper: where and how large, areas filled, lines stroked. EPSG:4547 metres, or points in a legend."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox, IdentityTransform, TransformedBbox, TransformedPath
from shapely.geometry.base import BaseGeometry

from layers.paper.extent import PT_PER_PX, Extent, lines_of, polygons_of
from layers.style.catalogue import Catalogue
from layers.style.strokes import Stroke
from layers.text import Language


@dataclass(frozen=True, slots=True)
class Pen:
    """One map that is being drawn."""

    axes: Any
    extent: Extent
    catalogue: Catalogue
    language: Language
    appearance: str = "light"
    scale: float = 1.0
    """of letters, line widths and symbols; 1 for a sheet"""

    @property
    def colors(self) -> dict[str, Any]:
        """The appearance's colours by role."""
        return self.catalogue.appearances[self.appearance]

    @property
    def zoom(self) -> float:
        """The screen's zoom at which the same stands as closely: what is drawn larger has room for less."""
        return self.extent.zoom - math.log2(self.scale)

    def pt(self, pixels: float) -> float:
        """Points on paper of a size in the screen's pixels."""
        return pixels * PT_PER_PX * self.scale

    def metres(self, pixels: float) -> float:
        """True metres under a size in the screen's pixels."""
        return self.pt(pixels) * self.extent.metres_per_pt


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn."""

    color: str
    width_pt: float
    dash: Sequence[float] = ()
    """lengths on and off, in line widths; empty for a solid line"""
    dash_offset: float = 0.0
    """how far into the dash the line begins, in line widths"""
    opacity: float = 1.0
    round_ends: bool = True


def line_of(part: Stroke, color: str, width_pt: float, *, opacity: float = 1.0) -> Line:
    """A catalogue's stroke as it is drawn on paper."""
    return Line(color, width_pt, part.dash, part.dash_offset, opacity, part.round_ends)


def area_path(geometries: Sequence[BaseGeometry]) -> Outline | None:
    """Polygons with their holes as one path; None where there are none."""
    rings: list[np.ndarray] = []
    codes: list[np.ndarray] = []
    for polygon in (part for geometry in geometries for part in polygons_of(geometry)):
        for ring in lines_of(shapely.orient_polygons(polygon)):
            code = np.full(len(ring), Outline.LINETO, dtype=np.uint8)
            code[0], code[-1] = Outline.MOVETO, Outline.CLOSEPOLY
            rings.append(ring)
            codes.append(code)
    return Outline(np.concatenate(rings), np.concatenate(codes)) if rings else None


UNCLIPPED = TransformedPath(Outline.unit_rectangle(), IdentityTransform())


def add(axes: Any, artist: Artist) -> None:
    """Add an artist, clipped to its axes: matplotlib would work their rectangle out anew for each of thousands."""
    clip = _clips.get(axes)
    if clip is None:
        clip = _clips[axes] = TransformedBbox(Bbox.unit(), axes.patch.get_transform())
    # Whoever has a path is given none.
    artist.set_clip_path(UNCLIPPED)
    axes.add_artist(artist)
    artist.set_clip_path(None)
    artist.set_clip_box(clip)


_clips: "WeakKeyDictionary[Any, TransformedBbox]" = WeakKeyDictionary()


def fill(axes: Any, geometry: BaseGeometry, color: str, *, zorder: float, opacity: float = 1.0) -> None:
    """An area filled with one colour, without outline."""
    path = area_path([geometry])
    if path is not None:
        add(axes, PathPatch(path, facecolor=color, edgecolor="none", alpha=opacity, zorder=zorder))


def disc(axes: Any, at: tuple[float, float], radius: float, color: str, edge: Line, *, zorder: float) -> None:  # noqa: PLR0913 - each on its own
    """A disc with an edge, both as one; radius in the units of the axes."""
    look = {"facecolor": color, "edgecolor": edge.color, "linewidth": edge.width_pt, "zorder": zorder}
    add(axes, PathPatch(Outline.circle(at, radius), **look))


def stroke(axes: Any, geometry: BaseGeometry, line: Line, *, zorder: float) -> None:
    """Lines, and rings of areas."""
    paths = lines_of(geometry)
    if not paths:
        return
    add(
        axes,
        LineCollection(
            paths,
            colors=[line.color],
            linewidths=line.width_pt,
            linestyles=[(line.dash_offset, tuple(line.dash))] if line.dash else "solid",
            capstyle="round" if line.round_ends else "butt",
            joinstyle="round",
            alpha=line.opacity,
            zorder=zorder,
            # Moved to whole pixels a short line would lose its length, and with it its round ends.
            snap=False,
        ),
    )
