"""Every PDF is one that other programs take, whichever product it is: real fonts, tags, language, what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports.products import main
from layers.text import text

COMMANDS = {
    "sheet": ["--view", "?lang=zh"],
    "brief": ["--district", "yantian"],
    "report": ["--theme", "water", "--lang", "en"],
    "ask": ["near", "--view", "?sel=hub-xili", "--radius", "1000"],
}


@pytest.fixture(scope="module", params=COMMANDS)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out: Path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    assert main([request.param, *COMMANDS[request.param], "--out", str(out)]) == 0
    return PdfReader(out)


def elements(node: object) -> Iterator[dict]:
    """Elements of the structure, in the order in which they are read."""
    if isinstance(node, dict):
        yield node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from elements(kid.get_object())


def test_fonts_are_real_and_embedded_and_say_what_letters_mean(pdf: PdfReader) -> None:
    fonts = {
        name: font.get_object() for page in pdf.pages for name, font in page["/Resources"]["/Font"].get_object().items()
    }
    assert fonts
    for font in fonts.values():
        assert font["/Subtype"] == "/Type1"
        assert font["/FontDescriptor"].get_object()["/FontFile3"].get_object()["/Subtype"] == "/Type1C"
        assert "/ToUnicode" in font
    assert {str(font["/BaseFont"]).rpartition("-")[2] for font in fonts.values()} == {"Bold", "Regular"}


def test_title_tables_and_maps_are_tagged_in_the_language(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    found = list(elements(root["/StructTreeRoot"].get_object()))
    kinds = [str(element["/S"]) for element in found if "/S" in element]
    assert kinds.count("/H1") >= 1
    assert {"/Table", "/TR", "/TH", "/TD", "/P"} <= set(kinds)
    figures = [element for element in found if element.get("/S") == "/Figure"]
    assert figures and all(len(figure["/Alt"]) > 5 for figure in figures)
    assert root["/MarkInfo"]["/Marked"]
    chinese = pdf.metadata is not None and any(letter > "\u4e00" for letter in str(pdf.metadata.title))
    assert root["/Lang"] == ("zh-CN" if chinese else "en")


def test_it_is_of_the_version_that_has_all_this(pdf: PdfReader) -> None:
    assert pdf.pdf_header == "%PDF-1.7"


def test_it_says_what_it_is_and_who_made_it(pdf: PdfReader) -> None:
    said, xmp = pdf.metadata, pdf.xmp_metadata
    assert said is not None and xmp is not None and said.title
    assert said.author == f"{text('app.name', 'zh')} · {text('app.name', 'en')}"
    assert list(xmp.dc_title.values()) == [said.title]
    assert xmp.dc_creator == [said.author]


def test_maps_have_layers_and_coordinates(pdf: PdfReader) -> None:
    assert len(pdf.trailer["/Root"]["/OCProperties"]["/OCGs"]) == 4
    assert any("/VP" in page for page in pdf.pages)
