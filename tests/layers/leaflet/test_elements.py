"""The map in one file: any view, the same styles, nothing that asks a host, nothing that runs."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import shapely

from geo.model import Plan
from geo.progress.standing import standings
from geo.query import Filter
from layers.leaflet.elements import OUTLINE_DEG, leaflet_html
from layers.leaflet.page_json import page_json
from layers.style.bands import band
from layers.style.catalogue import load_catalogue
from layers.style.drawing import UNITS_LAYER, casing, parts
from layers.style.legend import layer_entries
from layers.view.link import Vocabulary, decode
from layers.view.state import Camera, View, layers_on, shown_items
from layers.view.tally import tally
from tests.fitted import FITTED

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def whole(plan: Plan) -> str:
    return leaflet_html(plan, CATALOGUE, language="zh")


def switches(html: str) -> dict[str, int]:
    """Name and count of each layer in the page's control."""
    return {layer["label"]: layer["count"] for layer in words_of(html)["layers"]}


def words_of(html: str) -> dict[str, Any]:
    """The one JSON value that holds all words of the page."""
    return json.loads(re.search(r'<script type="application/json" id="plan-words">(.*?)</script>', html)[1])


def test_one_file_with_everything_in_it(whole: str) -> None:
    assert "L.map" in whole
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', whole)
    assert not re.search(r"url\((?!data:|#)", whole)


def test_the_page_may_be_enlarged_by_fingers(whole: str) -> None:
    (viewport,) = re.findall(r'<meta name="viewport"[^>]*>', whole)
    assert "width=device-width" in viewport and "user-scalable" not in viewport and "maximum-scale" not in viewport


def test_every_layer_with_items_can_be_switched(plan: Plan, whole: str) -> None:
    rows = layer_entries(plan.items, CATALOGUE, "zh")
    assert switches(whole) == {row.words: row.count for row in rows}


@pytest.mark.parametrize(
    "link",
    [
        "",
        "on=-",
        "on=un",
        "dist=longgang",
        "theme=!water&sel=nanshan",
        "on=th&sel=nanshan",
        "theme=water&on=th&sel=water-sewer-fuyong-west",
        "kind=area,point",
    ],
)
def test_the_list_of_layers_adds_up_to_what_the_number_counts(plan: Plan, link: str) -> None:
    view, dropped = decode(link, Vocabulary(plan, CATALOGUE))
    assert not dropped
    counted, on = tally(view, plan, CATALOGUE), layers_on(view, CATALOGUE)
    counts = switches(leaflet_html(plan, CATALOGUE, language="zh", view=view))
    assert sum(counts.get(layer.zh, 0) for layer in CATALOGUE.layers if layer.id in on) == len(counted.shown)
    assert sum(counts.get(layer.zh, 0) for layer in CATALOGUE.layers if layer.id not in on) == len(counted.closed)


@pytest.mark.parametrize(("link", "fitted", "outlined"), FITTED)
def test_districts_are_outlined_and_fitted_as_on_the_screen(
    plan: Plan, link: str, fitted: tuple[str, ...], outlined: tuple[str, ...]
) -> None:
    view, _ = decode(link, Vocabulary(plan, CATALOGUE))
    html = leaflet_html(plan, CATALOGUE, language="zh", view=view)
    ink = CATALOGUE.appearances["light"]["highlight"]
    lines = [
        name
        for name, style in re.findall(r"function (geo_json_\w+)_styler\(feature\) {(.*?)\n +}\n", html, re.DOTALL)
        if ink in style
    ]
    parts = [json.loads(re.search(rf"{name}_add\((\{{.*?\}})\);", html)[1]) for name in lines]
    drawn = [shapely.geometry.shape(part["features"][0]["geometry"]).bounds for part in parts]
    borders = {unit.id: unit.geometry.simplify(OUTLINE_DEG).bounds for unit in plan.units}
    assert {
        key for key, bounds in borders.items() if any(bounds == pytest.approx(own, abs=1e-5) for own in drawn)
    } == set(outlined)
    south, west, north, east = words_of(html)["extents"][0][1:]
    assert shapely.box(west, south, east, north).contains(
        shapely.unary_union([plan.by_id[name].geometry for name in fitted])
    )


def test_a_view_filters_switches_and_fits(plan: Plan) -> None:
    view = View(
        layers=frozenset({"transport-hub"}),
        filter=Filter(theme=frozenset({"transport"})),
        camera=Camera(114.06, 22.6, 11.5),
        appearance="dark",
    )
    html = leaflet_html(plan, CATALOGUE, language="en", view=view)
    everything_on = replace(view, layers=frozenset(layer.id for layer in CATALOGUE.layers))
    assert sum(switches(html).values()) == sum(
        item.geometry is not None for item in shown_items(everything_on, plan, CATALOGUE)
    )
    assert "center: [22.6, 114.06]" in html
    assert re.search(r'"?zoom"?: 12\.5', html)
    assert CATALOGUE.appearances["dark"]["sea"] in html
    assert "fitBounds(\n                [[" not in html


def test_a_chosen_item_is_fitted_and_open(plan: Plan) -> None:
    html = leaflet_html(plan, CATALOGUE, language="zh", view=View(selection="hub-xili"))
    words = words_of(html)
    assert words["items"][words["chosen"]]["id"] == "hub-xili"
    assert str(round(band(plan.by_id["hub-xili"]).bounds[2], 6)) in html


def test_stages_are_dashed_and_indicative_areas_hatched(whole: str) -> None:
    assert len(set(re.findall(r'"dashArray": "([\d. ]+)"', whole))) >= 3
    used = set(re.findall(r'"fillColor": "url\(#([\w-]+)\)"', whole))
    assert used
    assert used <= set(re.findall(r'<pattern id="([\w-]+)"', whole))


def test_bands_lie_over_the_basemap_and_under_all_else_that_is_drawn(plan: Plan, whole: str) -> None:
    heights = dict(re.findall(r'createPane\(\s*"(\w+)"\);\s*\w+\.style\.zIndex = (\d+)', whole))
    overlay = 400
    assert int(heights["basemap"]) < int(heights["bands"]) < overlay
    assert whole.count('"pane": "basemap"') > len(plan.units)
    assert 0 < whole.count('"pane": "bands"') <= len(CATALOGUE.layers)


def test_a_chosen_point_has_a_ring(plan: Plan, whole: str) -> None:
    assert "L.circleMarker(" not in whole
    chosen = leaflet_html(plan, CATALOGUE, language="zh", view=View(selection="hub-xili"))
    assert f'"radius": {CATALOGUE.drawing.ring_radius_px}' in chosen


def test_all_but_a_chosen_line_recede_and_it_wears_a_casing(plan: Plan, whole: str) -> None:
    values, colors = CATALOGUE.drawing, CATALOGUE.appearances["light"]
    view = View(selection="road-jihe-widening")
    html = leaflet_html(plan, CATALOGUE, language="zh", view=view)
    words = words_of(html)
    assert words["rests"][words["chosen"]] == 1.0
    assert sorted(words["rests"])[:-1] == [values.receding] * (len(words["items"]) - 1)
    item = plan.by_id["road-jihe-widening"]
    (dark, pale), own = casing(item, CATALOGUE).lines, casing(item, CATALOGUE).own
    assert dark[0] == max(part.stroke.width_px for part in own) + 2 * values.casing_px
    chosen = [style for style in re.findall(r"return (\{.*?\});", html) if f'"weight": {round(pale[0], 2)}' in style]
    assert any(f'"color": "{colors["halo"]}"' in style and '"opacity": 1.0' in style for style in chosen)
    assert html.count('"pane": "chosen"') == 2 + len(own) and '"pane": "chosen"' not in whole
    opacity = next(part.opacity for part in parts([plan.by_id["road-outer-ring"]], CATALOGUE) if part.kind == "line")
    pale_lines = f'"opacity": {opacity * values.receding},'
    assert html.count(pale_lines) > whole.count(pale_lines)


def test_nothing_recedes_behind_a_district(plan: Plan) -> None:
    words = words_of(leaflet_html(plan, CATALOGUE, language="zh", view=View(selection="futian")))
    assert set(words["rests"]) == {1.0}


def test_railways_have_ticks_and_roads_a_core(plan: Plan) -> None:
    view = View(layers=frozenset({"transport-rail", "transport-road"}), filter=Filter(theme=frozenset({"transport"})))
    html = leaflet_html(plan, CATALOGUE, language="zh", view=view)
    ticked = [
        name
        for name, styles in re.findall(r"function (geo_json_\w+)_styler\(feature\) {(.*?)\n +}\n", html, re.DOTALL)
        if "butt" in styles
    ]
    drawn = [json.loads(re.search(rf"{name}_add\((\{{.*?\}})\);", html)[1])["features"] for name in ticked]
    assert (
        sum(map(len, drawn))
        == sum(CATALOGUE.layer_of(item).form == "ticks" for item in plan.items if item.located == "line")
        > 0
    )
    assert f'"color": "{CATALOGUE.appearances["light"]["halo"]}", "dashArray"' in html


def test_scale_source_and_title_are_there_in_both_languages(plan: Plan, whole: str) -> None:
    assert "L.control.scale({ imperial: false" in whole
    words = words_of(whole)
    assert "示意" in words["foot"] and "来源" in words["foot"]
    assert not re.search(
        "[一-鿿]",
        json.dumps(words_of(leaflet_html(replace(plan, items=()), CATALOGUE, language="en")), ensure_ascii=False),
    )


def test_an_opacity_of_the_view_fades_its_layer(plan: Plan) -> None:
    view = View(layers=frozenset({"water"}), filter=Filter(theme=frozenset({"water"})), opacity={"water": 50})
    html = leaflet_html(plan, CATALOGUE, language="zh", view=view)
    assert '"opacity": 0.45' in html
    assert {opacity for _, opacity in words_of(html)["shapes"]} == {0.5}


HOSTILE = (
    "{{7*7}}{% raw %}{# x #}`${alert(1)}\\</script><script>alert(2)</script><!--"
    "<img src=x onerror=alert(3)>&lt;\u2028\ud800"
)


def test_words_are_in_one_json_value_and_nowhere_else(plan: Plan) -> None:
    item = replace(plan.by_id["hub-xili"], name=HOSTILE, name_en=HOSTILE, clause=(HOSTILE,), section=HOSTILE)
    unit = replace(plan.units[0], name=HOSTILE, name_en=HOSTILE)
    layer = replace(CATALOGUE.layer_of(item), zh=HOSTILE, en=HOSTILE)
    stage = replace(CATALOGUE.stages[item.stage], zh=HOSTILE, en=HOSTILE)
    catalogue = replace(CATALOGUE, layers=(layer,), stages=CATALOGUE.stages | {item.stage: stage})
    view = View(selection=item.id, filter=Filter(text=HOSTILE))
    html = leaflet_html(
        replace(plan, items=(item,), units=(unit,)), catalogue, language="en", subtitle=HOSTILE, view=view
    )
    words = words_of(html)
    (drawn,) = words["items"]
    assert [drawn[name] for name in ("label", "other", "clause", "section")] == [HOSTILE] * 4
    assert words["subtitle"] == words["layers"][0]["label"] == words["places"][0][0] == HOSTILE
    without = re.sub(r'<script type="application/json".*?</script>', "", html)
    for sign in ("{{7", "49{", "{%", "alert(", "\u2028", "\ud800"):
        assert sign not in without, sign
    html.encode()


def test_only_the_page_s_own_scripts_may_run(whole: str) -> None:
    policy = re.search('Content-Security-Policy" content="([^"]+)"', whole)[1]
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert len(re.findall("'sha256-", policy)) == whole.count("<script>")


def test_a_chosen_item_that_the_view_leaves_out_is_drawn_by_itself(plan: Plan) -> None:
    view = View(layers=frozenset({"water"}), filter=Filter(theme=frozenset({"water"})), selection="hub-xili")
    words = words_of(leaflet_html(plan, CATALOGUE, language="zh", view=view))
    assert "交通枢纽" not in {layer["label"] for layer in words["layers"]}
    assert words["items"][words["chosen"]]["id"] == "hub-xili"


@pytest.mark.parametrize("value", [HOSTILE, ["</SCRIPT>", {"<!--": "\u2029"}], {"a": "\ud83d\ude00 😀"}])
def test_json_in_a_page_says_the_same_and_ends_nothing(value: Any) -> None:
    written = page_json(value)
    assert json.loads(written) == json.loads(json.dumps(value))
    assert not re.search("[<\u2028\u2029\ud800-\udfff]", written)


@pytest.mark.parametrize("tint", ["theme", "progress", "marks"])
def test_badges_are_those_of_the_states_and_go_with_their_layers(plan: Plan, tint: str) -> None:
    view = View(tint=tint, day=date(2024, 6, 30))
    words = words_of(leaflet_html(plan, CATALOGUE, language="en", view=view))
    known = standings(plan, view.day)
    placed = [item for item in plan.items if item.geometry is not None and CATALOGUE.layer_of(item).id != UNITS_LAYER]
    told = Counter(known[item.id].state for item in placed if known[item.id].state != "unknown")
    assert Counter(state for *_, state, _ in words["badges"]) == (Counter() if tint == "theme" else told)
    assert {part for part, *_ in words["badges"]} <= {layer["group"] for layer in words["layers"]}
    assert bool(words["signs"]) == (tint != "theme")
    heads = [text for drawing, text in words["keys"] if not drawing]
    assert heads == ([] if tint == "theme" else ["Progress (as of 2024-06-30)"])
