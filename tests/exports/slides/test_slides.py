"""Slides read back by python-pptx: native words, the East Asian typeface, notes, a table where there are few items."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.context import Context
from exports.progress import Cancelled, silent
from exports.slides.make import add_arguments, make_slides, run
from exports.slides.template import MAP, SLIDE, SPOTS, spot
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.text import Language
from layers.view.link import Vocabulary
from layers.view.state import View
from tests.exports.readers import every_shape, slide_words

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


def named(slide, name: str) -> list:
    return [shape for shape in slide.shapes if shape.name == name]


def test_there_is_a_cover_a_slide_a_scene_and_a_closing_slide(slides: list) -> None:
    assert [slide.slide_layout.name for slide in slides] == ["封面", "地图", "表格", "地图", "地图", "结尾"]
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[:3] == ["测试简报", "交通枢纽", "交通枢纽：项目"]
    assert len(set(titles)) == len(titles)
    assert all(titles)


def test_narrative_figures_source_and_notes_are_native_words(slides: list, plan: Plan) -> None:
    slide = slides[1]
    hubs = sum(item.category == "交通枢纽" for item in plan.items)
    assert named(slide, "narrative")[0].text_frame.text == f"共 {hubs} 处"
    assert named(slide, "figure shown")[0].text_frame.text == str(hubs)
    assert "专栏5" in named(slide, "source")[0].text_frame.text
    assert slide.notes_slide.notes_text_frame.text == "提醒"
    assert spot(slide, "sldNum")._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"


def test_title_then_narrative_are_read_first_and_stand_in_placeholders(slides: list) -> None:
    slide = slides[1]
    assert [shape.is_placeholder for shape in slide.shapes][:3] == [True] * 3
    assert [shape.name for shape in slide.shapes][1] == "narrative"
    assert slide.shapes[0] == slide.shapes.title
    assert all(spot(slide, kind) is not None for kind in SPOTS["map"])


def test_few_items_are_listed_in_a_native_table_and_many_are_not(slides: list, plan: Plan) -> None:
    shape = named(slides[2], "items")[0]
    listed = [shape.table.cell(row, 0).text for row in range(1, len(shape.table.rows))]
    assert listed == [item.name for item in plan.items if item.category == "交通枢纽"]
    assert [len(named(slide, "items")) for slide in slides] == [0, 0, 1, 0, 0, 0]
    assert shape.table.first_row
    assert all(cell.find(qn("a:tcPr"))[0].tag == qn("a:lnB") for cell in shape._element.iter(qn("a:tc")))
    assert not [each for each in slides[2].shapes if each.shape_type == MSO_SHAPE_TYPE.LINE]


def test_the_legend_is_one_group_that_says_what_is_drawn(slides: list) -> None:
    group = named(slides[1], "legend")[0]
    said = {shape.text_frame.text for shape in group.shapes if shape.has_text_frame}
    assert {"交通枢纽", "加快", "推进"} <= said
    assert "重点片区" not in said
    assert "交通枢纽 12" in group._element.nvGrpSpPr.cNvPr.get("descr")


def test_the_map_is_a_picture_of_print_quality_with_words_for_screen_readers(slides: list) -> None:
    picture = next(shape for shape in slides[1].shapes if hasattr(shape, "image"))
    assert picture.image.size[0] / (picture.width / Inches(1)) >= 199
    assert (picture.width, picture.height) == MAP.emu[2:]
    assert picture.width * picture.height >= 0.6 * Inches(SLIDE.width) * Inches(SLIDE.height)
    assert "交通枢纽" in picture._element.nvPicPr.cNvPr.get("descr")


def test_nothing_but_the_sources_is_small(slides: list) -> None:
    for slide in slides:
        for shape in every_shape(slide.shapes):
            sizes = {int(size) for size in shape._element.xpath(".//a:rPr/@sz")} if shape.name != "source" else set()
            assert not sizes or min(sizes) >= 1400, (shape.name, sizes)


def runs(slide) -> Iterator:
    yield from slide._element.iter(qn("a:r"))
    if slide.has_notes_slide:
        yield from slide.notes_slide.notes_text_frame._txBody.iter(qn("a:r"))


def test_every_word_has_a_chinese_typeface(slides: list) -> None:
    for slide in slides:
        found = list(runs(slide))
        assert found
        for part in found:
            face = part.find(qn("a:rPr")).find(qn("a:ea"))
            assert face is None or face.get("typeface") == "+mn-ea"
            assert part.find(qn("a:rPr")).get("lang") == "zh-CN"
    master = slides[0].slide_layout.slide_master.part
    theme = next(each.target_part for each in master.rels.values() if each.reltype.endswith("/theme")).blob.decode()
    assert theme.count('<a:ea typeface="Microsoft YaHei"/>') == theme.count('<a:latin typeface="Arial"/>') == 2
    assert load_catalogue().appearances["light"]["ink"].lstrip("#").upper() in theme


def test_nothing_stands_outside_the_slide_and_no_placeholder_is_left_empty(slides: list) -> None:
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= -Emu(1)
            assert shape.left + shape.width <= Inches(SLIDE.width) + 100
            assert shape.top + shape.height <= Inches(SLIDE.height) + 100
        assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)


def test_markup_in_a_title_stays_text(slides: list) -> None:
    assert slides[3].shapes.title.text.startswith("<script>alert(1)</script> & =1+1")


def test_english_slides_hold_no_chinese_but_names_that_have_no_english(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "en.pptx"
    only = Briefing("b", "测试", "A test", BRIEFING.scenes[:1])
    make_slides(resolve(only, Vocabulary(plan, load_catalogue())), context(plan, "en"), out)
    said = "".join(word for slide in Presentation(str(out)).slides for word in slide_words(slide))
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


def test_the_file_says_what_it_is(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "b.pptx"
    made(plan, out, None)
    known = Presentation(str(out)).core_properties
    assert (known.title, known.language, known.revision) == ("测试简报", "zh-CN", 1)
    assert "深圳规划一张图" in known.author == known.last_modified_by


def made(plan: Plan, out: Path, template: Path | None) -> None:
    only = resolve(Briefing("b", "测试简报", "", BRIEFING.scenes[:1]), Vocabulary(plan, load_catalogue()))
    make_slides(only, context(plan), out, template=template)


def test_a_bureau_s_template_keeps_its_look_and_loses_its_slides(plan: Plan, tmp_path: Path) -> None:
    made(plan, tmp_path / "a.pptx", None)
    theirs = Presentation(str(tmp_path / "a.pptx"))
    layout = theirs.slide_layouts.get_by_name("地图")
    spot(layout, "pic").left = Inches(0.5)
    spot(layout, "pic").width = Inches(7)
    theirs.save(str(tmp_path / "bureau.pptx"))
    made(plan, tmp_path / "b.pptx", tmp_path / "bureau.pptx")
    slides = list(Presentation(str(tmp_path / "b.pptx")).slides)
    assert len(slides) == 4
    picture = next(shape for shape in slides[1].shapes if hasattr(shape, "image"))
    assert (picture.left, picture.width) == (Inches(0.5), Inches(7))
    assert abs(picture.image.size[0] / picture.image.size[1] - 7 / MAP.height) < 0.01


def lacking(presentation) -> None:
    presentation.slide_layouts.get_by_name("地图")._element.cSld.set("name", "Inhalt")


def without_picture(presentation) -> None:
    shape = spot(presentation.slide_layouts.get_by_name("地图"), "pic")._element
    shape.getparent().remove(shape)


def square(presentation) -> None:
    presentation.slide_height = presentation.slide_width


@pytest.mark.parametrize(
    ("spoil", "said"), [(lacking, "地图/Map"), (without_picture, r"地图/Map \(pic\)"), (square, "16:9")]
)
def test_a_template_that_lacks_something_is_refused_in_words(plan: Plan, tmp_path: Path, spoil, said: str) -> None:
    made(plan, tmp_path / "a.pptx", None)
    theirs = Presentation(str(tmp_path / "a.pptx"))
    spoil(theirs)
    theirs.save(str(tmp_path / "bureau.pptx"))
    with pytest.raises(ExportError, match=said):
        made(plan, tmp_path / "b.pptx", tmp_path / "bureau.pptx")
    assert not (tmp_path / "b.pptx").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_template_is_refused_in_words(plan: Plan, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bureau.pptx").write_bytes(content)
    with pytest.raises(ExportError, match="PPTX"):
        made(plan, tmp_path / "b.pptx", tmp_path / "bureau.pptx")


def test_a_scene_that_compares_has_both_maps_and_a_count_for_either(plan: Plan, tmp_path: Path) -> None:
    view = "base=none&on=th&stage=accelerate&vs=base%3Dnone%26on%3Dth%26stage%3Dpromote"
    compared = Briefing("c", "对比", "Both", (Scene("two", "两个阶段", "Two stages", "", "", "", "", view),))
    out = tmp_path / "c.pptx"
    make_slides(resolve(compared, Vocabulary(plan, load_catalogue())), context(plan), out)
    slide = list(Presentation(str(out)).slides)[1]
    (legend,) = named(slide, "legend")
    said = legend._element.nvGrpSpPr.cNvPr.get("descr")
    counts = [
        sum(item.category == "交通枢纽" and item.stage == stage for item in plan.items)
        for stage in ("accelerate", "promote")
    ]
    assert "项数 甲 | 乙" in said and "加快 11 | –" in said and "推进 – | " in said
    assert f"交通枢纽 {counts[0]} | {counts[1] or '–'}" in said
    (told,) = named(slide, "tally")
    assert "甲 图上" in told.text_frame.text and "乙 图上" in told.text_frame.text
    # Of one frame: one scale bar is true for both.
    assert len(named(slide, "scale bar")) == 1
