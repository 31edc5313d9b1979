"""What a reader makes of a file: fields and geometry as the file has them, no datum applied, bad rows named."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.messages import Breach
from geo.own.guessing import Declared
from geo.own.layer import KIND_OF_TYPE
from geo.own.reading.encoding import Encoding
from geo.own.remarks import OwnError

MOST_FILE_BYTES = 200_000_000
MOST_FEATURES = 1_000_000
MOST_VERTICES = 6_000_000
MOST_FIELDS = 200
MOST_VALUES = 30_000_000
"""rows times fields"""
MOST_LAYERS = 30
"""of one file"""
MOST_NAMED = 20
"""bad rows that are named one by one"""
MB = 1_000_000

Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class RawLayer:
    """A layer of a file before anybody says what its numbers mean."""

    name: str
    """of the layer, or of the file"""
    table: pd.DataFrame
    """fields, a row a feature; no geometry"""
    shapes: Shapes
    """geometry in the file's own numbers, as many as table has rows"""
    rows: NDArray[np.int64]
    """of each feature: its row in the file as people count, the header being row 1 of a table"""
    declared: Declared | None = None
    problems: tuple[Breach, ...] = ()
    """of rows, MOST_NAMED at most"""
    left_out: int = 0
    """rows that are not among the features"""
    mended: int = 0
    """areas that crossed themselves and were made valid"""
    encoding: Encoding | None = None
    """of its text; None where that is ASCII, or the format has but one"""

    @property
    def points(self) -> NDArray[np.float64]:
        """All vertices, shape (n, 2)."""
        return np.asarray(shapely.get_coordinates(self.shapes))

    @property
    def single_points(self) -> NDArray[np.int64]:
        """Places of features that are one point, the only ones whose vertex is theirs alone."""
        return np.flatnonzero(shapely.get_type_id(self.shapes) == shapely.GeometryType.POINT)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Features of a file, bad ones too."""

    table: pd.DataFrame
    shapes: Shapes
    """as many as table has rows, None for those without"""
    rows: NDArray[np.int64]
    """see RawLayer.rows"""


class Problems:
    """Bad rows of a layer: the first few by name, all of them counted."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Breach] = []
        self.left_out = 0

    def add(self, code: str, row: int, detail: str = "") -> None:
        """One more row that is left out."""
        self.left_out += 1
        self.note(code, row, detail)

    def note(self, code: str, row: int, detail: str = "") -> None:
        """One more row that is kept all the same."""
        if len(self._found) < MOST_NAMED:
            self._found.append(Breach(self.file, "", code, {"value": str(row), "detail": detail[:60]}))

    @property
    def named(self) -> tuple[Breach, ...]:
        """Those that are named."""
        return tuple(self._found)


def raw_layer(name: str, features: Features, problems: Problems, declared: Declared | None = None) -> RawLayer:
    """A layer of the features that have a place; others are problems. Raises OwnError where nothing is left."""
    shapes, rows, file = features.shapes, features.rows, problems.file
    flat = shapely.force_2d(shapes) if shapely.has_z(shapes).any() else shapes
    usable = _usable(flat, rows, problems)
    kept, mended = _mended(flat[usable], rows[usable], problems)
    vertices = int(shapely.get_num_coordinates(kept).sum())
    if vertices > MOST_VERTICES:
        raise OwnError("own-too-many-vertices", file=file, value=f"{vertices:,}", detail=f"{MOST_VERTICES:,}")
    if not len(kept):
        first = problems.named[0] if problems.named else None
        if first is None:
            raise OwnError("own-no-features", file=file)
        raise OwnError(
            "own-no-places", file=file, value=first.values["value"], detail=first.values["detail"] or name[:40]
        )
    own = features.table.loc[usable].reset_index(drop=True).apply(plain_column)
    own.columns = pd.Index(field_names(own.columns))
    return RawLayer(name, own, kept, rows[usable], declared, problems.named, problems.left_out, mended)


def _usable(shapes: Shapes, rows: NDArray[np.int64], problems: Problems) -> NDArray[np.bool_]:
    """Which rows have a geometry of a kind that is known, with finite numbers; the others become problems."""
    missing = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    kinds = np.isin(shapely.get_type_id(shapes), KNOWN_TYPES)
    bounds = shapely.bounds(shapes)
    finite = np.isfinite(bounds).all(axis=1)
    for place in np.flatnonzero(missing):
        problems.add("own-row-empty", int(rows[place]))
    for place in np.flatnonzero(~missing & ~kinds):
        problems.add("own-row-kind", int(rows[place]), shapes[place].geom_type)
    for place in np.flatnonzero(~missing & kinds & ~finite):
        problems.add("own-row-number", int(rows[place]), "NaN")
    return ~missing & kinds & finite


KNOWN_TYPES = [int(getattr(shapely.GeometryType, kind.upper())) for kind in KIND_OF_TYPE]


def _mended(shapes: Shapes, rows: NDArray[np.int64], problems: Problems) -> tuple[Shapes, int]:
    """Areas that cross themselves as valid ones, and how many there were."""
    areas = np.isin(shapely.get_type_id(shapes), AREA_TYPES)
    wrong = np.flatnonzero(areas)[~shapely.is_valid(shapes[areas])]
    if not len(wrong):
        return shapes, 0
    result = shapes.copy()
    for place in wrong:
        result[place] = _area(shapely.make_valid(shapes[place]), shapes[place])
        problems.note("own-row-mended", int(rows[place]))
    return result, len(wrong)


AREA_TYPES = [int(shapely.GeometryType.POLYGON), int(shapely.GeometryType.MULTIPOLYGON)]


def _area(valid: shapely.Geometry, given: shapely.Geometry) -> shapely.Geometry:
    """The areas among the parts of a geometry; where there are none, the geometry that was given."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(valid)) if part.geom_type == "Polygon"]
    return given if not parts else parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def plain_column(values: "pd.Series[object]") -> "pd.Series[object]":
    """A column that can be kept and compared: what is neither text nor number nor day becomes text."""
    if values.dtype != object:
        return values.astype(object) if isinstance(values.dtype, pd.CategoricalDtype) else values
    if pd.api.types.infer_dtype(values, skipna=True) in ("string", "empty"):
        return values
    return values.map(_as_text)


def _as_text(value: object) -> str | None:
    if value is None or value is pd.NA or isinstance(value, str):
        return value if isinstance(value, str) else None
    if isinstance(value, list | dict | np.ndarray):
        plain = value.tolist() if isinstance(value, np.ndarray) else value
        return json.dumps(plain, ensure_ascii=False, default=str)
    return value.hex() if isinstance(value, bytes) else None if value != value else str(value)  # noqa: PLR0124 - NaN


def field_names(names: Iterable[object]) -> list[str]:
    """Names of fields as they can be shown and kept: no controls, not empty, none twice, none called geometry."""
    result: list[str] = []
    taken = {"geometry"}
    for number, name in enumerate(names, start=1):
        words = "".join(sign for sign in str(name) if sign.isprintable())[:80].strip() or f"field_{number}"
        unique, count = words, 2
        while unique.casefold() in taken:
            unique, count = f"{words}_{count}", count + 1
        taken.add(unique.casefold())
        result.append(unique)
    return result


def check_fields(names: Sequence[object], file: str) -> None:
    """Raises OwnError where there are too many fields."""
    if len(names) > MOST_FIELDS:
        raise OwnError("own-too-many-fields", file=file, value=len(names), detail=MOST_FIELDS)


def check_values(rows: int, fields: int, file: str) -> None:
    """Raises OwnError where a table holds too many values."""
    if rows * fields > MOST_VALUES:
        raise OwnError("own-too-many-values", file=file, value=f"{rows * fields:,}", detail=f"{MOST_VALUES:,}")


def check_count(count: int, file: str) -> None:
    """Raises OwnError where there are too many features."""
    if count > MOST_FEATURES:
        raise OwnError("own-too-many-features", file=file, detail=f"{MOST_FEATURES:,}")
    if count == 0:
        raise OwnError("own-no-features", file=file)
