"""Builds data/districts.geojson: the 11 units of Column 4 on land, WGS-84. Run: python -m scripts.base.districts

Amap's sea borders are smoothed and run about 1 km offshore, so each unit is cut by OpenStreetMap's land. Three
repairs follow, each by rule: land cut off from its unit by water goes to the unit it is joined to (Dachan Bay port),
new land beyond Amap's border goes to the unit it is joined to (the airport's and the convention centre's reclamations),
and scripts/base/corrections.geojson holds the two outlines that no package gives.
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
TARGET = ROOT / "data" / "districts.geojson"
NEAR_BOUNDS = (113.4, 22.1, 115.5, 23.1)
NEIGHBOUR_CODES = ("441900", "441300", "441500", "810000", "442000", "440100", "440400")
COAST_TOLERANCE_M = 8.0
GRID_DEG = 1e-6
MIN_NEW_LAND_M2 = 20_000
NEW_LAND_MIN_WIDTH_M = 60
JOINED_M = 2.0
COLUMN_4_FIRST_LINE, COLUMN_4_LAST_LINE = 477, 494
SECTION = "第三篇·第六章·第一节·专栏4"
TIDAL_UNITS = ("futian", "nanshan", "baoan")
TIDAL_NOTE = "图上只取海岸线以内的陆地，深圳湾、珠江口的滩涂与红树林等潮间带不计入。"
NO_AREA_NOTE = "土地面积：未查得统计年鉴或政府网站公布的数字，各种转载互有出入，均不采用。"
OUTLINE_SAYS = "区界：高德行政区划面，GCJ-02 反算为 WGS-84，临海侧按开放地图海岸线裁切。"

Shapes = dict[str, BaseGeometry]


def _corrections() -> dict[str, dict[str, Any]]:
    features = json.loads((ROOT / "scripts/base/corrections.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["id"]: feature for feature in features}


def _raw_units(rows: list[dict[str, Any]], corrections: dict[str, dict[str, Any]]) -> Shapes:
    """Units as Amap draws them, in EPSG:4547, sea borders included."""
    units = {row["id"]: crs.to_metric(amap_polygon(row["adcode"])) for row in rows}
    western, eastern = sorted(units["longgang"].geoms, key=lambda part: part.centroid.x)
    units["longgang"], units["dapeng"] = western, eastern
    units["futian"] = units["futian"].difference(crs.to_metric(shape(corrections["lok-ma-chau-loop"]["geometry"])))
    units["shenshan"] = units["shenshan"].intersection(crs.to_metric(shape(corrections["shenshan"]["geometry"])))
    return units


def _polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]


def _joined_unit(part: BaseGeometry, units: Shapes, *, but: str = "") -> str:
    """The unit that shares the longest border with part; empty when none touches it."""
    zone = part.buffer(JOINED_M)
    shared = {unit: zone.intersection(land.boundary).length for unit, land in units.items() if unit != but}
    best = max(shared, key=lambda unit: shared[unit])
    return best if shared[best] > NEW_LAND_MIN_WIDTH_M else ""


def _reassign_detached(units: Shapes) -> Shapes:
    """Fragments that water parts from their own unit's mainland and that are joined to another unit go there."""
    result = dict(units)
    for unit, land in units.items():
        parts = sorted(_polygons(land), key=lambda part: part.area, reverse=True)
        kept = [parts[0]]
        for part in parts[1:]:
            neighbour = _joined_unit(part, units, but=unit)
            if neighbour:
                result[neighbour] = shapely.union(result[neighbour], part)
                print(f"  {part.area / 1e6:.3f} km² of {unit} is joined to {neighbour}: moved")
            else:
                kept.append(part)
        own = shapely.union_all(kept)
        gained = result[unit].difference(land)
        result[unit] = shapely.union(own, gained)
    return result


def _add_new_land(units: Shapes, land: BaseGeometry, claimed: BaseGeometry) -> Shapes:
    """Land that no unit and no neighbour claims goes to the unit it is joined to (reclamations past the old border)."""
    result = dict(units)
    reach = shapely.union_all(list(units.values())).buffer(3000)
    for part in _polygons(land.intersection(reach).difference(claimed)):
        if part.area < MIN_NEW_LAND_M2 or part.buffer(-NEW_LAND_MIN_WIDTH_M / 2).is_empty:
            continue
        unit = _joined_unit(part, units)
        if unit:
            result[unit] = shapely.union(result[unit], part)
            print(f"  {part.area / 1e6:.3f} km² of new land near {crs.from_metric(part.centroid).coords[0]}: {unit}")
    return result


def unit_shapes(rows: list[dict[str, Any]]) -> Shapes:
    """The 11 units on land, WGS-84 rounded to 6 decimals."""
    corrections = _corrections()
    land = crs.to_metric(osm_land(NEAR_BOUNDS)).simplify(COAST_TOLERANCE_M)
    raw = _raw_units(rows, corrections)
    neighbours = [crs.to_metric(amap_polygon(code)) for code in NEIGHBOUR_CODES]
    loop = crs.to_metric(shape(corrections["lok-ma-chau-loop"]["geometry"]))
    units = _reassign_detached({unit: outline.intersection(land) for unit, outline in raw.items()})
    claimed = shapely.union_all([*raw.values(), *neighbours, loop])
    units = _add_new_land(units, land, claimed)
    return {unit: _rounded(outline) for unit, outline in units.items()}


def _rounded(outline: BaseGeometry) -> BaseGeometry:
    snapped = shapely.set_precision(crs.from_metric(outline), GRID_DEG)
    parts = [part for part in _polygons(snapped) if crs.area_km2(part) > 0.0005]
    return (
        shapely.orient_polygons(shapely.multipolygons(parts)) if len(parts) > 1 else shapely.orient_polygons(parts[0])
    )


def _entries() -> dict[str, str | list[str]]:
    """Column 4's entry of each unit as printed, by unit name; a list where the page break cuts it."""
    lines = (ROOT / "data/outline/outline.txt").read_text(encoding="utf-8").splitlines()
    entries: dict[str, list[str]] = {}
    name = ""
    for line in filter(None, lines[COLUMN_4_FIRST_LINE:COLUMN_4_LAST_LINE]):
        if line.startswith("- **"):
            name, _, text = line.removeprefix("- **").replace("：**", "**：").partition("**：")
            entries[name] = [text]
        else:
            entries[name].append(line)
    return {unit: texts[0] if len(texts) == 1 else texts for unit, texts in entries.items()}


def _feature(row: dict[str, Any], outline: BaseGeometry, clause: str | list[str]) -> dict[str, Any]:
    printed = "".join(clause)
    for phrase in (*row["positioning"], *row["key_areas"], row["goal"]):
        if phrase not in printed:
            raise ValueError(f"scripts/base/column4.json: {row['id']}: {phrase!r} is not in the entry as printed")
    shenshan = row["id"] == "shenshan"
    drawn_km2 = crs.area_km2(outline)
    note = ("" if row["area_km2_official"] else NO_AREA_NOTE) + (TIDAL_NOTE if row["id"] in TIDAL_UNITS else "")
    outline_says = _corrections()["shenshan"]["properties"]["says"] if shenshan else OUTLINE_SAYS
    evidence = [
        {"source": "shenshan-zone" if shenshan else "amap-districts", "says": outline_says},
        {"source": "osm-coast", "says": "海岸线（含填海）。"},
    ]
    if row["area_km2_official"]:
        says = f"陆域面积 {row['area_km2_official']} km²；图上 {drawn_km2:.2f} km²（EPSG:4547）。"
        evidence.append({"source": row["area_source"], "says": says})
    properties = {key: row[key] for key in ("id", "name", "name_en", "kind", "area_km2_official")}
    properties |= {"area_source": row["area_source"], "area_km2_drawn": round(drawn_km2, 2)}
    properties |= {key: row[key] for key in ("positioning", "key_areas", "goal", "plan_verb")}
    properties |= {
        "clause": clause,
        "section": SECTION,
        "uncertainty_m": 600 if shenshan else 60,
        "evidence": evidence,
        "note": note,
    }
    return {"type": "Feature", "properties": properties, "geometry": mapping(outline)}


def main() -> None:
    """Write the file; the same packages give the same bytes."""
    rows = json.loads((ROOT / "scripts/base/column4.json").read_text(encoding="utf-8"))
    shapes, entries = unit_shapes(rows), _entries()
    features = [_feature(row, shapes[row["id"]], entries[row["name"]]) for row in rows]
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    TARGET.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    for feature in features:
        row = feature["properties"]
        print(f"{row['id']:10} {row['area_km2_drawn']:8.2f} km², published: {row['area_km2_official'] or 'not found'}")


if __name__ == "__main__":
    main()
