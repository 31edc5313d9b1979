"""The one decision of what is drawn: its order, its bands, and that the screen's shaders have the same numbers."""

import re
from dataclasses import replace
from pathlib import Path

import shapely

from geo.crs import area_km2, to_metric
from geo.model import Plan
from layers.style.bands import FADE_POWER, FADE_PX, LEAST_FADE
from layers.style.catalogue import load_catalogue
from layers.style.drawing import BANDS, STOP_PARTS, STROKE_PARTS, UNITS_LAYER, is_arrow, parts

CATALOGUE = load_catalogue()
VALUES = CATALOGUE.drawing


def test_parts_come_in_drawing_order(plan: Plan) -> None:
    drawn = parts(plan.items, CATALOGUE)
    kinds = ("halo", "reach", "hatch", "fill", "edge", "arrow", "line", "point")
    strokes = (*STROKE_PARTS, *STOP_PARTS)
    places = [
        (part.kind not in ("halo", "reach"), not part.wash, part.layer.z, kinds.index(part.kind))
        + ((strokes.index(part.stroke.part),) if part.stroke else ())
        for part in drawn
    ]
    assert places == sorted(places)
    placed = {item.id for item in plan.items if item.geometry and CATALOGUE.layer_of(item).id != UNITS_LAYER}
    assert {part.item.id for part in drawn} == placed


def test_what_is_certain_and_what_is_a_direction_has_a_band_for_the_chosen_only(plan: Plan) -> None:
    drawn = [part for part in parts(plan.items, CATALOGUE) if part.kind in BANDS]
    assert len(drawn) == len({part.item.id for part in drawn}) > 0
    for part in drawn:
        crisp = CATALOGUE.precisions[part.item.precision].edge == "crisp"
        assert (part.kind == "reach") == (crisp or is_arrow(part.layer, part.item))
        assert not part.hatched or part.item.precision == "indicative"


def test_the_browser_gives_paper_s_colour_to_the_same_parts(plan: Plan) -> None:
    code = (Path(__file__).resolve().parents[3] / "web" / "gpu" / "merge.js").read_text("utf-8")
    listed = re.search(r"PAPER_KINDS = new Set\(\[(.*?)\]\)", code)
    assert listed
    papery = [part for part in parts(plan.items, CATALOGUE) if part.role == "paper" and part.stroke]
    kinds = {("" if part.kind == "line" else "edge-") + part.stroke.part for part in papery if part.stroke}
    assert kinds == set(re.findall(r'"([\w-]+)"', listed[1]))


def test_the_hatch_and_the_fade_are_those_of_the_screen_s_shaders() -> None:
    web = Path(__file__).resolve().parents[3] / "web" / "gpu"
    hatch = re.search(r"mod\(.*, ([\d.]+)\) < ([\d.]+) \? 1.0 : ([\d.]+);", (web / "visibility.js").read_text("utf-8"))
    assert hatch
    assert [float(value) for value in hatch.groups()] == [
        VALUES.hatch_step_px, VALUES.hatch_width_px, VALUES.hatch_ground,
    ]  # fmt: skip
    fade = re.search(r"pow\(([\d.]+) \* .*, ([\d.]+)\), ([\d.]+), 1.0\)", (web / "shape.js").read_text("utf-8"))
    assert fade
    assert [float(value) for value in fade.groups()] == [FADE_PX, FADE_POWER, LEAST_FADE]


def test_indicative_areas_of_half_the_city_lie_under_all_that_they_cover(plan: Plan) -> None:
    drawn = [part for part in parts(plan.items, CATALOGUE) if part.kind not in BANDS]
    washes = {part.item.id for part in drawn if part.wash}
    assert {"str-east", "str-core", "water-sewer-shenshan"} <= washes
    assert not {"str-south", "key-pingshan-hightech", "hub-xili"} & washes
    assert [part.wash for part in drawn] == sorted((part.wash for part in drawn), reverse=True)


def test_of_a_layer_s_areas_the_small_lie_on_the_large(plan: Plan) -> None:
    fills = [part for part in parts(plan.items, CATALOGUE) if part.kind == "fill" and part.layer.id == "key-area"]
    by_stage = [[part.item for part in fills if part.stage.id == stage] for stage in CATALOGUE.stages]
    for group in by_stage:
        sizes = [area_km2(item.geometry) for item in group]
        assert sizes == sorted(sizes, reverse=True)


def test_an_indicative_area_s_corners_are_rounded_no_farther_than_it_is_uncertain(plan: Plan) -> None:
    soft = {part.item.id: part for part in parts(plan.items, CATALOGUE) if part.soft}
    vague = [item for item in plan.items if item.precision == "indicative" and item.located == "area"]
    assert soft.keys() == {item.id for item in vague}
    for item in vague:
        outline, drawn = (to_metric(shape).boundary for shape in (item.geometry, soft[item.id].geometry()))
        assert drawn.hausdorff_distance(outline) <= item.uncertainty_m
        assert soft[item.id].geometry().is_valid
    box = replace(vague[0], id="box", geometry=shapely.box(114.0, 22.6, 114.02, 22.62), uncertainty_m=400)
    (shape,) = {part.geometry() for part in parts([box], CATALOGUE) if part.soft}
    corner = to_metric(shapely.Point(114.0, 22.6))
    assert 100 < to_metric(shape).distance(corner) <= 400


def test_stations_and_ends_of_a_line_are_marked_on_it(plan: Plan) -> None:
    marks = [part for part in parts(plan.items, CATALOGUE) if part.is_stop]
    of_line = {name: [part for part in marks if part.item.id == name] for name in ("metro-13", "rail-shenhe")}
    for name, own in of_line.items():
        course = to_metric(plan.by_id[name].geometry)
        assert {part.stroke.part for part in own if part.stroke} == set(STOP_PARTS)
        for part in own:
            assert to_metric(part.geometry()).distance(course) < 1
            assert not part.pickable
    assert {part.layer.id for part in marks} <= {layer.id for layer in CATALOGUE.layers if layer.stops}


def test_quiet_layers_come_to_their_own_in_two_steps() -> None:
    assert [VALUES.quietly(0.6, zoom) for zoom in (9.9, 10.0, 10.69, 10.7)] == [0.6, 0.8, 0.8, 1.0]
    assert {layer.id for layer in CATALOGUE.layers if layer.quiet} >= {"transport-road", "water", "ecology"}
