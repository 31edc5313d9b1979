"""DXF for CAD: outlines on a layer for each layer of the map, names on layers beside them. Metres, EPSG:4547.

CAD programs in China read text in the code page 936; a letter that it lacks is written as DXF's own `\\U+XXXX`.
"""

import codecs
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import geopandas as gpd
import pandas as pd
import pyogrio

from exports.data.dataset import Dataset
from exports.data.gis import gdal_folder, write_pieces
from exports.gis.fields import plain_fields
from exports.gis.own.styled import own_styled
from exports.gis.styled import Styled, plan_layers
from exports.own.leaving import plain_cell
from layers.style.catalogue import INDICATIVE_MARK
from layers.text import text

CODE_PAGE, ENCODING = "ANSI_936", "gbk"
GDAL_CODE_PAGE = "ANSI_1252"
ESCAPED = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
NAME_M = 120.0
"""height of letters"""


def drawing(data: Dataset) -> bytes:
    """Lines, areas' outlines and points as they lie, each layer of the map in its colour, and the items' names."""
    layers = [*own_styled(data), *plan_layers(data, plain_fields(data.choice))]
    parts = [part for layer in layers for part in _entities(layer, data)]
    table = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=data.choice.crs())
    return drawn_entities(table, [f"{heading}: {words}" for heading, words in data.about.rows(data.language)])


def drawn_entities(table: gpd.GeoDataFrame, said: Iterable[str]) -> bytes:
    """A drawing of rows that have a Layer each. said: what it says of itself, as comments."""
    with gdal_folder() as folder, _outlines(), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        path = folder / "plan.dxf"
        write_pieces(table, path, layer="entities", driver="DXF")
        comments = "".join(f"999\n{' '.join(line.split())}\n" for line in said)
        return _in_code_page(comments) + _in_code_page(_read(path.read_bytes()))


def _entities(layer: Styled, data: Dataset) -> Iterator[gpd.GeoDataFrame]:
    """What lies where, then the names beside it."""
    color = _color(layer)
    shapes = layer.table.geometry
    frame = {"Layer": layer.name, "OGR_STYLE": f"PEN(c:{color},w:1px)"}
    yield gpd.GeoDataFrame(frame, index=shapes.index, geometry=shapes)
    named = _names(layer, data)
    if named:
        places = shapes.map(lambda shape: shape.representative_point())
        styles = [f'LABEL(f:"SimSun",t:"{words}",s:{NAME_M:g}g,c:{color})' for words in named]
        said = {"Layer": f"{layer.name}_{text('gis.dxf.names', data.language)}", "OGR_STYLE": styles}
        beside = gpd.GeoDataFrame(said, index=shapes.index, geometry=places)
        yield beside[[bool(words) for words in named]]


def _color(layer: Styled) -> str:
    """#rrggbb of the last line of its first rule, else of what is drawn first."""
    marks = layer.rules[0].marks
    return next((mark.color for mark in reversed(marks) if mark.kind in ("stroke", "symbol", "arrow")), marks[0].color)


def _names(layer: Styled, data: Dataset) -> list[str]:
    """The words beside each row; none where the layer has no names."""
    if not layer.labels:
        return []
    column, mark = layer.labels[0].field, INDICATIVE_MARK[data.language]
    unsure = layer.table.get("precision", pd.Series("", index=layer.table.index)) == "indicative"
    return [
        _plain(value) + (mark if indicative else "")
        for value, indicative in zip(layer.table[column], unsure, strict=True)
    ]


def _plain(value: object) -> str:
    """Words in one line, without what ends a text in GDAL's language of styles."""
    words = " ".join(str(plain_cell(value) or "").split())
    return words.replace("\\", "＼").replace('"', "”")


@contextmanager
def _outlines() -> Iterator[None]:
    """Areas as their outlines: fills would hide the drawing that they are laid over."""
    pyogrio.set_gdal_config_options({"DXF_WRITE_HATCH": "NO"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"DXF_WRITE_HATCH": None})


def _read(content: bytes) -> str:
    """What GDAL has written: names of layers in UTF-8, but texts in Latin-1, all else escaped."""
    lines = (_line(line) for line in content.split(b"\n"))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), "\n".join(lines))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _in_code_page(words: str) -> bytes:
    """A drawing's text with the code page that it names."""
    return words.replace(GDAL_CODE_PAGE, CODE_PAGE, 1).encode(ENCODING, _escape_name())


def _escape_name() -> str:
    """The name of what writes letters that the code page lacks."""

    def escaped(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeEncodeError)
        pairs = error.object[error.start : error.end].encode("utf-16-be")
        codes = (pairs[at : at + 2].hex().upper() for at in range(0, len(pairs), 2))
        return "".join(f"\\U+{code}" for code in codes), error.end

    codecs.register_error("dxf", escaped)
    return "dxf"
