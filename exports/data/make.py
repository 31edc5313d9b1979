"""The data to take away: what a view's filter finds, or everything, in the formats and datums that planners ask for."""

import argparse
import importlib
from dataclasses import replace
from pathlib import Path

from briefing.errors import ExportError
from briefing.files import written_whole
from exports.command import add_own_argument
from exports.context import Context
from exports.data.crs_choice import CHOICES, GCJ02_NAME, CrsChoice
from exports.data.dataset import Dataset
from exports.data.formats import FORMATS, check_datum
from exports.data.in_crs import in_crs
from exports.data.inside import inside_columns, units_of
from exports.data.table import item_table
from exports.ledger.events import event_table
from exports.ledger.states import states_of
from exports.own.leaving import leaving_shown
from exports.sources import About, about, cited, load_sources
from geo.model import Item
from layers.own.shown import OwnShown
from layers.own.words import missing_words, source_words
from layers.text import text
from layers.view.state import found_items, view_extent

WRITERS = {
    "geojson": ("exports.data.geojson", "geojson"),
    "gpkg": ("exports.gis.package", "geopackage"),
    "qgz": ("exports.gis.package", "project_archive"),
    "shp": ("exports.gis.shape.shapefiles", "shapefiles"),
    "gdb": ("exports.gis.more.geodatabase", "geodatabase"),
    "dxf": ("exports.gis.more.drawing", "drawing"),
    "kml": ("exports.gis.earth.kml", "kml"),
    "kmz": ("exports.gis.earth.kmz", "kmz"),
    "parquet": ("exports.gis.more.parquet", "geoparquet"),
    "pmtiles": ("exports.gis.more.tiles", "tiles"),
    "csv": ("exports.data.csv_file", "csv_table"),
    "xlsx": ("exports.book.items", "workbook"),
}
"""format -> module and the function in it that makes bytes of a Dataset; imported when it is asked for"""


def make_data(context: Context, *, kind: str, crs: str, out: Path, file: str = "") -> None:
    """Write the items that the filter of the context's view finds, whatever layers are on, those without a place too.

    kind: of FORMATS; crs: of CHOICES; file: the name that it will be kept under, where that is not out's. The layers
    that people brought and that the view shows become layers of their own, in the same datum.

    Raises ExportError where nothing is selected or the format has no place for such layers or that datum, and OSError
    where the file cannot be written; then no file is left.
    """
    check_datum(kind, crs)
    items = found_items(context.view, context.plan)
    if not items:
        raise ExportError("data.empty")
    language = context.language
    context.report(0.1, text("data.progress.table", language, count=len(items)))
    dataset = dataset_of(context, items, kind, CHOICES[crs], file or out.name)
    context.report(0.4, text("data.progress.file", language, name=out.name))
    module, name = WRITERS[kind]
    content: bytes = getattr(importlib.import_module(module), name)(dataset)
    context.report(0.9, text("data.progress.file", language, name=out.name))
    with written_whole(out) as path:
        path.write_bytes(content)


def dataset_of(context: Context, items: list[Item], kind: str, choice: CrsChoice, file: str) -> Dataset:
    """What the file is written from. file: the name that it will be kept under."""
    language = context.language
    brought = _own(context, kind)
    sources = [source_words(shown, language) for shown in brought.layers]
    said = [*sources, *(missing_words(missing, language) for missing in brought.missing)]
    placed = sum(item.geometry is not None for item in items)
    selection = text("data.selection", language, count=len(items), placed=placed, unplaced=len(items) - placed)
    states = states_of(context)
    return Dataset(
        items=tuple(items),
        table=in_crs(item_table(items, context.plan, context.catalogue, states), choice),
        choice=choice,
        sources=tuple(cited(items, load_sources())),
        about=_about(context, choice, selection, said),
        catalogue=context.catalogue,
        language=language,
        events=event_table(items, states),
        inside=inside_columns(items, units_of(context.view, context.plan), language) if FORMATS[kind].tabular else (),
        own=tuple(
            leaving_shown(shown, choice, language, source=source)
            for shown, source in zip(brought.layers, sources, strict=True)
        ),
        frame=view_extent(context.view, context.plan),
        file=file,
    )


def _about(context: Context, choice: CrsChoice, selection: str, own: list[str]) -> About:
    """What the file says of itself; that it is in GCJ-02 in its title too."""
    language, day = context.language, states_of(context).day
    datum = choice.label(language) + ("" if choice.epsg else text("data.crs.note", language))
    plain = about(selection=selection, datum=datum, language=language, day=day, own=own)
    return plain if choice.epsg else replace(plain, title=f"{plain.title} ({GCJ02_NAME})")


def _own(context: Context, kind: str) -> OwnShown:
    """What the view shows of what people brought. Raises ExportError where the format holds one table alone."""
    if context.view.own and FORMATS[kind].single:
        others = " / ".join(entry.suffix for entry in FORMATS.values() if not entry.single)
        raise ExportError("data.own.single", suffix=FORMATS[kind].suffix, others=others)
    return context.own()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports data`."""
    add_own_argument(parser)
    parser.add_argument("--format", choices=list(FORMATS), required=True, dest="kind", help="文件格式 / file format")
    parser.add_argument(
        "--crs",
        choices=list(CHOICES),
        help="坐标基准，缺省为格式的第一个 / datum and CRS, by default the format's first",
    )


def endings(options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (FORMATS[options.kind].suffix,)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the file that the options ask for."""
    make_data(context, kind=options.kind, crs=options.crs or FORMATS[options.kind].datums[0], out=options.out)
