"""Paths said once: a line's strokes, an area's edges run along the same points, else half of the document."""

from collections.abc import Sequence
from typing import Any


def with_shared_paths(layers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Layers whose rows name a path said before: [layer, row] of a path, [layer, row, ring] of an area.

    The browser puts them back (web/state/paths.js).
    """
    said: dict[tuple[tuple[float, ...], ...], list[int]] = {}
    result = []
    for layer_number, layer in enumerate(layers):
        rows = []
        for row_number, row in enumerate(layer["data"]):
            place = [layer_number, row_number]
            for ring_number, ring in enumerate(row.get("polygon", ())):
                said.setdefault(_key(ring), [*place, ring_number])
            found = said.setdefault(_key(row["path"]), place) if "path" in row else place
            rows.append(row if found is place else row | {"path": found})
        result.append(layer | {"data": rows})
    return result


def _key(path: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(point) for point in path)
