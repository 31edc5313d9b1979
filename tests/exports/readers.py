"""Products read by readers that have nothing to do with what wrote them."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet
import pyogrio
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

PRODUCT = "99400891"
"""9973 × 9967: in a file only where something was evaluated"""


def clean(words: str) -> str:
    """What is left of words whatever a format can hold: letters, digits, signs."""
    return re.sub(r"[\s\x00-\x1f\x7f\u2028\u2029\ufffe\ufeff\u202a-\u202e\u2066-\u2069□]|^'|‘|’", "", words)


def pdf_text(path: Path) -> str:
    reader = PdfReader(path)
    for page in reader.pages:
        for note in page.get("/Annots", []):
            assert "/A" not in note.get_object()
    assert "/JavaScript" not in str(reader.trailer["/Root"])
    return "".join(page.extract_text() for page in reader.pages)


def every_shape(shapes: Iterable) -> Iterator:
    """Shapes of a slide, and those of its groups."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def slide_words(slide) -> list[str]:
    """The words of every shape of a slide that has some."""
    return [
        shape.text_frame.text for shape in every_shape(slide.shapes) if shape.has_text_frame and shape.text_frame.text
    ]


def pptx_text(path: Path) -> str:
    texts = []
    for slide in Presentation(str(path)).slides:
        assert not [part for part in slide.part.rels.values() if part.is_external]
        shapes = [*every_shape(slide.shapes), *slide.notes_slide.shapes]
        texts += [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        texts += [
            cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells
        ]
    return "\n".join(texts)


def xlsx_cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    # A link leads to another sheet, never out of the file.
    assert not [
        cell.coordinate for cell in cells if cell.data_type == "f" or (cell.hyperlink and cell.hyperlink.target)
    ]
    return [*book.sheetnames, *(str(cell.value) for cell in cells)]


class Tags(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.found)


def quiet(html: str) -> Tags:
    """A page in which no element comes from words."""
    tags = Tags(html)
    addresses = [
        value for _, attributes in tags.found for name, value in attributes.items() if name in ("src", "href") and value
    ]
    assert all(address.startswith(("data:", "#")) for address in addresses), addresses
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    return tags


def table_texts(path: Path) -> Iterator[list[str]]:
    """Rows of a data file as its own kind of reader finds them."""
    if path.suffix == ".csv":
        yield from csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    elif path.suffix == ".xlsx":
        yield from ([cell] for cell in xlsx_cells(path))
    elif path.suffix == ".geojson":
        content = json.loads(path.read_text(encoding="utf-8"))
        yield from ([str(value) for value in feature["properties"].values()] for feature in content["features"])
    elif path.suffix == ".kmz":
        with zipfile.ZipFile(path) as archive:
            yield from ([element.text or ""] for element in ElementTree.fromstring(archive.read("doc.kml")).iter())
    elif path.suffix == ".parquet":
        yield from ([str(value) for value in row.values()] for row in pyarrow.parquet.read_table(path).to_pylist())
    elif path.suffix == ".kml":
        yield from ([element.text or ""] for element in ElementTree.parse(path).iter())
    elif path.suffix == ".zip" and not path.name.endswith(".gdb.zip"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert "/" not in name and ".." not in name
                if name.endswith(".csv"):
                    yield from csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
            shapes = [name for name in archive.namelist() if name.endswith(".shp")]
        for name in shapes:
            yield from (
                [str(value) for value in row]
                for row in pyogrio.read_dataframe(f"/vsizip/{path}/{name}", read_geometry=False).to_numpy()
            )
    else:
        source = f"/vsizip/{{{path}}}/plan.gpkg" if path.suffix == ".qgz" else path
        for layer in pyogrio.list_layers(source)[:, 0]:
            yield from (
                [str(value) for value in row]
                for row in pyogrio.read_dataframe(source, layer=layer, read_geometry=False).to_numpy()
            )
