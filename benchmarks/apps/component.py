"""The project's own app, every part of it, on a plan document of BENCH_POINTS synthetic point items."""

import gzip
import json
import os
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

import layers.screen.served
import ui.shell  # noqa: F401 - the `served` that it asks is exchanged below
from benchmarks.points import GROUPS, synthetic_points
from layers.screen.served import Served
from layers.screen.shelf import document
from layers.style.drawing import UNITS_LAYER
from serve.routes import ROUTES

COUNT = int(os.environ.get("BENCH_POINTS", "2000"))
ROOT = Path(__file__).resolve().parent.parent.parent
Record = dict[str, Any]

real = layers.screen.served.served


def _templates(content: Record) -> list[Record]:
    """One point item of the plan for each group, each with a theme of its own."""
    points = [item for item in content["items"] if item["located"] == "point" and item.get("anchors")]
    by_theme = {item["theme"]: item for item in reversed(points)}
    themes = [*by_theme, *(theme for theme in content["catalogue"]["themes"] if theme not in by_theme)]
    drawn = list(by_theme.values())
    return [drawn[group % len(drawn)] | {"theme": themes[group]} for group in range(GROUPS)]


def _synthetic(content: Record) -> Record:
    """The plan's document with its items exchanged for synthetic ones; everything else as it is."""
    templates = _templates(content)
    points = synthetic_points(COUNT)
    items: list[Record] = []
    rows: dict[str, list[Record]] = {}
    for number, (position, group) in enumerate(zip(points.positions, points.groups, strict=True)):
        template = templates[group]
        layer, identifier = template["layer"], f"synthetic-{number}"
        own = {"id": identifier, "bounds": [*position, *position], "anchors": [position]}
        items.append(template | own | {"evidence": [], "same_place_as": [], "parent": None})
        rows.setdefault(layer, []).append(
            {"id": identifier, "position": position, "icon": f"{layer}:{template['stage']}"}
        )
    layers = [
        layer | {"data": rows[name]}
        for layer in content["layers"]
        if (name := layer["id"].removesuffix(":point")) in rows
    ]
    units = [item for item in content["items"] if item["layer"] == UNITS_LAYER]
    return content | {"items": items + units, "layers": layers}


@cache
def synthetic() -> Served:
    """The app's documents with the synthetic plan among them."""
    content = _synthetic(json.loads(gzip.decompress(real().plan.gzipped)))
    return replace(real(), plan=document(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()))


# Wherever the app asks for its documents it gets the synthetic ones.
for module in [module for name, module in sys.modules.items() if name.startswith("ui.")]:
    if getattr(module, "served", None) is real:
        module.served = lambda *_: synthetic()  # type: ignore[attr-defined]

app = st.App(ROOT / "app.py", routes=ROUTES)
