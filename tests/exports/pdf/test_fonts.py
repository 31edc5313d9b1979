"""Letters of a PDF's fonts: the typeface's own outlines, each code with its letter and its meaning."""

import io

import numpy as np
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path
from pypdf import PdfReader

from exports.pdf.compact import NOTDEF, compact_font
from exports.pdf.document import Document, Parts
from exports.pdf.fonts import EMPTY, charstring, meanings, outline
from layers.paper.fonts import font_path
from layers.paper.text import Hand, write


def program(places: list[tuple[float, float]], codes: list[int]) -> list[object]:
    """A letter 500 wide, decompiled."""
    content = charstring(500, np.array(places, dtype=float), np.array(codes, dtype=np.int8))
    letter = T2CharString(bytecode=content)
    letter.decompile()
    return list(letter.program)


def test_an_outline_keeps_its_course() -> None:
    places = [(10, 0), (90, 0), (90, 40), (50, 80), (10, 80), (-98, -1120), (-98, 900), (0, 0)]
    codes = [Path.MOVETO, Path.LINETO, *[Path.CURVE4] * 3, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    assert program(places, [int(code) for code in codes]) == [
        500, 10, 0, "rmoveto", 80, 0, "rlineto", 0, 40, -40, 40, -40, 0, "rrcurveto",
        -108, -1200, "rlineto", 0, 2020, "rlineto", "endchar",
    ]  # fmt: skip


def test_a_curve_of_one_handle_is_written_with_two() -> None:
    places = [(0, 0), (30, 60), (60, 0), (0, 0)]
    codes = [Path.MOVETO, *[Path.CURVE3] * 2, Path.CLOSEPOLY]
    assert program(places, [int(code) for code in codes]) == [
        500, 0, 0, "rmoveto", 20, 40, 20, 0, 20, -40, "rrcurveto", "endchar"
    ]  # fmt: skip


def test_every_letter_is_drawn_as_in_the_typeface() -> None:
    face, known = FT2Font(str(font_path())), TTFont(font_path())
    names = known.getGlyphOrder()
    wanted = [face.get_char_index(ord(letter)) for letter in "深圳规划一张图AQ&8，"]
    letters = {names[glyph]: charstring(*outline(face, glyph)) for glyph in wanted}
    content = compact_font("Some-Name", {NOTDEF: EMPTY} | letters, (-5, -200, 1000, 900))
    made = CFFFontSet()
    made.decompile(io.BytesIO(content), known)
    assert made.fontNames == ["Some-Name"] and made[0].charset == [NOTDEF, *letters]
    assert made[0].FontBBox == [-5, -200, 1000, 900]
    assert made[0].CharStrings[NOTDEF].bytecode == EMPTY
    for glyph in wanted:
        drawn, own = RecordingPen(), RecordingPen()
        made[0].CharStrings[names[glyph]].draw(drawn)
        made[0].CharStrings[names[glyph]].decompile()
        known.getGlyphSet()[names[glyph]].draw(own)
        assert [each for each in drawn.value if each[0] != "lineTo"] == [
            each for each in own.value if each[0] != "lineTo"
        ]
        assert made[0].CharStrings[names[glyph]].width == known["hmtx"][names[glyph]][0]


def test_what_letters_mean_is_said_in_lists_of_a_hundred() -> None:
    content = meanings({code: chr(0x6DF1 + code) for code in range(250)})
    assert [content.count(b"%d beginbfchar" % count) for count in (100, 50)] == [2, 1]
    assert b"<00> <6df1>" in content and "𠮷".encode("utf-16be").hex().encode() in meanings({7: "𠮷"})


def test_more_letters_than_a_font_holds_are_read_and_measured() -> None:
    words = ["".join(map(chr, range(start, start + 40))) for start in range(0x4E00, 0x4E00 + 600, 40)]
    figure = Figure(figsize=(8, 8))
    for row, line in enumerate(words):
        write(figure, 0.05, 0.95 - row * 0.05, line, Hand(9, "#000000"))
    with Document({"Title": "字"}, "zh") as file:
        file.add(figure, Parts([], []))
    page = PdfReader(io.BytesIO(file.content.getvalue())).pages[0]
    assert page.extract_text().split() == words
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]  # type: ignore[index]
    assert len(fonts) >= 6
    for font in fonts:
        assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1
        assert set(font["/Widths"]) == {1000}
