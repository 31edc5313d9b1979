"""What lies over a map that compares stands on both halves: answers, drawings, names of layers that people brought."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pptx import Presentation

from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.ask.marks import answers_of
from exports.context import Context
from exports.progress import silent
from exports.sheet import compose as composing
from exports.sheet.compose import Sheet, compose
from exports.sheet.legend import Told
from exports.sheet.options import SheetOptions
from exports.sheet.telling import told_of
from exports.slides.make import make_slides
from geo.analysis.question import Question
from geo.model import Plan
from geo.query import Filter
from geo.store.place import WORKSPACE
from layers.answer_words import counts_words
from layers.own.shown import OwnShown
from layers.paper.answer.shapes import AROUND_ZORDER, FIRST_ZORDER
from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.view.drawing import DrawnFeature
from layers.view.link import Vocabulary
from layers.view.state import Comparison, View
from tests.layers.own.workspace import two_layers

CATALOGUE = load_catalogue()
NEAR = Question("near", ("sel=hub-xili",), ("kind=point",), (6000.0,))
OPENED = Question("near", ("sel=hub-xili",), ("state=open",), (9000.0,))
LATER = date(2023, 1, 1)
DRAWING = (
    DrawnFeature("area", "magenta", "备选范围", 0, True, ((113.95, 22.52), (114.06, 22.53), (114.06, 22.58))),
    DrawnFeature("number", "ink", "", 3, False, ((114.05, 22.55),)),
)
HUBS = View(layers=frozenset({"transport-hub"}), base="none", filter=Filter(theme=frozenset({"transport"})))


@pytest.fixture(scope="module")
def own(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnShown]:
    folder = tmp_path_factory.mktemp("work") / "own"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(WORKSPACE, str(folder))
        sites, shapes = two_layers(folder)
        yield Context(replace(HUBS, own=(sites.id, shapes.id)), plan, CATALOGUE, "zh", silent).own()


def compared(view: View, **other: Any) -> View:
    return replace(view, compare=Comparison(replace(HUBS, **other), 50))


def outlines(sheet: Sheet) -> list[int]:
    """How many strokes of an answer's marks lie on each half."""
    assert sheet.beside is not None
    return [
        sum(FIRST_ZORDER <= artist.get_zorder() <= AROUND_ZORDER for artist in drawn.axes.get_children())
        for drawn in (sheet.drawn, sheet.beside)
    ]


def words_of(sheet: Sheet) -> list[str]:
    return [words.get_text() for axes in sheet.page.figure.axes for words in axes.texts]


def test_an_answer_is_outlined_on_both_halves_and_explained_once(plan: Plan) -> None:
    sheet = compose(compared(replace(HUBS, ask=NEAR)), plan, CATALOGUE, options=SheetOptions())
    one, other = outlines(sheet)
    assert one == other > 0
    certain = text("ask.mark.certain", "zh")
    assert [words for words in words_of(sheet) if words.startswith(certain)] == [f"{certain}  0"]


def test_an_answer_of_another_day_is_that_half_s_own_and_both_are_counted(plan: Plan) -> None:
    view = compared(replace(HUBS, ask=OPENED), day=LATER)
    now, then = answers_of(Context(view, plan, CATALOGUE, "zh", silent))
    assert now.answer.counts != then.answer.counts
    sheet = compose(view, plan, CATALOGUE, options=SheetOptions())
    said = "".join("".join(words_of(sheet)).split())
    for name, found in (("甲", now), ("乙", then)):
        assert "".join(f"{name} {counts_words(found.answer, 'zh')}".split()) in said


def test_drawings_and_names_of_own_features_stand_on_both_halves(
    plan: Plan, own: OwnShown, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Told] = []
    monkeypatch.setattr(composing, "told_of", lambda *args, **more: said.append(told_of(*args, **more)) or said[0])
    view = compared(replace(HUBS, drawing=DRAWING, own=tuple(each.kept.id for each in own.layers)))
    sheet = compose(view, plan, CATALOGUE, options=SheetOptions(), own=own, beside=own)
    words = words_of(sheet)
    assert sheet.beside is not None and sheet.beside.drawing == DRAWING
    assert words.count("备选范围") == 2 and words.count("甲地块") == 2
    # One legend that is true for both: a row a class, with the number on either map.
    assert words.count("学校") == 1
    told = said[0].entries
    assert {row.counts for row in told if row.kind == "drawing"} == {("2", "2")}
    assert {row.words: row.counts for row in told if row.kind == "own"}["医院"] == ("1", "1")


def test_a_slide_has_both_answers_and_counts_either(plan: Plan, tmp_path: Path) -> None:
    link = f"base=none&on=th&ask={quote(OPENED.link(), safe='')}&vs={quote(f'base=none&on=th&day={LATER}', safe='')}"
    scene = Scene("two", "两天", "Two days", "", "", "", "", link)
    resolved = resolve(Briefing("c", "对比", "Both", (scene,)), Vocabulary(plan, CATALOGUE))
    make_slides(resolved, Context(View(), plan, CATALOGUE, "zh", silent), tmp_path / "c.pptx")
    view = resolved.scenes[0].view
    now, then = answers_of(Context(view, plan, CATALOGUE, "zh", silent))
    slide = list(Presentation(str(tmp_path / "c.pptx")).slides)[1]
    (legend,) = [shape for shape in slide.shapes if shape.name == "legend"]
    said = legend._element.nvGrpSpPr.cNvPr.get("descr")
    assert f"{text('ask.mark.certain', 'zh')} {now.answer.counts[0]} | {then.answer.counts[0]}" in said
