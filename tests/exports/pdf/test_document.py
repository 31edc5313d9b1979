"""A PDF in one go: what broke it off is what is heard, and its objects are all there."""

import io
import re
from typing import Any

import pytest
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from pypdf import PdfReader

from exports.pdf.document import Document, Parts
from layers.paper.marks import END, Mark, Tag, put
from layers.paper.text import Hand, write


class Stopping(Artist):
    """Somebody cancels while a page is drawn."""

    def draw(self, renderer: Any) -> None:
        raise KeyboardInterrupt


def test_what_breaks_a_page_off_is_what_is_heard() -> None:
    figure = Figure()
    figure.add_artist(Stopping())
    with pytest.raises(KeyboardInterrupt), Document({"Title": "x"}, "zh") as file:
        file.add(figure, Parts([], []))
    assert b"%%EOF" not in file.content.getvalue()


def page(words: str) -> Figure:
    figure = Figure(figsize=(3, 2))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    put(axes, [Mark(b"/P <</MCID 0>> BDC", 1), Mark(END, 30)])
    write(axes, 0.1, 0.5, words, Hand(12, "#000000", zorder=20))
    return figure


def test_pages_share_fonts_and_have_their_own_tags() -> None:
    about = {"Title": "(标题) \\", "Author": "", "Creator": "a & b"}
    with Document(about, "en") as file:
        for number in (1, 2):
            file.add(page(f"第{number}页"), Parts([Tag(("P",))], []))
    content = file.content.getvalue()
    reader = PdfReader(io.BytesIO(content), strict=True)
    assert [each.extract_text().strip() for each in reader.pages] == ["第1页", "第2页"]
    assert reader.metadata is not None and reader.metadata.title == "(标题) \\" and reader.metadata.author is None
    # XMP stands as it is, for whoever looks for it.
    assert b"a &amp; b</xmp:CreatorTool>" in content
    tree: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    parts = [part.get_object() for part in tree["/K"][0].get_object()["/K"]]
    assert [part["/Pg"].indirect_reference for part in parts] == [each.indirect_reference for each in reader.pages]
    assert [each["/StructParents"] for each in reader.pages] == [0, 1]
    assert "/OCProperties" not in reader.trailer["/Root"], "no map, no layers"


def test_every_object_is_where_the_table_says() -> None:
    with Document({"Title": "x"}, "zh") as file:
        file.add(page("深圳"), Parts([Tag(("H1",))], []))
    content = file.content.getvalue()
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    rows = re.findall(rb"(\d{10}) \d{5} n", content[start:])
    assert len(rows) > 10
    for number, place in enumerate(map(int, rows), start=1):
        assert content[place:].startswith(b"%d 0 obj" % number)
