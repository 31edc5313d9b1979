"""The files that are brought: the same numbers every time."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

CITY = (113.8, 22.45, 114.5, 22.82)
KINDS = ["工业", "商业", "居住", "绿地"]
CORNERS = 24


def points(path: Path, count: int) -> None:
    """A table of points of four kinds, all over the city."""
    random = np.random.default_rng(7)
    west, south, east, north = CITY
    lon, lat = random.uniform(west, east, count), random.uniform(south, north, count)
    kinds, sizes = random.choice(KINDS, count), random.uniform(0, 100, count)
    with path.open("w", encoding="utf-8") as out:
        out.write("名称,类别,面积,lng,lat\n")
        out.writelines(
            f"点{n},{kinds[n]},{sizes[n]:.2f},{lon[n]:.6f},{lat[n]:.6f}\n" for n in range(count)
        )  # fmt: skip


def areas(path: Path, count: int) -> None:
    """Crooked areas of CORNERS corners."""
    random = np.random.default_rng(7)
    west, south, east, north = CITY
    middles = random.uniform([west, south], [east, north], (count, 2))
    turns = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    reach = random.uniform(0.5, 1, (count, CORNERS)) * 0.0015
    rings = middles[:, None] + np.stack([reach * np.cos(turns), reach * np.sin(turns)], -1)
    geometry = shapely.polygons(np.concatenate([rings, rings[:, :1]], 1))
    gpd.GeoDataFrame({"类别": random.choice(KINDS, count)}, geometry=geometry, crs=4326).to_file(path)
