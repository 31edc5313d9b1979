"""What is true of the plan as a whole: data/plan.toml.

Without it nothing is expected of the plan, and its region is all that can be drawn.
"""

import math
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo.files.shapes import USABLE_BOUNDS, Bounds
from geo.files.strict import SHOWN_LENGTH, RefusedError, clean, read_text
from geo.folder import DATA
from geo.messages import Breach

FACTS_FILE = "data/plan.toml"
FACTS_PATH = DATA / "plan.toml"
ANY_TIME = date(2000, 1, 1), date(2100, 12, 31)
"""the years of a plan that does not say which are its own"""


@dataclass(frozen=True, slots=True)
class Apart:
    """A unit that lies beyond the city's extent, and what its button says."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class UnitItem:
    """How a unit counts among the items."""

    theme: str = ""
    category: str = ""
    stage: str = ""
    plan_column: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Bounds are west, south, east, north in degrees, WGS-84."""

    id: str = ""
    """names the plan where several are kept beside one another; empty where that is not said"""
    units: int | None = None
    """how many there are; None where that is not said"""
    region: Bounds = USABLE_BOUNDS
    """where items may lie"""
    link: Bounds = USABLE_BOUNDS
    """where a link's camera may stand"""
    reach: Bounds = USABLE_BOUNDS
    """where a camera that is moved by hand may stand"""
    start: tuple[float, float, float] = (115.0, 22.5, 7.0)
    """longitude, latitude and zoom before the city's extent is known"""
    apart: tuple[Apart, ...] = ()
    unit_item: UnitItem = UnitItem()
    covered: tuple[tuple[int, int], ...] = ()
    """first and last line of the outline, 1-based, of each text that items must quote completely"""
    followed: tuple[str, ...] = ()
    """themes of which every item has its progress looked up"""
    ongoing: tuple[str, ...] = ()
    """themes of areas that never open as a whole: what goes on in them leaves them ongoing"""
    period: tuple[date, date] = ANY_TIME
    """first and last day of the plan's years: no state is told of before, and what it promises is due with the last"""


def facts() -> Facts:
    """The facts of the plan in the data folder. Never raises: see `facts_breach`."""
    return _read(FACTS_PATH)[0]


def facts_breach() -> Breach | None:
    """What keeps data/plan.toml from being read."""
    return _read(FACTS_PATH)[1]


@cache
def _read(path: Path) -> tuple[Facts, Breach | None]:
    try:
        return _facts(tomllib.loads(read_text(path))), None
    except RefusedError as refused:
        return Facts(), refused.breach(FACTS_FILE)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        return Facts(), Breach(FACTS_FILE, "", "file-not-toml", {"detail": clean(str(error))[:SHOWN_LENGTH]})


def _facts(raw: dict[str, Any]) -> Facts:
    """Raises ValueError or TypeError naming what is wrong."""
    unknown = set(raw) - set(Facts.__dataclass_fields__)
    if unknown:
        raise ValueError(f"{sorted(unknown)[0]}: unknown")
    units = raw.get("units")
    if units is not None and type(units) is not int:
        raise ValueError("units = a whole number")
    west, south, zoom = _numbers(raw, "start", 3) or Facts().start
    apart = tuple(Apart(**_texts(entry, "apart")) for entry in raw.get("apart", []))
    return Facts(
        _identifier(raw.get("id", "")),
        units,
        **{name: _bounds(raw, name) for name in ("region", "link", "reach")},
        start=(west, south, zoom),
        apart=apart,
        unit_item=_unit_item(raw.get("unit_item", {})),
        covered=tuple(_lines(name, pair) for name, pair in raw.get("covered", {}).items()),
        followed=_themes(raw, "followed"),
        ongoing=_themes(raw, "ongoing"),
        period=_period(raw.get("period", list(ANY_TIME))),
    )


def _identifier(found: Any) -> str:
    if not isinstance(found, str) or not re.fullmatch(r"[a-z0-9-]{0,40}", found):
        raise ValueError('id = "a-z, 0-9 and hyphens"')
    return found


def _themes(raw: dict[str, Any], name: str) -> tuple[str, ...]:
    found = raw.get(name, [])
    if not isinstance(found, list) or not all(isinstance(theme, str) for theme in found):
        raise ValueError(f'{name} = ["theme", …]')
    return tuple(found)


def _period(found: Any) -> tuple[date, date]:
    # A moment with a time is a date as well.
    if not isinstance(found, list) or len(found) != 2 or any(type(day) is not date for day in found):
        raise ValueError("period = [first day, last day], as 2021-01-01")
    first, last = found
    if not ANY_TIME[0] <= first <= last <= ANY_TIME[1]:
        raise ValueError(f"period = days within {ANY_TIME[0]}, {ANY_TIME[1]}, the earlier first")
    return first, last


def _numbers(raw: dict[str, Any], name: str, count: int) -> tuple[float, ...] | None:
    found = raw.get(name)
    if found is None:
        return None
    if (
        not isinstance(found, list)
        or len(found) != count
        or not all(type(part) in (int, float) and math.isfinite(part) for part in found)
    ):
        raise ValueError(f"{name} = {count} numbers")
    return tuple(map(float, found))


def _bounds(raw: dict[str, Any], name: str) -> Bounds:
    found = _numbers(raw, name, 4)
    if found is None:
        return USABLE_BOUNDS
    west, south, east, north = found
    low_west, low_south, high_east, high_north = USABLE_BOUNDS
    if not (low_west <= west < east <= high_east and low_south <= south < north <= high_north):
        raise ValueError(f"{name} = west, south, east, north within {', '.join(f'{part:g}' for part in USABLE_BOUNDS)}")
    return west, south, east, north


def _texts(entry: Any, name: str) -> dict[str, str]:
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise ValueError(f"[[{name}]]: id, zh, en")
    return entry


def _unit_item(raw: Any) -> UnitItem:
    plan_column = raw.get("column") if isinstance(raw, dict) else raw
    if not isinstance(raw, dict) or (plan_column is not None and type(plan_column) is not int):
        raise ValueError("[unit_item]: theme, category, stage, column")
    return UnitItem(
        **_texts({name: value for name, value in raw.items() if name != "column"}, "unit_item"), plan_column=plan_column
    )


def _lines(name: str, pair: Any) -> tuple[int, int]:
    if (
        not isinstance(pair, list)
        or len(pair) != 2
        or not all(type(line) is int for line in pair)
        or not 0 < pair[0] <= pair[1]
    ):
        raise ValueError(f"[covered] {clean(name)} = first line, last line")
    return pair[0], pair[1]
