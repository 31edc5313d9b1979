"""What a View asks goes along: the sheet and the slide mark it with legend and counts, the kit holds the answer."""

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import shapely
from PIL import Image
from pptx import Presentation

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.resolved import ResolvedBriefing, resolve
from exports.ask.answered import answered
from exports.ask.marked import marked
from exports.ask.marks import answers_of, shown_answer
from exports.ask.reach import reaches
from exports.ask.shown import answer_record
from exports.context import Context
from exports.kit.answers import answer_parts
from exports.kit.parts import kit_parts
from exports.progress import silent
from exports.sheet.compose import compose
from exports.sheet.options import SheetOptions
from exports.sheet.picture import scene_picture
from exports.slides.make import make_slides
from geo.analysis.question import Question
from geo.model import Plan
from layers.answer_words import counts_words
from layers.own.shown import OwnLayers
from layers.paper.answer.shapes import AROUND_ZORDER, FIRST_ZORDER
from layers.paper.sheet import DrawnMap
from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.view.drawing import DrawnFeature
from layers.view.link import Vocabulary
from layers.view.state import Comparison, View
from tests.exports.readers import slide_words
from ui.pictures import said_in

NEAR = Question("near", ("sel=hub-xili",), ("kind=point",), (6000.0,))
GONE = Question("near", ("own=own-0123456789ab",), radii_m=(500.0,))


def linked(question: Question) -> str:
    return f"on=th&ask={quote(question.link(), safe='')}"


@pytest.fixture(scope="module")
def context(plan: Plan) -> Context:
    return Context(View(ask=NEAR), plan, load_catalogue(), "zh", silent)


@pytest.fixture(scope="module")
def resolved(plan: Plan) -> ResolvedBriefing:
    scenes = (
        Scene("near", "附近", "Near", "", "", "", "", linked(NEAR)),
        Scene("gone", "没了", "Gone", "", "", "", "", linked(GONE)),
        Scene("none", "不问", "", "", "", "", "", "on=th"),
    )
    return resolve(Briefing("b", "测试", "A test", scenes), Vocabulary(plan, load_catalogue()))


def words_of(figure: Any) -> str:
    return "\n".join(part.get_text() for axes in figure.axes for part in axes.texts)


def test_marks_lie_between_the_basemap_and_the_items(context: Context) -> None:
    sheet = compose(context.view, context.plan, context.catalogue, options=SheetOptions(language="zh")).drawn
    plain = compose(View(), context.plan, context.catalogue, options=SheetOptions(language="zh")).drawn

    def between(drawn: DrawnMap) -> list[Any]:
        return [each for each in drawn.axes.collections if FIRST_ZORDER <= each.zorder <= AROUND_ZORDER]

    # Edges and fills of possible and asked, and the outline of the radius.
    assert len(between(sheet)) == 5 and not between(plain)
    # Nothing else lies over the map that could cover its names: the page itself and the corner's map have their own.
    place = sheet.axes.get_position().bounds
    assert [axes.get_position().bounds for axes in sheet.axes.figure.axes].count(place) == 1


def test_how_far_was_asked_is_one_outline_however_many_were_asked_about(context: Context) -> None:
    hubs = Question("rings", ("theme=transport&cat=transport-hubs",), ("sel=hub-xili",), (1000.0, 20_000.0))
    found = answered(hubs, context)
    near, far = marked(found).around
    assert len(found.answer.subjects) > 5
    assert shapely.get_num_geometries(far) == 1 and shapely.get_num_geometries(near) <= len(found.answer.subjects)
    record = answer_record(found)
    assert [len(ring["paths"]) for ring in record["rings"]] == [
        len(shapely.get_parts(shapely.boundary(shape))) for shape in (near, far)
    ]
    # A file has each on its own: who measures wants to know whose it is.
    reached = reaches(found)
    assert reached is not None and len(reached) == 2 * len(found.answer.subjects)


PICTURE = {"width_px": 320, "height_px": 200, "dpi": 96.0, "bounds": None, "label_scale": 0.9}
DRAWN = (DrawnFeature("line", "magenta", "", 0, False, ((113.7, 22.5), (114.4, 22.7))),)


def test_a_scene_s_picture_shows_what_its_slide_shows(context: Context) -> None:
    plain = replace(context, view=replace(context.view, ask=None))
    drawing = replace(plain, view=replace(plain.view, drawing=DRAWN))
    compared = replace(plain, view=replace(plain.view, compare=Comparison(View(), None)))
    pictures = [scene_picture(each, PICTURE) for each in (context, plain, drawing, compared)]
    assert len(set(pictures)) == 4
    assert all(Image.open(io.BytesIO(each)).size == (320, 200) for each in pictures)
    found = answered(NEAR, context)
    said = [said_in(each) for each in pictures]
    assert found.title in said[0] and counts_words(found.answer, "zh") in said[0]
    assert said[1:] == ["", "", ""]


def test_a_scene_that_asks_has_the_answer_s_figures_in_the_place_of_the_plan_s(
    context: Context, resolved: ResolvedBriefing, tmp_path: Path
) -> None:
    near, gone, none = resolved.scenes
    assert near.key_figures == gone.key_figures == () and none.key_figures
    make_slides(resolved, context, tmp_path / "b.pptx")
    slides = [slide for slide in Presentation(str(tmp_path / "b.pptx")).slides if slide.slide_layout.name == "地图"]
    figures = [
        {shape.name: shape.text_frame.text for shape in slide.shapes if shape.name.startswith("figure ")}
        for slide in slides
    ]
    certain, possible = answered(NEAR, context).answer.counts
    assert figures[0] == {"figure certain": str(certain), "figure possible": str(possible)}
    assert figures[1] == {} and "figure shown" in figures[2]
    words = "\n".join(slide_words(slides[0]))
    assert text("ask.figure.certain", "zh") in words and text("ask.figure.possible", "zh") in words


def test_own_layers_are_asked_about_by_whom_it_may_alone(context: Context) -> None:
    mine = replace(context, view=View(ask=GONE), workspace=OwnLayers(None))
    with pytest.raises(ExportError) as refused:
        answers_of(mine)
    assert "PLAN_MAP_UPLOADS" in refused.value.message("zh")
    shown = shown_answer(mine)
    assert shown is not None and "PLAN_MAP_UPLOADS" in shown.fault and not shown.marks.things


def test_a_sheet_says_what_was_asked_and_how_much_is_certain_and_possible(context: Context) -> None:
    sheet = compose(context.view, context.plan, context.catalogue, options=SheetOptions(language="zh"))
    found = answered(NEAR, context)
    # Where a line is broken a space may go.
    said = "".join(words_of(sheet.page.figure).split())
    assert "".join(found.title.split()) in said and "".join(counts_words(found.answer, "zh").split()) in said
    for mark in ("asked", "reach", "certain", "possible"):
        assert text(f"ask.mark.{mark}", "zh") in said
    plain = compose(View(), context.plan, context.catalogue, options=SheetOptions(language="zh"))
    assert text("ask.mark.certain", "zh") not in words_of(plain.page.figure)


def test_a_sheet_of_a_question_without_answer_says_why(context: Context) -> None:
    with pytest.raises(ExportError, match="own-0123456789ab"):
        compose(View(ask=GONE), context.plan, context.catalogue, options=SheetOptions(language="zh"))


def test_a_slide_has_the_marks_in_its_legend_and_one_without_answer_says_so(
    context: Context, resolved: ResolvedBriefing, tmp_path: Path
) -> None:
    make_slides(resolved, context, tmp_path / "b.pptx")
    near, gone, none = (
        "\n".join(slide_words(slide))
        for slide in Presentation(str(tmp_path / "b.pptx")).slides
        if slide.slide_layout.name == "地图"
    )
    assert text("ask.mark.certain", "zh") in near and text("ask.mark.possible", "zh") in near
    assert "own-0123456789ab" in gone and text("ask.mark.certain", "zh") not in gone
    assert text("ask.mark.certain", "zh") not in none


def test_a_kit_holds_the_answers_of_its_scenes_and_no_page_that_needs_a_server(
    context: Context, resolved: ResolvedBriefing
) -> None:
    parts = kit_parts(resolved, context)
    held = json.loads(gzip.decompress(parts.documents["answers"]))
    found = answered(NEAR, context)
    assert held[f"zh  {NEAR.link()}"]["counts"]["possible"] == found.answer.counts[1] == 1
    assert held[f"en  {NEAR.link()}"]["title"].startswith("Xili Hub")
    assert "own-0123456789ab" in held[f"zh  {GONE.link()}"]
    assert "ask" not in [page["id"] for page in parts.settings["pages"]]
    plain = resolve(
        Briefing("b", "测试", "", resolved.briefing.scenes[2:]), Vocabulary(context.plan, context.catalogue)
    )
    assert answer_parts(plain, context) == {}
