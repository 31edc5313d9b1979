"""What is drawn by hand is on slides and sheets, with a row of the legend, and in the meeting kit."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.asked import Asked
from exports.context import Context
from exports.making import make
from exports.progress import silent
from exports.sheet.make import add_arguments, run
from exports.slides.make import make_slides
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.drawing import DrawnFeature, drawing_record
from layers.view.link import Vocabulary, encode
from layers.view.state import View
from tests.exports.readers import slide_words

FEATURES = (
    DrawnFeature("line", "magenta", "比选线位", 0, True, ((114.0, 22.52), (114.1, 22.56))),
    DrawnFeature("number", "ink", "", 3, False, ((114.05, 22.55),)),
)


QUIET = View(layers=frozenset({"water"}), base="none")
"""a sheet of which takes a third of the time"""


def context(plan: Plan, view: View | None = None) -> Context:
    return Context(view or View(), plan, load_catalogue(), "zh", silent)


def test_a_slide_s_legend_has_it(plan: Plan, tmp_path: Path) -> None:
    briefing = Briefing(
        "b", "题", "", (Scene("s", "一", view="on=th", drawing=FEATURES), Scene("t", "二", view="on=th"))
    )
    resolved = resolve(briefing, Vocabulary(plan, load_catalogue()))
    make_slides(resolved, context(plan), tmp_path / "b.pptx")
    maps = [slide for slide in Presentation(str(tmp_path / "b.pptx")).slides if slide.slide_layout.name == "地图"]
    words = [set(slide_words(slide)) for slide in maps]
    assert len(words) == 2
    assert "标绘" in words[0] and "标绘" not in words[1]


def test_a_sheet_has_it_by_file_and_by_order(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "d.geojson"
    path.write_text(json.dumps(drawing_record(FEATURES)), encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    options = parser.parse_args(["--drawing", str(path)])
    options.out = tmp_path / "a.pdf"
    run(options, context(plan, QUIET))
    asked = {"paper": "A3", "portrait": False, "title": "", "subtitle": "", "map_number": ""}
    order = Asked(
        "sheet", encode(QUIET, Vocabulary(plan, load_catalogue())), "zh", asked | {"drawing": drawing_record(FEATURES)}
    )
    make(Asked.heard(order.told), silent, tmp_path / "b.pdf")
    make(replace(order, options=asked), silent, tmp_path / "c.pdf")
    first, second, without = (PdfReader(tmp_path / f"{name}.pdf").pages[0].extract_text() for name in "abc")
    assert "比选线位" in first and "比选线位" in second and "比选线位" not in without
    assert "标绘" in first and "标绘" not in without


def test_a_file_that_is_none_leaves_no_sheet(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "d.geojson"
    path.write_text("{}", encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    options = parser.parse_args(["--drawing", str(path)])
    options.out = tmp_path / "a.pdf"
    with pytest.raises(ExportError):
        run(options, context(plan))
    assert not options.out.exists()
