"""Slides read back by python-pptx: native words, the East Asian typeface, notes, a table where there are few items."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.context import Context
from exports.progress import Cancelled, silent
from exports.slides.make import MAP, SLIDE, add_arguments, make_slides, run
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.text import Language
from layers.view.link import Vocabulary
from layers.view.state import View

HOSTILE = "<script>alert(1)</script> & =1+1 \x0b 长"
BRIEFING = Briefing(
    "b",
    "测试简报",
    "A test",
    (
        Scene("hubs", "交通枢纽", "Hubs", "共 {shown} 处", "{shown} hubs", "提醒", "A reminder", "on=th"),
        Scene("all", HOSTILE, "", "很多", "", "", "", ""),
        Scene("empty", "空", "Empty", "", "", "", "", "on=-"),
    ),
)


def context(plan: Plan, language: Language = "zh") -> Context:
    return Context(View(), plan, load_catalogue(), language, silent)


@pytest.fixture(scope="module")
def slides(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> list:
    out = tmp_path_factory.mktemp("slides") / "b.pptx"
    make_slides(resolve(BRIEFING, Vocabulary(plan, load_catalogue())), context(plan), out)
    return list(Presentation(str(out)).slides)


def words(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]


def named(slide, name: str) -> list:
    return [shape for shape in slide.shapes if shape.name == name]


def test_there_is_a_cover_a_slide_a_scene_and_a_closing_slide(slides: list) -> None:
    assert len(slides) == len(BRIEFING.scenes) + 2
    assert slides[0].shapes.title.text == "测试简报"
    assert [slide.shapes.title.text for slide in slides[1:2]] == ["交通枢纽"]
    assert all(slide.shapes.title.text for slide in slides)


def test_narrative_figures_source_and_notes_are_native_words(slides: list, plan: Plan) -> None:
    slide = slides[1]
    hubs = sum(item.category == "交通枢纽" for item in plan.items)
    assert named(slide, "narrative")[0].text_frame.text == f"共 {hubs} 处"
    assert named(slide, "figure shown")[0].text_frame.text == str(hubs)
    assert "专栏5" in named(slide, "source")[0].text_frame.text
    assert slide.notes_slide.notes_text_frame.text == "提醒"
    assert "1 / 3" in words(slide)


def test_few_items_are_listed_in_a_native_table_and_many_are_not(slides: list, plan: Plan) -> None:
    table = named(slides[1], "items")[0].table
    listed = [table.cell(row, 0).text for row in range(1, len(table.rows))]
    assert listed == [item.name for item in plan.items if item.category == "交通枢纽"]
    assert not named(slides[2], "items")
    assert not named(slides[3], "items")


def test_the_legend_says_what_is_drawn(slides: list) -> None:
    said = words(slides[1])
    assert {"交通枢纽", "加快", "推进"} <= set(said)
    assert "重点片区" not in said


def test_the_map_is_a_picture_of_print_quality_with_words_for_screen_readers(slides: list) -> None:
    picture = next(shape for shape in slides[1].shapes if shape.shape_type == 13)
    assert picture.image.size[0] / (picture.width / Inches(1)) >= 199
    assert (picture.width, picture.height) == MAP.emu[2:]
    assert "交通枢纽" in picture._element.nvPicPr.cNvPr.get("descr")


def runs(slide) -> Iterator:
    yield from slide._element.iter(qn("a:r"))
    if slide.has_notes_slide:
        yield from slide.notes_slide.notes_text_frame._txBody.iter(qn("a:r"))


def test_every_word_has_a_chinese_typeface(slides: list) -> None:
    for slide in slides:
        found = list(runs(slide))
        assert found
        for part in found:
            assert part.find(qn("a:rPr")).find(qn("a:ea")).get("typeface") == "Microsoft YaHei"


def test_nothing_stands_outside_the_slide_and_no_placeholder_is_left_empty(slides: list) -> None:
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= -Emu(1)
            assert shape.left + shape.width <= Inches(SLIDE.width) + 100
            assert shape.top + shape.height <= Inches(SLIDE.height) + 100
        assert all(shape.text_frame.text for shape in slide.placeholders)


def test_markup_in_a_title_stays_text(slides: list) -> None:
    assert slides[2].shapes.title.text.startswith("<script>alert(1)</script> & =1+1")


def test_english_slides_hold_no_chinese_but_names_that_have_no_english(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "en.pptx"
    only = Briefing("b", "测试", "A test", BRIEFING.scenes[:1])
    make_slides(resolve(only, Vocabulary(plan, load_catalogue())), context(plan, "en"), out)
    said = "".join(word for slide in Presentation(str(out)).slides for word in words(slide))
    assert not any("一" <= sign <= "鿿" for sign in said)


def test_stopping_leaves_no_file(plan: Plan, tmp_path: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0:
            raise Cancelled

    resolved = resolve(BRIEFING, Vocabulary(plan, load_catalogue()))
    with pytest.raises(Cancelled):
        make_slides(resolved, Context(View(), plan, load_catalogue(), "zh", stop), tmp_path / "b.pptx")
    assert list(tmp_path.iterdir()) == []


def test_progress_grows_to_the_whole(plan: Plan, tmp_path: Path) -> None:
    told: list[float] = []
    told_to = Context(View(), plan, load_catalogue(), "zh", lambda share, _: told.append(share))
    make_slides(
        resolve(Briefing("b", "题", "", BRIEFING.scenes[:1]), Vocabulary(plan, load_catalogue())),
        told_to,
        tmp_path / "b.pptx",
    )
    assert told == sorted(told) and told[-1] == 1.0 and len(told) >= 4


@pytest.mark.parametrize("wanted", ["nothing", "../../etc/passwd", ""])
def test_the_command_names_the_briefings_there_are(plan: Plan, tmp_path: Path, wanted: str) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(ExportError, match="overview"):
        run(parser.parse_args(["--briefing", wanted]), context(plan))
    assert list(tmp_path.iterdir()) == []
