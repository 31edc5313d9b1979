"""The one decision of what is drawn: its order, its bands, and that the screen's shaders have the same numbers."""

import re
from pathlib import Path

from geo.model import Plan
from layers.style.bands import FADE_POWER, FADE_PX, LEAST_FADE
from layers.style.catalogue import load_catalogue
from layers.style.drawing import BANDS, STROKE_PARTS, UNITS_LAYER, is_arrow, parts

CATALOGUE = load_catalogue()
VALUES = CATALOGUE.drawing


def test_parts_come_in_drawing_order(plan: Plan) -> None:
    drawn = parts(plan.items, CATALOGUE)
    kinds = ("halo", "reach", "fill", "hatch", "edge", "arrow", "line", "point")
    places = [
        (part.kind not in ("halo", "reach"), part.layer.z, kinds.index(part.kind))
        + ((STROKE_PARTS.index(part.stroke.part),) if part.stroke else ())
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
