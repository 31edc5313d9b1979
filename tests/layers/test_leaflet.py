"""The map in one file: any view, the same styles, nothing that asks a host, nothing that runs."""

import json
import re
from dataclasses import replace

import pytest

from geo.plan import Plan
from geo.query import Filter
from layers.leaflet import leaflet_html, popup_html
from layers.leaflet_page import html_text
from layers.legend import legend_rows
from layers.style import load_catalogue
from layers.view import Camera, View, shown_items

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def whole(plan: Plan) -> str:
    return leaflet_html(plan, CATALOGUE, language="zh")


def switches(html: str) -> dict[str, int]:
    """Name and count of each layer in the page's control."""
    labels = [json.loads(label) for label in re.findall(r'"\\u003cspan\\u003e(?:[^"\\]|\\.)*"', html)]
    return {name: int(count) for label in labels for name, count in re.findall(r"<span>([^<>]+) <small>(\d+)", label)}


def test_one_file_with_everything_in_it(whole: str) -> None:
    assert "L.map" in whole
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', whole)
    assert not re.search(r"url\((?!data:|#)", whole)


def test_every_layer_with_items_can_be_switched(plan: Plan, whole: str) -> None:
    rows = legend_rows([item for item in plan.items if item.geometry is not None], CATALOGUE)
    assert switches(whole) == {row.layer.zh: row.count for row in rows if row.layer.id != "units"}


def test_a_view_filters_switches_and_frames(plan: Plan) -> None:
    view = View(
        layers=frozenset({"transport-hub"}), filter=Filter(theme=frozenset({"transport"})), camera=Camera(114.06, 22.6, 11.5), ground="dark"
    )
    html = leaflet_html(plan, CATALOGUE, language="en", view=view)
    everything_on = replace(view, layers=frozenset(layer.id for layer in CATALOGUE.layers))
    assert sum(switches(html).values()) == sum(item.geometry is not None for item in shown_items(everything_on, plan, CATALOGUE))
    assert "center: [22.6, 114.06]" in html
    assert re.search(r'"?zoom"?: 12\.5', html)
    assert CATALOGUE.grounds["dark"]["sea"] in html
    assert "fitBounds(\n                [[" not in html


def test_a_chosen_item_is_framed_and_open(plan: Plan) -> None:
    html = leaflet_html(plan, CATALOGUE, language="zh", view=View(selection="hub-xili"))
    assert len(re.findall(r"marker_\w+\.openPopup\(\)", html)) == 1
    assert f'"radius": {plan.by_id["hub-xili"].uncertainty_m}' in html


def test_stages_are_dashed_and_indicative_areas_hatched(whole: str) -> None:
    assert len(set(re.findall(r'"dashArray": "([\d. ]+)"', whole))) >= 3
    used = set(re.findall(r'"fillColor": "url\(#([\w-]+)\)"', whole))
    assert used
    assert used <= set(re.findall(r'<pattern id="([\w-]+)"', whole))


def test_railways_have_ticks_and_roads_a_core(plan: Plan) -> None:
    view = View(layers=frozenset({"transport-rail", "transport-road"}), filter=Filter(theme=frozenset({"transport"})))
    html = leaflet_html(plan, CATALOGUE, language="zh", view=view)
    assert len(re.findall(r'"lineCap": "butt"', html)) == sum(
        CATALOGUE.layer_of(item).form == "ticks" for item in plan.items if item.located == "line"
    )
    assert f'"color": "{CATALOGUE.grounds["light"]["halo"]}", "dashArray"' in html


def test_scale_source_and_title_are_there_in_both_languages(plan: Plan, whole: str) -> None:
    assert "L.control.scale({ imperial: false" in whole
    assert "示意" in whole and "来源" in whole
    assert not re.search(r"来源|图例|图层", leaflet_html(replace(plan, items=()), CATALOGUE, language="en"))


def test_an_opacity_of_the_view_fades_its_layer(plan: Plan) -> None:
    view = View(layers=frozenset({"water"}), filter=Filter(theme=frozenset({"water"})), opacity={"water": 50})
    html = leaflet_html(plan, CATALOGUE, language="zh", view=view)
    assert '"opacity": 0.45' in html


def test_markup_and_script_in_data_stay_text(plan: Plan) -> None:
    hostile = replace(
        plan.by_id["hub-xili"],
        name="<img src=x onerror=alert(1)>",
        name_en="`${alert(2)}\\`",
        clause=("</script><script>alert(3)</script>",),
    )
    assert "<img" not in popup_html(hostile, CATALOGUE, "zh")
    html = leaflet_html(replace(plan, items=(hostile,)), CATALOGUE, language="en", subtitle="<b>`${alert(4)}</script>")
    for words in ("<img src=x", "<script>alert", "${alert", "<b>`"):
        assert words not in html


def test_text_is_safe_in_html_and_in_template_strings() -> None:
    assert html_text("<a>`${x}\\") == "&lt;a&gt;&#96;&#36;{x}&#92;"
