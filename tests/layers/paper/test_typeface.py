"""The typeface of paper: its weights, its simplified forms, how wide words are and where they break."""

import io
import subprocess
import sys

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

from geo.model import Plan
from layers.paper.fonts import FAMILY, LOCAL_WIDTHS, drawable, font, font_path, is_square, width_pt
from layers.paper.text import Hand, balanced, fitted, shortened, wrapped, write


@pytest.mark.parametrize("bold", [False, True])
def test_the_typeface_has_every_letter_of_the_plan(plan: Plan, bold: bool) -> None:
    known = TTFont(font_path(bold=bold)).getBestCmap()
    words = "".join(item.name + item.name_en + item.clause_text + item.section for item in plan.items)
    assert {letter for letter in words if letter.isprintable() and ord(letter) not in known} == set()


def test_chinese_is_drawn_on_a_machine_without_any_font(tmp_path) -> None:  # type: ignore[no-untyped-def]
    script = (
        "import matplotlib.font_manager as m; m.fontManager.ttflist = []; m.findSystemFonts = lambda *a, **k: []\n"
        "import warnings; warnings.simplefilter('error')\n"
        "from matplotlib.figure import Figure; from layers.paper.fonts import font, use_fonts; use_fonts()\n"
        "f = Figure(); f.text(.1, .5, '深圳规划一张图', fontproperties=font(20)); f.text(.1, .2, '西丽枢纽')\n"
        f"f.savefig({str(tmp_path / 'x.png')!r})\n"
    )
    environment = {"HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path), "FONTCONFIG_FILE": "/dev/null", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert Image.open(tmp_path / "x.png").convert("L").getextrema()[0] < 60


def test_a_letter_that_the_typeface_lacks_is_a_square() -> None:
    assert drawable("🚇 西丽") == "□ 西丽"
    assert drawable("□") == "□" and width_pt("□", 10) == pytest.approx(10)


def test_words_are_measured_and_broken_where_they_may() -> None:
    assert width_pt("深圳", 10) == pytest.approx(20)
    assert wrapped("一二三四五。", 10, 50) == ["一二三四", "五。"]
    assert all(
        "（示意）" in "".join(rows) and not any(row.endswith("（") for row in rows)
        for rows in [wrapped("某某片区（示意）", 10, 60)]
    )
    assert balanced("Longhua District", 10, room_pt=50, most=2) == ["Longhua", "District"]
    assert shortened("Longhua District", 10, 50).endswith("…")
    assert font(10).get_name() == FAMILY


def _local_forms(face: TTFont) -> dict[str, str]:
    """Glyph -> the one that simplified Chinese has in its place; its quotes, for one, are wider."""
    table = face["GSUB"].table
    scripts = {script.ScriptTag: script.Script for script in table.ScriptList.ScriptRecord}
    systems = {system.LangSysTag.strip(): system.LangSys for system in scripts["hani"].LangSysRecord}
    features = [table.FeatureList.FeatureRecord[index] for index in systems["ZHS"].FeatureIndex]
    lookups = (index for each in features if each.FeatureTag == "locl" for index in each.Feature.LookupListIndex)
    forms: dict[str, str] = {}
    for lookup in sorted(lookups):
        for subtable in table.LookupList.Lookup[lookup].SubTable:
            changed = getattr(subtable, "ExtSubTable", subtable).mapping
            forms = changed | {glyph: changed.get(form, form) for glyph, form in forms.items()}
    return forms


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_as_wide_as_the_file_says(plan: Plan, bold: bool) -> None:
    with TTFont(font_path(bold=bold), lazy=True) as face:
        widths, names = face["hmtx"], face.getBestCmap()
        local = _local_forms(face) if bold else {}
        plain = {chr(code): widths[name][0] for code, name in names.items()}
        true = {chr(code): widths[local.get(name, name)][0] for code, name in names.items()}
    assert {letter: wide for letter, wide in true.items() if wide != plain[letter]} == (LOCAL_WIDTHS if bold else {})
    assert {wide for letter, wide in true.items() if is_square(letter)} == {1000}
    words = {letter for item in plan.items for letter in item.name + item.name_en + item.clause_text} | set(
        LOCAL_WIDTHS
    )
    assert {
        letter for letter in words & true.keys() if width_pt(letter, 1000, bold=bold) != pytest.approx(true[letter])
    } == set()


def drawn(words: str, *, bold: bool, language: str | None = None) -> np.ndarray:
    """Ink of words at 40 points, 0 to 1; in another language where one is named."""
    figure = Figure(figsize=(6, 1), dpi=100)
    text = write(figure, 0.02, 0.3, words, Hand(40, "#000000", bold=bold))
    if language:
        text.set_language(language)
    buffer = io.BytesIO()
    figure.savefig(buffer)
    return 1.0 - np.asarray(Image.open(buffer).convert("L")) / 255.0


def test_bold_is_a_weight_of_its_own_and_no_outline() -> None:
    heavier = drawn("深圳", bold=True).sum() / drawn("深圳", bold=False).sum()
    assert heavier > 1.35, "outlined by 3.5 % of the type size it was 1.2"
    figure = Figure()
    write(figure, 0.1, 0.1, "深圳", Hand(20, "#000000", bold=True))
    assert [each.get_path_effects() for each in figure.texts] == [[]], "once, and as it is"


@pytest.mark.parametrize("letter", "门骨直")
def test_bold_has_the_simplified_form_of_a_character(letter: str) -> None:
    assert np.abs(drawn(letter, bold=True) - drawn(letter, bold=True, language="ja")).sum() > 20.0


@pytest.mark.parametrize("words", ["“前海”——深港", "Shenzhen 2025", "广深港 G4（示意）"])
def test_bold_words_are_as_wide_as_they_are_measured(words: str) -> None:
    (ink,) = np.nonzero(drawn(words[:7] + "深", bold=True).any(axis=0))
    wide = width_pt(words[:7] + "深", 40, bold=True) * 100 / 72
    assert ink[-1] - 12 == pytest.approx(wide, abs=7), "600 pixels wide, begun at 12; kerning takes some"


def test_bold_words_are_fitted_by_their_own_width() -> None:
    words, hand = fitted("SHENZHEN WORKS", Hand(20, "#000000", bold=True), 170)
    assert width_pt(words, hand.size_pt, bold=True) <= 170.001
    assert width_pt("Works", 10, bold=True) > width_pt("Works", 10)


def test_bold_words_can_be_found_in_a_pdf() -> None:
    figure, buffer = Figure(), io.BytesIO()
    write(figure, 0.1, 0.1, "“门户”片区", Hand(20, "#000000", bold=True))
    figure.savefig(buffer, format="pdf")
    assert "“门户”片区" in PdfReader(buffer).pages[0].extract_text()
