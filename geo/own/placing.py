"""From raw layers to layers: what may be proposed of a file, and the places of its features once a datum is chosen."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import WGS84_EPSG, FloatArray
from geo.messages import Breach
from geo.own.datum import datum_named, to_wgs84
from geo.own.guessing import Guess, guesses
from geo.own.layer import KIND_OF_TYPE, UNCERTAINTY, FieldType, OwnField, OwnLayer, Placing
from geo.own.named import Gazetteer, Match
from geo.own.reading.raw import Problems, RawLayer, Shapes
from geo.own.remarks import OwnError

UNCERTAINTY_NAMES = {
    UNCERTAINTY, "uncertainty", "accuracy_m", "accuracy", "误差", "误差m", "误差_m", "误差(m)", "误差（米）",
}  # fmt: skip
"""fields that say how far off a feature may be, in metres"""
MOST_UNCERTAINTY_M = 1e6
HASH_LENGTH = 16


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A layer with its places, and what was left out for it."""

    layer: OwnLayer
    problems: tuple[Breach, ...]
    left_out: int
    """rows of the file that are not in the layer"""


def readings(raw: RawLayer, units: BaseGeometry, gazetteer: Gazetteer, *, file: str) -> list[Guess]:
    """How the numbers of a raw layer may be read, best first. Raises OwnError where no datum fits."""
    words = (file, raw.name, *map(str, raw.table.columns))
    found = guesses(raw.points, units, declared=raw.declared, words=words, matches=_matches(raw, gazetteer))
    if not found:
        raise OwnError("own-no-datum", file=file)
    return found


def _matches(raw: RawLayer, gazetteer: Gazetteer) -> Sequence[Match]:
    """Single points that bear known names, by their place among the layer's vertices."""
    single = raw.single_points
    texts = [name for name in raw.table.columns if not pd.api.types.is_numeric_dtype(raw.table[name])]
    first_vertex = np.cumsum(shapely.get_num_coordinates(raw.shapes)) - 1
    rows = raw.table.iloc[single]
    return [
        Match(int(first_vertex[single[match.row]]), match.name, match.places)
        for match in gazetteer.matches(rows, texts)
    ]


def placed(raw: RawLayer, guess: Guess | Placing, *, file: str, title: str = "") -> Placed:
    """The features of a raw layer under a guess, or as somebody says. Raises OwnError where none is on Earth."""
    datum = datum_named(guess.datum)

    def move(numbers: FloatArray) -> FloatArray:
        return to_wgs84(numbers, datum, swapped=guess.swapped)

    shapes = _moved(raw.shapes, move)
    known = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    problems = Problems(file)
    for place in np.flatnonzero(~known):
        x, y = shapely.get_coordinates(raw.shapes[place])[0]
        problems.add("own-row-nowhere", int(raw.rows[place]), f"{x:g}, {y:g}")
    if not known.any():
        raise OwnError("own-no-datum", file=file)
    table = with_uncertainty(raw.table.loc[known].reset_index(drop=True))
    features = gpd.GeoDataFrame(table, geometry=shapes[known], crs=WGS84_EPSG)
    placing = Placing(guess.datum, guess.swapped, guess.certain, guess.offset_m)
    layer = own_layer(features, title=title or raw.name, file=file, placing=placing)
    return Placed(layer, (*raw.problems, *problems.named), raw.left_out + problems.left_out)


def _moved(shapes: Shapes, move: Callable[[FloatArray], FloatArray]) -> Shapes:
    """Geometry at other places; single points, of which files have the most, are made of their numbers at once.

    What is in degrees already stays what it is.
    """
    numbers = shapely.get_coordinates(shapes)
    places = move(numbers)
    if np.array_equal(places, numbers):
        return shapes
    if (shapely.get_type_id(shapes) == shapely.GeometryType.POINT).all():
        return np.asarray(shapely.points(places))
    return np.asarray(shapely.set_coordinates(shapes.copy(), places))


def own_layer(features: gpd.GeoDataFrame, *, title: str, file: str, placing: Placing, identifier: str = "") -> OwnLayer:
    """A layer of features in EPSG:4326."""
    types = pd.unique(np.asarray(features.geometry.geom_type.dropna()))
    names = [name for name in features.columns if name != features.geometry.name]
    return OwnLayer(
        id=identifier,
        title=title,
        kinds=frozenset(KIND_OF_TYPE[kind] for kind in types),
        fields=tuple(OwnField(name, field_type(features[name])) for name in names),
        features=features,
        file=file,
        placing=placing,
        content_hash=content_hash(features),
    )


def field_type(values: "pd.Series[object]") -> FieldType:
    """What a column holds."""
    kinds = pd.api.types
    if kinds.is_bool_dtype(values):
        return "yesno"
    if kinds.is_integer_dtype(values):
        return "integer"
    if kinds.is_numeric_dtype(values):
        return "number"
    return "date" if kinds.is_datetime64_any_dtype(values) else "text"


def with_uncertainty(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose column of uncertainties, where it has one, is called uncertainty_m and holds metres only."""
    named = [name for name in table.columns if str(name).strip().casefold() in UNCERTAINTY_NAMES]
    if not named:
        return table
    found = UNCERTAINTY if UNCERTAINTY in named else named[0]
    metres = pd.to_numeric(table[found], errors="coerce").astype("float64")
    sane = metres.where((metres >= 0) & (metres <= MOST_UNCERTAINTY_M))
    if sane.notna().any():
        return table.assign(**{found: sane}).rename(columns={found: UNCERTAINTY})
    return table.rename(columns={UNCERTAINTY: f"{UNCERTAINTY}_text"})


def content_hash(features: gpd.GeoDataFrame) -> str:
    """A hash of fields and geometry."""
    digest = hashlib.sha256("\x1f".join(map(str, features.columns)).encode("utf-8", "replace"))
    table = pd.DataFrame(features.drop(columns=features.geometry.name))
    digest.update(pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes())
    coordinates, owners = shapely.get_coordinates(np.asarray(features.geometry), return_index=True)
    digest.update(coordinates.tobytes())
    digest.update(owners.tobytes())
    return digest.hexdigest()[:HASH_LENGTH]
