"""What a View asks goes along: the sheet and the slide mark it with legend and counts, the kit holds the answer."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pptx import Presentation

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.resolved import ResolvedBriefing, resolve
from exports.ask.answered import answered
from exports.context import Context
from exports.kit.answers import answer_parts
from exports.kit.parts import kit_parts
from exports.progress import silent
from exports.sheet.compose import compose
from exports.sheet.options import SheetOptions
from exports.slides.make import make_slides
from geo.analysis.question import Question
from geo.model import Plan
from layers.answer_words import counts_words
from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.view.link import Vocabulary
from layers.view.state import View
from tests.exports.readers import slide_words

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


def test_outlines_lie_over_what_the_map_draws_and_under_its_names(context: Context) -> None:
    drawn, without = (
        compose(view, context.plan, context.catalogue, options=SheetOptions(language="zh")).drawn
        for view in (context.view, replace(context.view, ask=None))
    )
    kept = {round(each.zorder, 6) for each in without.axes.get_children()}
    outlines = [each for each in drawn.axes.collections if round(each.zorder, 6) not in kept]
    found = answered(NEAR, context)
    assert len(outlines) >= len(found.answer) + 1
    assert min(text.zorder for text in drawn.axes.texts) > max(each.zorder for each in outlines)
    assert min(each.zorder for each in outlines) > max(
        patch.zorder for patch in without.axes.patches if patch.zorder < min(text.zorder for text in drawn.axes.texts)
    )
    # Nothing else lies over the map that could cover its names: the page itself and the corner's map have their own.
    place = drawn.axes.get_position().bounds
    assert [axes.get_position().bounds for axes in drawn.axes.figure.axes].count(place) == 1


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
