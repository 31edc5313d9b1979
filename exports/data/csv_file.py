"""CSV: a row an item, with its geometry as text.

No cell is ever run: text that a spreadsheet takes for a formula is neutralised.
"""

import csv
import io

import shapely
from shapely.geometry.base import BaseGeometry

from briefing.files import CELL_LENGTH, CUT, safe_cell
from exports.book.cells import plain_value
from exports.data.crs_choice import CrsChoice
from exports.data.dataset import Dataset
from exports.data.in_crs import places
from exports.data.table import FIELDS

LEAST_SIMPLIFIED_M, MOST_SIMPLIFIED_M = 0.5, 1000.0
METRES_PER_DEGREE = 111_320.0
"""of latitude, and more than of longitude: what is simplified by degrees is never further off"""


def csv_table(data: Dataset) -> bytes:
    """A row an item: the fields, a place on it, its geometry as WKT, and what licence it is under.

    UTF-8 with BOM, for Excel's sake.
    """
    easts, norths = places(data.table, data.choice)
    shapes = [("", "") if geometry is None else fitting_wkt(geometry, data.choice) for geometry in data.table.geometry]
    names = [field.name for field in FIELDS]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [
            *names,
            *(column.name for column in data.inside),
            *data.choice.axes,
            "wkt",
            "wkt_simplified_m",
            "datum",
            "source",
            "licence",
        ]
    )
    constant = [data.about.datum, data.about.source, data.about.licence]
    table = data.table[names].assign(**{column.name: column.values for column in data.inside})
    for row, east, north, shape in zip(table.itertuples(index=False), easts, norths, shapes, strict=True):
        writer.writerow(
            [
                *(safe_cell(plain_value(value)) for value in row),
                plain_value(east),
                plain_value(north),
                *shape,
                *constant,
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def fitting_wkt(geometry: BaseGeometry, choice: CrsChoice) -> tuple[str, float | str]:
    """A geometry as WKT no longer than a cell holds, and how many metres off the truth it was simplified for that.

    Whole geometry has nothing there. Where even a kilometre is not enough, a word says where to find it.
    """
    words = shapely.to_wkt(geometry, rounding_precision=choice.decimals)
    simplified_m = 0.0
    while len(words) > CELL_LENGTH:
        simplified_m = simplified_m * 2 or LEAST_SIMPLIFIED_M
        if simplified_m > MOST_SIMPLIFIED_M:
            return CUT.strip(" …"), ""
        tolerance = simplified_m if choice.metric else simplified_m / METRES_PER_DEGREE
        words = shapely.to_wkt(geometry.simplify(tolerance), rounding_precision=choice.decimals)
    return words, simplified_m or ""
