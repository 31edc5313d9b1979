"""Builds data/basemap/: the quiet map under the plan, so that no tile server is needed.

Run: python -m scripts.base.basemap

land.geojson        all land of the region, coast detailed near Shenzhen and generalised far away
neighbours.geojson  the neighbouring cities on land, each with its label point
borders.geojson     borders between units, round the city and between neighbours, each drawn once, as lines
labels.geojson      names of the waters
sea.geojson         the region's rectangle, drawn under everything
"""

import json
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from geo import crs
from scripts.base.registry import amap_polygon, osm_land

ROOT = Path(__file__).resolve().parent.parent.parent
BASEMAP = ROOT / "data" / "basemap"
REGION_BOUNDS = (110.8, 20.9, 117.9, 25.6)
NEAR_BOUNDS = (113.4, 22.1, 115.5, 23.1)
NEAR_TOLERANCE_M, FAR_TOLERANCE_M = 8.0, 150.0
MIN_FAR_ISLAND_M2 = 200_000
MIN_NEAR_ISLAND_M2 = 5_000
NEIGHBOUR_TOLERANCE_DEG = 0.001
DECIMALS = 5
BORDER_BAND_M = 25.0
COAST_BAND_M = 400.0
UNIT_LINE_TOLERANCE_M = 10.0
NEIGHBOUR_LINE_TOLERANCE_M = 60.0
NEIGHBOUR_SLIT_M = 150.0
CITY_VIEW_BOUNDS = (113.55, 22.2, 115.35, 23.0)

# A neighbour's label stands in the middle of what a map of Shenzhen shows of it, not at its administrative centre.
NEIGHBOURS = (
    ("dongguan", "东莞市", "Dongguan", "441900"),
    ("huizhou", "惠州市", "Huizhou", "441300"),
    ("hongkong", "香港特别行政区", "Hong Kong", "810000"),
    ("zhongshan", "中山市", "Zhongshan", "442000"),
    ("zhuhai", "珠海市", "Zhuhai", "440400"),
    ("guangzhou", "广州市", "Guangzhou", "440100"),
    ("shanwei", "汕尾市", "Shanwei", "441500"),
    ("heyuan", "河源市", "Heyuan", "441600"),
    ("macao", "澳门特别行政区", "Macao", "820000"),
    ("jiangmen", "江门市", "Jiangmen", "440700"),
    ("foshan", "佛山市", "Foshan", "440600"),
)


def _write(name: str, features: list[dict[str, Any]]) -> None:
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    (BASEMAP / name).write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{name:20} {(BASEMAP / name).stat().st_size / 1000:7.0f} kB")


def _feature(geometry: BaseGeometry, **properties: Any) -> dict[str, Any]:
    rounded = shapely.set_precision(geometry, 10**-DECIMALS)
    return {"type": "Feature", "properties": properties, "geometry": mapping(rounded)}


def _large_parts(land_m: BaseGeometry, min_m2: float) -> BaseGeometry:
    return shapely.MultiPolygon(
        [part for part in shapely.get_parts(land_m) if part.geom_type == "Polygon" and part.area > min_m2]
    )


def land() -> BaseGeometry:
    """Land of the region in WGS-84: 8 m detail near Shenzhen, 150 m beyond."""
    whole = osm_land(REGION_BOUNDS)
    near_box = shapely.box(*NEAR_BOUNDS)
    near = _large_parts(crs.to_metric(whole.intersection(near_box)).simplify(NEAR_TOLERANCE_M), MIN_NEAR_ISLAND_M2)
    far = _large_parts(crs.to_metric(whole.difference(near_box)).simplify(FAR_TOLERANCE_M), MIN_FAR_ISLAND_M2)
    # One metre of overlap: no seam may show where the two degrees of detail meet.
    return crs.from_metric(shapely.union(near, far.buffer(1.0, join_style="mitre")))


def neighbours(land_shape: BaseGeometry, city: BaseGeometry) -> list[dict[str, Any]]:
    """Neighbouring cities on land, without what belongs to Shenzhen's units (深汕 lies within 汕尾's polygon)."""
    features = []
    for identifier, name, name_en, adcode in NEIGHBOURS:
        outline = shapely.simplify(amap_polygon(adcode), NEIGHBOUR_TOLERANCE_DEG).intersection(land_shape)
        outline = _large_parts(crs.to_metric(outline.difference(city)), MIN_FAR_ISLAND_M2)
        shown = crs.from_metric(outline).intersection(shapely.box(*CITY_VIEW_BOUNDS))
        visible = _large_parts(crs.to_metric(shown), MIN_FAR_ISLAND_M2)
        largest = max((visible if visible.geoms else outline).geoms, key=lambda part: part.area)
        point = crs.from_metric(largest.representative_point())
        properties = {
            "id": identifier,
            "name": name,
            "name_en": name_en,
            "label": [round(c, 4) for c in point.coords[0]],
        }
        features.append(_feature(crs.from_metric(outline), **properties))
    return features


def _once(outlines: list[BaseGeometry], edge: BaseGeometry, *, band_m: float, tolerance_m: float) -> BaseGeometry:
    """Borders that outlines share, each drawn once, without what lies along edge. EPSG:4547."""
    lines = shapely.union_all([outline.boundary for outline in outlines])
    return shapely.line_merge(lines.difference(edge.boundary.buffer(band_m)).simplify(tolerance_m))


def borders(units: dict[str, BaseGeometry], cities: list[BaseGeometry]) -> list[dict[str, Any]]:
    """Border lines by kind: between units, round the city (borders and coast), and between neighbouring cities."""
    metric = [crs.to_metric(outline) for outline in units.values()]
    city = shapely.union_all([outline.buffer(1.0) for outline in metric]).buffer(-1.0)
    around = [crs.to_metric(outline) for outline in cities]
    whole = shapely.union_all([*(outline.buffer(NEIGHBOUR_SLIT_M) for outline in around), city]).buffer(
        -NEIGHBOUR_SLIT_M
    )
    edge = shapely.union(whole, city.buffer(BORDER_BAND_M))
    between = _once(around, edge, band_m=COAST_BAND_M, tolerance_m=NEIGHBOUR_LINE_TOLERANCE_M).difference(
        city.buffer(NEIGHBOUR_SLIT_M)
    )
    lines = {
        "district": _once(metric, city, band_m=BORDER_BAND_M, tolerance_m=UNIT_LINE_TOLERANCE_M),
        "city": city.boundary.simplify(UNIT_LINE_TOLERANCE_M),
        "neighbour": between,
    }
    return [_feature(crs.from_metric(line), kind=kind) for kind, line in lines.items()]


WATERS = (
    ("珠江口", "Pearl River Estuary", 113.70, 22.60, 1),
    ("伶仃洋", "Lingding Yang", 113.78, 22.36, 1),
    ("深圳湾", "Shenzhen Bay", 113.985, 22.475, 2),
    ("前海湾", "Qianhai Bay", 113.872, 22.522, 3),
    ("大鹏湾", "Mirs Bay", 114.38, 22.50, 1),
    ("大亚湾", "Daya Bay", 114.68, 22.62, 1),
    ("红海湾", "Honghai Bay", 115.10, 22.66, 1),
    ("南海", "South China Sea", 114.75, 22.08, 0),
)


def main() -> None:
    """Write the five files; the same packages give the same bytes."""
    content = json.loads((ROOT / "data/districts.geojson").read_text(encoding="utf-8"))
    units = {feature["properties"]["id"]: shape(feature["geometry"]) for feature in content["features"]}
    land_shape = land()
    city = shapely.union_all(list(units.values()))
    _write("sea.geojson", [_feature(shapely.box(*REGION_BOUNDS), name="海域", name_en="Sea")])
    _write("land.geojson", [_feature(land_shape, name="陆地", name_en="Land")])
    cities = neighbours(land_shape, city)
    _write("neighbours.geojson", cities)
    _write("borders.geojson", borders(units, [shape(feature["geometry"]) for feature in cities]))
    _write(
        "labels.geojson",
        [
            _feature(shapely.Point(lon, lat), name=name, name_en=name_en, rank=rank)
            for name, name_en, lon, lat, rank in WATERS
        ],
    )


if __name__ == "__main__":
    main()
