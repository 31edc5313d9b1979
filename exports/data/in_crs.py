"""Tables in the datum or coordinate system chosen."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from exports.data.crs_choice import CrsChoice
from geo.crs import WGS84_EPSG, wgs84_to_gcj02


def in_crs(table: gpd.GeoDataFrame, choice: CrsChoice) -> gpd.GeoDataFrame:
    """A WGS-84 table with its geometry in the CRS chosen, in centimetres; rows without geometry stay without."""
    if choice.epsg is None:
        moved = shapely.transform(table.geometry.to_numpy(), wgs84_to_gcj02)
    elif choice.epsg == WGS84_EPSG:
        moved = table.geometry.to_numpy()
    else:
        moved = table.geometry.to_crs(choice.epsg).to_numpy()
    rounded = shapely.transform(moved, lambda coordinates: np.round(coordinates, choice.decimals))
    return table.set_geometry(gpd.GeoSeries(rounded, index=table.index, crs=choice.crs()))


def places(table: gpd.GeoDataFrame, choice: CrsChoice) -> tuple[list[float | None], list[float | None]]:
    """A place for each row of a table in the CRS chosen: its point, or one on it; None without geometry."""
    found = pd.Series(table.geometry).map(
        lambda geometry: None if geometry is None else geometry.representative_point()
    )
    easts = [None if point is None else round(point.x, choice.decimals) for point in found]
    return easts, [None if point is None else round(point.y, choice.decimals) for point in found]
