"""The map without WebGL: the same layers in one file that asks no host."""

import json
import re
from dataclasses import replace

from geo.plan import Plan
from layers.leaflet import leaflet_html, popup_html
from layers.legend import legend_rows
from layers.style import load_catalogue

CATALOGUE = load_catalogue()


def page(plan: Plan) -> str:
    return leaflet_html(plan, CATALOGUE, language="zh", title="深圳规划一张图", legend_title="图例")


def test_one_file_with_everything_in_it(plan: Plan) -> None:
    html = page(plan)
    assert "L.map" in html or "L.Map" in html
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', html)
    assert not re.search(r"url\((?!data:|#)", html)


def test_every_layer_with_items_can_be_switched(plan: Plan) -> None:
    html = page(plan)
    drawn = [item for item in plan.items if item.geometry is not None]
    for row in legend_rows(drawn, CATALOGUE):
        if row.layer.id != "units":
            assert json.dumps(f"{row.layer.zh} ({row.count})") in html


def test_markup_in_data_stays_text(plan: Plan) -> None:
    hostile = replace(plan.by_id["hub-xili"], name="<img src=x onerror=alert(1)>", clause=("</script><script>alert(1)</script>",))
    assert "<img" not in popup_html(hostile, CATALOGUE, "zh")
    html = leaflet_html(replace(plan, items=(hostile,)), CATALOGUE, language="zh", title="<b>", legend_title="图例")
    assert "<img src=x" not in html
    assert "<script>alert(1)" not in html
