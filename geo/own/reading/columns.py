"""Where the coordinates of a table stand: a pair of columns, one column of pairs, or WKT, by name and by content."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.own.reading.raw import Features, RawLayer, raw_layer
from geo.own.reading.tabular import Table
from geo.own.remarks import OwnError

PAIRS = (
    (("经度", "东经", "longitude", "lon", "lng", "long"), ("纬度", "北纬", "latitude", "lat")),
    (("东坐标", "横坐标", "easting", "east", "east_m"), ("北坐标", "纵坐标", "northing", "north", "north_m")),
    (
        ("x坐标", "x坐标值", "坐标x", "coord_x", "point_x", "x"),
        ("y坐标", "y坐标值", "坐标y", "coord_y", "point_y", "y"),
    ),
)
"""names of the columns of a place; longer names may hold them (gcj_lng, 经度（度）)"""
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom", "wkt_geom", "几何", "shape")
PAIR_NAMES = ("坐标", "经纬度", "location", "lnglat", "lonlat", "coordinates", "coordinate", "latlng", "位置")
WKT_START = re.compile(r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)", re.IGNORECASE)
PAIR = re.compile(r"\s*[\[(（]?\s*([-+]?\d+(?:\.\d+)?)\s*[,，;；\s]\s*([-+]?\d+(?:\.\d+)?)\s*[\])）]?\s*")
SIDE = "(?:东经|北纬|[EN东北])?"
DEGREES = re.compile(
    rf"\s*{SIDE}\s*(\d{{1,3}}(?:\.\d+)?)\s*[°度º]\s*(?:(\d{{1,2}}(?:\.\d+)?)\s*[′'’分]\s*)?"
    rf"(?:(\d{{1,2}}(?:\.\d+)?)\s*[″\"”秒]\s*)?{SIDE}\s*"
)
"""degrees, minutes, seconds"""
LEAST_MATCHING = 0.5
"""of the filled cells of a column that is taken for coordinates"""


@dataclass(frozen=True, slots=True)
class Found:
    """The columns of coordinates, by place in the table."""

    columns: tuple[int, ...]
    """two of numbers, or one of pairs or WKT"""
    wkt: bool = False


def find_columns(cells: pd.DataFrame) -> Found | None:
    """The columns of coordinates; None where there are none."""
    names = [_plain(name) for name in cells.columns]
    wkt = [place for place, name in enumerate(names) if name in WKT_NAMES]
    for place in (*wkt, *(place for place in range(len(names)) if place not in wkt)):
        if _share(cells.iloc[:, place], WKT_START) >= LEAST_MATCHING:
            return Found((place,), wkt=True)
    for first, second in PAIRS:
        pair = _named(names, first), _named(names, second)
        if None not in pair and pair[0] != pair[1]:
            return Found(tuple(place for place in pair if place is not None))
    for place, name in enumerate(names):
        if any(word in name for word in PAIR_NAMES) and _share(cells.iloc[:, place], PAIR) >= LEAST_MATCHING:
            return Found((place,))
    return None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", str(name)).strip().casefold()


def _named(names: list[str], wanted: tuple[str, ...]) -> int | None:
    """The first column that is called as wanted, else one whose name begins or ends with such a word."""
    for word in wanted:
        if word in names:
            return names.index(word)
    for word in wanted:
        if len(word) > 1:
            near = re.compile(rf"(?:^|[_\s(（\-]){re.escape(word)}|{re.escape(word)}(?:$|[_\s(（\-])")
            for place, name in enumerate(names):
                if near.search(name):
                    return place
    return None


def _share(values: "pd.Series[Any]", pattern: re.Pattern[str]) -> float:
    """Share of the filled cells that a pattern matches from their beginning; looks at the first few hundred."""
    filled = values.dropna().head(500)
    texts = [value for value in filled if isinstance(value, str)]
    return sum(pattern.match(text) is not None for text in texts) / len(filled) if len(filled) else 0.0


def placed(table: Table, file: str) -> RawLayer:
    """A table with its coordinates as geometry; the columns that held them stay. Raises OwnError."""
    found = find_columns(table.cells)
    if found is None:
        names = "、".join(str(name)[:20] for name in table.cells.columns[:12])
        raise OwnError("own-no-coordinates", file=file, detail=names)
    columns = [table.cells.iloc[:, place] for place in found.columns]
    if found.wkt:
        shapes, bad = _from_wkt(columns[0], table)
        fields = table.cells.drop(columns=table.cells.columns[found.columns[0]])
    else:
        shapes, bad = _points(columns, table)
        fields = table.cells
    good = ~bad
    features = Features(fields.loc[good].reset_index(drop=True), shapes[good], table.rows[good])
    return replace(raw_layer(table.name, features, table.problems), encoding=table.encoding)


def _from_wkt(values: "pd.Series[Any]", table: Table) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    words = values.astype(str).str.replace(r"^\s*SRID=\d+;", "", regex=True)
    texts = words.where(values.notna(), None).to_numpy(dtype=object)
    shapes = shapely.from_wkt(texts, on_invalid="ignore")
    bad = shapely.is_missing(shapes) & values.notna().to_numpy()
    for place in np.flatnonzero(bad):
        table.problems.add("own-row-wkt", int(table.rows[place]), str(texts[place])[:40])
    return shapes, bad


def _points(columns: list["pd.Series[Any]"], table: Table) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Points of two columns of numbers or of one of pairs; which rows have something else there."""
    if len(columns) == 1:
        pairs = columns[0].astype(str).str.extract(PAIR.pattern)
        given = [columns[0], columns[0]]
        numbers = [pd.to_numeric(pairs[part], errors="coerce") for part in (0, 1)]
    else:
        given, numbers = columns, [_numbers(column) for column in columns]
    empty = given[0].isna().to_numpy() | given[1].isna().to_numpy()
    first, second = (part.to_numpy(dtype=float, na_value=np.nan) for part in numbers)
    bad = ~empty & ~(np.isfinite(first) & np.isfinite(second))
    for place in np.flatnonzero(bad):
        wrong = given[0] if not np.isfinite(first[place]) else given[1]
        table.problems.add("own-row-number", int(table.rows[place]), str(wrong.iloc[place])[:40])
    shapes = np.full(len(first), None, dtype=object)
    known = ~empty & ~bad
    shapes[known] = shapely.points(first[known], second[known])
    return shapes, bad


def _numbers(values: "pd.Series[Any]") -> "pd.Series[float]":
    """Numbers of a column, however they were typed: full-width, with thousands separators, as degrees and minutes."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return values.astype(float)
    return values.map(number_of).astype(float)


def number_of(value: object) -> float:
    """A coordinate as people type it; NaN for anything else."""
    if not isinstance(value, str):
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("nan")
    plain = unicodedata.normalize("NFKC", value).strip()
    angle = DEGREES.fullmatch(plain)
    if angle is not None:
        degrees, minutes, seconds = (float(part or 0) for part in angle.groups())
        return degrees + minutes / 60 + seconds / 3600
    if re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        return float(plain) if re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", plain) else float("nan")
    except ValueError:
        return float("nan")
