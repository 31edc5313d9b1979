"""Layers that people brought, in a Leaflet page: places and classes as data, which layers/leaflet/own.js draws.

They are drawn as on the screen and on paper: by the same classes, sizes and opacities (layers/own), areas below lines
below points, the topmost layer last.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.leaflet.own_told import told
from layers.own.legend import own_entries
from layers.own.shown import OwnShown, ShownLayer
from layers.own.words import missing_words, source_words
from layers.style.legend import LegendEntry
from layers.text import Language, text

MOST_VERTICES = 200_000
"""of all layers in a page: more take a browser without WebGL seconds a frame"""
UNITS = 1_000_000
"""places are whole numbers of such parts of a degree"""
POINT, LINE, AREA = 0, 1, 2
"""what shapely.get_dimensions says"""
Swatch = Callable[[LegendEntry], str]


def own_content(own: OwnShown, swatch: Swatch, *, rim: str, ink: str) -> list[dict[str, Any]]:
    """The layers that fit, JSON-ready, the topmost first; rim: colour round points and names, ink: of names."""
    layers = fitting(own)
    words = told(layers)
    return [_content(shown, swatch, rim) | {"ink": ink} | said for shown, said in zip(layers, words, strict=True)]


def own_sources(own: OwnShown, language: Language) -> list[str]:
    """A line a layer that is drawn: where it comes from."""
    return [source_words(shown, language) for shown in fitting(own)]


def own_gaps(own: OwnShown, language: Language) -> list[str]:
    """A line a layer that is not drawn: too large for such a page, or not there, and why."""
    drawn, most = fitting(own), f"{MOST_VERTICES:,}"
    large = [shown.kept.title for shown in own.layers if shown not in drawn]
    return [
        *(text("leaflet.own.tooLarge", language, title=title, most=most) for title in large),
        *(missing_words(missing, language) for missing in own.missing),
    ]


def fitting(own: OwnShown) -> list[ShownLayer]:
    """The layers that a page has room for, the topmost first."""
    room, found = MOST_VERTICES, []
    for shown in own.layers:
        count = int(shapely.get_num_coordinates(_shapes(shown)).sum())
        if count <= room:
            room -= count
            found.append(shown)
    return found


def _shapes(shown: ShownLayer) -> NDArray[np.object_]:
    return np.asarray(shown.layer.features.geometry)


def _content(shown: ShownLayer, swatch: Swatch, rim: str) -> dict[str, Any]:
    shapes, look = _shapes(shown), shown.looks[0]
    extent = np.array(shown.kept.extent)
    origin = np.round((extent[:2] + extent[2:]) / 2, 6)
    rows = own_entries(shown.kept.title, shown.looks)
    of_kind = dict(zip(("points", "lines", "areas"), _kinds(shapes, shown.places, origin), strict=True))
    return {
        "title": shown.kept.title,
        "rows": [(swatch(row), row.words, row.count) for row in rows],
        "classes": [each.words for each in shown.looks],
        "colors": [each.color for each in shown.looks],
        "size": look.size_px,
        "line": look.line_px,
        "opacity": look.opacity,
        "rim": rim,
        "origin": origin.tolist(),
        "units": UNITS,
        **of_kind,
    }


def _kinds(shapes: NDArray[np.object_], classes: NDArray[Any], origin: NDArray[np.float64]) -> Iterator[dict[str, Any]]:
    """Of points, lines and areas: the class and the feature of each, and its places; of areas those of each ring."""
    dimensions = shapely.get_dimensions(shapes)
    for dimension in (POINT, LINE, AREA):
        chosen = np.flatnonzero(dimensions == dimension)
        parts, owners = shapely.get_parts(shapes[chosen], return_index=True)
        places: list[Any]
        if dimension == POINT:
            places = _whole(shapely.get_coordinates(parts), origin)
        elif dimension == LINE:
            places = _split(parts, origin)
        else:
            rings, areas = shapely.get_rings(parts, return_index=True)
            split = _split(rings, origin)
            starts = np.searchsorted(areas, np.arange(len(parts) + 1))
            places = [split[start:end] for start, end in itertools.pairwise(starts)]
        features = chosen[owners]
        yield {"classes": classes[features].tolist(), "features": features.tolist(), "places": places}


def _whole(coordinates: NDArray[np.float64], origin: NDArray[np.float64]) -> list[int]:
    numbers: list[int] = np.round((coordinates - origin) * UNITS).astype(np.int64).ravel().tolist()
    return numbers


def _split(lines: Sequence[Any] | NDArray[np.object_], origin: NDArray[np.float64]) -> list[list[int]]:
    """Places of each line or ring, two numbers each."""
    coordinates, owners = shapely.get_coordinates(lines, return_index=True)
    starts = 2 * np.searchsorted(owners, np.arange(len(lines) + 1))
    numbers = _whole(coordinates, origin)
    return [numbers[start:end] for start, end in itertools.pairwise(starts)]
