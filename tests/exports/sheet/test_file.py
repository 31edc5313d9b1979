"""Files of sheets read back: size, words, fonts, dots; and what leaves none."""

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from briefing.errors import ExportError
from exports.progress import Cancelled, silent
from exports.sheet.make import make_sheet, sheet_preview
from exports.sheet.options import SheetOptions
from geo.model import Plan
from geo.query import Filter
from layers.view.state import Camera, View
from tests.exports.sheet.drawn import CATALOGUE, OPTIONS, QUIET, WATER

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@pytest.fixture(scope="module")
def pdf(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("sheet") / "水.pdf"
    make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=out, report=silent)
    return PdfReader(out)


def test_the_pdf_is_one_page_of_the_paper_asked_for(pdf: PdfReader) -> None:
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx((297, 210), abs=0.2)


def test_its_words_are_text(pdf: PdfReader, plan: Plan) -> None:
    words = pdf.pages[0].extract_text()
    for wanted in (
        "水环境“治理”$工程$",
        "图例",
        "粤S(2026)001号",
        "EPSG:4547",
        "CGCS2000",
        "2026-11-24",
        "来源",
        "1:500 000",
        "福田区",
        "水环境治理工程",
    ):
        assert wanted in words
    named = [item for item in plan.items if item.theme == "water" and item.name in words.replace("\n", "")]
    assert len(named) >= 5
    assert "（示意）" in words


def test_its_fonts_are_embedded_and_it_holds_no_picture(pdf: PdfReader) -> None:
    resources = pdf.pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    assert all("/FontFile3" in font["/FontDescriptor"] and "/ToUnicode" in font for font in fonts)
    assert not pdf.pages[0].images


def test_title_and_author_are_in_the_file(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == OPTIONS.title
    assert "深圳规划一张图" in str(pdf.metadata.author)


@pytest.mark.parametrize(("paper", "portrait", "size"), [("A4", True, (2480, 3508)), ("A3", False, (4961, 3508))])
def test_the_png_has_300_dots_an_inch(
    plan: Plan, tmp_path: Path, paper: str, portrait: bool, size: tuple[int, int]
) -> None:
    out = tmp_path / "sheet.png"
    make_sheet(QUIET, plan, CATALOGUE, options=SheetOptions(paper=paper, portrait=portrait), out=out, report=silent)
    with Image.open(out) as picture:
        assert picture.size == size
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_the_preview_is_the_print(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "sheet.png"
    make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=out, report=silent)
    small = Image.open(io.BytesIO(sheet_preview(WATER, plan, CATALOGUE, options=OPTIONS))).convert("L")
    printed = Image.open(out).convert("L").resize(small.size, Image.Resampling.BOX)
    differing = sum(abs(one - other) > 96 for one, other in zip(small.tobytes(), printed.tobytes(), strict=True))
    assert differing / (small.width * small.height) < 0.01


@pytest.mark.parametrize(
    ("view", "key"),
    [
        (View(filter=Filter(text="没有这样的项目")), "exports.empty"),
        (View(layers=frozenset()), "exports.empty"),
        (View(filter=Filter(kind=frozenset({"citywide"}))), "sheet.nothing"),
        (View(layers=frozenset({"water"}), camera=Camera(112.0, 21.0, 12.0)), "sheet.nothing"),
    ],
)
def test_an_empty_selection_is_said_and_leaves_no_file(plan: Plan, tmp_path: Path, view: View, key: str) -> None:
    with pytest.raises(ExportError) as caught:
        make_sheet(view, plan, CATALOGUE, options=SheetOptions(), out=tmp_path / "a.pdf", report=silent)
    assert caught.value.key == key
    assert not list(tmp_path.iterdir())


def test_another_kind_of_file_is_refused(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.pdf"):
        make_sheet(WATER, plan, CATALOGUE, options=OPTIONS, out=tmp_path / "a.docx", report=silent)


def test_a_cancelled_sheet_leaves_no_file(plan: Plan, tmp_path: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sheet(QUIET, plan, CATALOGUE, options=OPTIONS, out=tmp_path / "a.pdf", report=stop)
    assert not list(tmp_path.iterdir())


def test_a_killed_run_leaves_no_file_under_the_final_name(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from exports.sheet.make import *; "
        "from geo.plan import load_plan\n"
        "from layers.style.catalogue import label_text, load_catalogue; from layers.view.state import View\n"
        "def report(share, what):\n    if share > 0.9: os.kill(os.getpid(), signal.SIGKILL)\n"
        "view = View(layers=frozenset({'water'}), base='none')\n"
        "make_sheet(view, load_plan(), load_catalogue(), options=SheetOptions(paper='A4'), "
        f"out=Path({str(tmp_path / 'a.pdf')!r}), report=report)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not (tmp_path / "a.pdf").exists()
