"""An office's own slides: a report stands on their layouts, or they are refused by name in one line."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from briefing.errors import ExportError
from exports.context import Context
from exports.progress import silent
from exports.report import pptx as slides
from exports.report.office.given import Template
from exports.slides.template import own_template, spot
from tests.exports.report.office.small import SMALL


def bureau(context: Context, change: Callable[[Any], Any] = lambda presentation: None) -> Template:
    presentation = own_template(context.catalogue, "zh")
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return Template(out.getvalue(), "bureau.pptx")


def moved(presentation: Any) -> None:
    title = spot(presentation.slide_layouts.get_by_name("表格"), "title")
    title.left, title.top, title.width, title.height = Inches(2), Inches(0.5), Inches(10), Inches(0.7)


def test_slides_stand_on_the_office_s_template(context: Context) -> None:
    made = slides.report_bytes(SMALL, context, silent, bureau(context, moved))
    cover, *others = Presentation(io.BytesIO(made)).slides
    assert cover.slide_layout.name == "封面"
    assert cover.shapes.title.text == SMALL.title
    assert not any(shape.placeholder_format.type == 18 for shape in cover.placeholders)
    assert {slide.slide_layout.name for slide in others} == {"表格"}
    for slide in others:
        assert any(shape.name == "source" for shape in slide.placeholders)
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape.left >= Inches(2) - 2
                assert shape.top >= Inches(1.2)
                assert shape.left + shape.width <= Inches(12) + 2
    said = "".join(shape.text_frame.text for slide in others for shape in slide.shapes if shape.has_text_frame)
    assert said.count("导语。") == 300


def low(presentation: Any) -> None:
    title = spot(presentation.slide_layouts.get_by_name("表格"), "title")
    title.top, title.left, title.width, title.height = Inches(5), Inches(1), Inches(10), Inches(1)


def unnamed(presentation: Any) -> None:
    presentation.slide_layouts.get_by_name("表格")._element.cSld.set("name", "Inhalt")


@pytest.mark.parametrize(("change", "said"), [(low, "放不下"), (unnamed, "表格/Table")])
def test_slides_without_room_or_layouts_are_refused(context: Context, change: Any, said: str) -> None:
    with pytest.raises(ExportError, match=said):
        slides.report_bytes(SMALL, context, silent, bureau(context, change))
