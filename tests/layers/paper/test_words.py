"""Words in a PDF: set as matplotlib sets them, with a halo that is seen and not read."""

import io
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.ft2font import LoadFlags
from PIL import Image
from pypdf import PdfReader

from exports.pdf.document import Document, Parts
from geo.model import Plan
from layers.paper.fonts import LANGUAGE, width_pt
from layers.paper.letters.rows import APART, UNITS, face_of, row_of, width_of
from layers.paper.text import Hand, write

DPI = 200


@pytest.mark.parametrize("bold", [False, True])
def test_letters_stand_as_the_typeface_sets_the_whole_name(plan: Plan, bold: bool) -> None:
    face = face_of(bold)
    names = {item.name for item in plan.items} | {"2025（示意）", "100%、3/4。", "AVTo", "“前海”——1"}
    pairs = {first + second for name in names for first, second in pairwise(name)}
    wrong = []
    for words in names | {pair for pair in pairs if APART.fullmatch(pair)}:
        whole = face._layout(words, LoadFlags.NO_HINTING, features=None, language=LANGUAGE)
        row = row_of(words, bold)
        places = [width_of(row[:number]) + letter.kern for number, letter in enumerate(row)]
        if [each.glyph_index for each in whole] != [letter.glyph for letter in row] or not np.allclose(
            places, [each.x for each in whole], atol=0.1
        ):
            wrong.append(words)
    assert wrong == []


def test_rows_are_as_wide_as_words_are_measured() -> None:
    for bold in (False, True):
        assert width_of(row_of("西丽枢纽2025", bold)) / UNITS == pytest.approx(width_pt("西丽枢纽2025", 1.0, bold=bold))


def page_of(words: str, hand: Hand) -> tuple[Figure, bytes]:
    """Words on a dark page, and the same as a PDF."""
    figure = Figure(figsize=(4, 2), facecolor="#000000")
    write(figure, 0.5, 0.4, words, hand)
    with Document({}, "zh") as file:
        file.add(figure, Parts([], []))
    return figure, file.content.getvalue()


def ink(picture: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """Which pixels are red, and which are white."""
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    return (pixels[..., 0] > 128) & (pixels[..., 1] < 128), pixels.min(axis=2) > 128


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
@pytest.mark.parametrize("turn", [0.0, 30.0])
@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_pdf_shows_what_a_picture_shows(tmp_path: Path, turn: float, align: str) -> None:
    hand = Hand(26, "#ffffff", bold=True, halo="#ff0000", halo_pt=3.0, align=align, rotation_deg=turn)  # type: ignore[arg-type]
    figure, content = page_of("前海AV（1）", hand)
    figure.savefig(tmp_path / "own.png", dpi=DPI, facecolor="#000000")
    (tmp_path / "own.pdf").write_bytes(content)
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", tmp_path / "own.pdf", tmp_path / "pdf"], check=True
    )
    drawn, printed = (ink(Image.open(tmp_path / name)) for name in ("own.png", "pdf.png"))
    for one, other in zip(drawn, printed, strict=True):
        assert one.sum() > 500
        assert (one ^ other).sum() < 0.15 * one.sum(), "edges only"


def test_a_name_with_a_halo_is_read_once() -> None:
    _, content = page_of("前海枢纽", Hand(20, "#ffffff", halo="#ff0000"))
    said = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "".join(said.split()) == "前海枢纽"


def test_a_halo_alone_is_no_words() -> None:
    _, content = page_of("前海枢纽", Hand(20, "#ffffff", halo="#ff0000", only_halo=True))
    assert PdfReader(io.BytesIO(content)).pages[0].extract_text().split() == []
