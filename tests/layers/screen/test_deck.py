import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shapely

from geo.anchors import label_anchors
from geo.basemap import basemap_features, load_basemap_features
from geo.model import Plan
from layers.screen.basemap import basemap_layers
from layers.screen.deck import item_layers
from layers.screen.icons import icon_atlas
from layers.style.catalogue import load_catalogue, rgba
from layers.style.pictograms import PICTOGRAMS

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def layers(plan: Plan) -> list[dict]:
    return item_layers(plan.items, CATALOGUE)


def test_every_placed_item_is_drawn_and_no_other(plan: Plan, layers: list[dict]) -> None:
    drawn = {row["id"] for layer in layers for row in layer["data"]}
    placed = {item.id for item in plan.items if item.geometry is not None and CATALOGUE.layer_of(item).id != "units"}
    assert drawn == placed


def test_layer_ids_are_unique_and_name_their_catalogue_layer(layers: list[dict]) -> None:
    ids = [layer["id"] for layer in layers]
    assert len(set(ids)) == len(ids)
    assert {identifier.split(":")[0] for identifier in ids} <= {layer.id for layer in CATALOGUE.layers}


def _rows(layers: list[dict], identifier: str) -> list[dict]:
    return next(layer["data"] for layer in layers if layer["id"] == identifier)


def test_stage_carries_pattern_and_width(plan: Plan, layers: list[dict]) -> None:
    stages = {item.id: CATALOGUE.stages[item.stage] for item in plan.items}
    width = next(layer.width for layer in CATALOGUE.layers if layer.id == "transport-rail")
    rows = _rows(layers, "transport-rail:line")
    assert {stages[row["id"]].id for row in rows} >= {"study", "accelerate"}
    for row in rows:
        stage = stages[row["id"]]
        assert row["dash"] == ([*stage.dash, 0] if stage.dash else [1, 0])
        assert row["width"] == pytest.approx(width * stage.width_factor, abs=1e-3)


def test_a_form_costs_one_more_layer_and_takes_each_line_s_own_dash(layers: list[dict]) -> None:
    forms = {layer["id"]: layer for layer in layers if layer["id"].endswith((":ticks", ":core"))}
    drawn = {layer["id"].split(":")[0] for layer in layers if layer["id"].endswith(":line")}
    part = {"ticks": "ticks", "cased": "core"}
    assert set(forms) == {
        f"{layer.id}:{part[layer.form]}" for layer in CATALOGUE.layers if layer.form in part and layer.id in drawn
    }
    for identifier, form in forms.items():
        lines = [row["id"] for row in _rows(layers, identifier.split(":")[0] + ":line")]
        assert [row["id"] for row in form["data"]] == lines
    assert len({tuple(row["dash"]) for row in forms["transport-rail:ticks"]["data"]}) == 3


def test_indicative_areas_are_hatched(plan: Plan, layers: list[dict]) -> None:
    hatched = {row["id"] for layer in layers if layer["id"].split(":")[1] == "hatch" for row in layer["data"]}
    assert hatched == {item.id for item in plan.items if item.located == "area" and item.precision == "indicative"}


def test_colours_come_from_the_catalogue(layers: list[dict]) -> None:
    known = {layer.id: tuple(int(layer.color[i : i + 2], 16) for i in (1, 3, 5)) for layer in CATALOGUE.layers}
    for layer in layers:
        color = layer.get("getFillColor") or layer.get("getColor")
        if layer["id"].split(":")[1] in ("core", "gap", "edge-gap", "station-core", "end-core"):
            assert rgba(CATALOGUE.appearances["light"]["halo"])[:3] == tuple(color[:3])
        elif color:
            assert tuple(color[:3]) == known[layer["id"].split(":")[0]]


def test_no_layer_asks_a_host(plan: Plan) -> None:
    assert not re.search(r"https?://", json.dumps(item_layers(plan.items, CATALOGUE)))


def test_the_basemap_has_every_role_of_the_catalogue(plan: Plan) -> None:
    features, breaches = load_basemap_features()
    assert not breaches
    ids = [layer["id"] for layer in basemap_layers(features, plan.units, CATALOGUE)]
    assert ids == [f"basemap:{role}" for role in ("sea", "land", "units", "neighbour_line", "unit_line", "city_line")]


def test_a_missing_basemap_file_is_named_and_the_rest_is_drawn(data_copy, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    (data_copy / "basemap" / "neighbours.geojson").unlink()
    (data_copy / "basemap" / "land.geojson").write_text("{", encoding="utf-8")
    features, breaches = load_basemap_features(data_copy)
    assert {breach.code for breach in breaches} == {"file-missing", "file-not-json"}
    assert len(basemap_layers(features, plan.units, CATALOGUE)) == 6


def test_the_basemap_is_read_again_where_a_file_has_changed(small_copy: Path) -> None:
    before = basemap_features(small_copy)
    assert basemap_features(small_copy) is before and before["land"]
    (small_copy / "basemap" / "land.geojson").unlink()
    assert basemap_features(small_copy)["land"] == []


def test_every_symbol_in_use_is_drawn_for_both_appearances(plan: Plan) -> None:
    assert {layer.symbol for layer in CATALOGUE.layers} <= set(PICTOGRAMS)
    for appearance in CATALOGUE.appearances:
        atlas = icon_atlas(plan.items, CATALOGUE, appearance=appearance)
        assert "transport-hub:accelerate" in atlas["cells"]
        drawing = ElementTree.fromstring(atlas["svg"])
        places = [[int(n) for n in re.findall(r"\d+", placed.attrib["transform"])] for placed in drawing]
        assert places == list(atlas["cells"].values())
        assert len({tuple(place) for place in places}) == len(places)
        assert max(x for x, _ in places) + atlas["cell"] <= int(drawing.attrib["width"])
        assert max(y for _, y in places) + atlas["cell"] == int(drawing.attrib["height"])


def test_label_anchors_lie_in_or_on_the_item(plan: Plan) -> None:
    for item in plan.items:
        if item.geometry is not None:
            anchors = label_anchors(item.geometry)
            assert anchors
            assert all(item.geometry.distance(shapely.Point(*anchor)) < 1e-5 for anchor in anchors), item.id
