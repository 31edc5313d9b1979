"""Sheets that several tests look at, each drawn once."""

import datetime
from functools import cache

from exports.sheet.compose import Sheet, compose
from exports.sheet.options import SheetOptions
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.state import View
from tests.conftest import the_plan

CATALOGUE = load_catalogue()


OPTIONS = SheetOptions(
    paper="A4", title="水环境“治理”$工程$", map_number="粤S(2026)001号", date=datetime.date(2026, 11, 24)
)


WATER = View(layers=frozenset({"water", "units"}))


QUIET = View(layers=frozenset({"water"}), base="none")
"""no city under the plan, which takes half of a sheet's time"""


@cache
def city_sheet() -> Sheet:
    """The sheet that one begins with: for tests that only look."""
    return compose(View(), the_plan(), CATALOGUE, options=SheetOptions())


@cache
def futian_sheet() -> Sheet:
    """The sheet of a district: for tests that only look."""
    return compose(View(unit="futian"), the_plan(), CATALOGUE, options=SheetOptions())


def drawn_once(view: View, plan: Plan, options: SheetOptions) -> Sheet:
    """A sheet, which is the one that one begins with where that is asked for."""
    first = view == View() and options == SheetOptions()
    return city_sheet() if first else compose(view, plan, CATALOGUE, options=options)
