"""Checks the data and prints every breach: `python -m geo.check [--lang en] [FILE …]`.

Without FILE everything in data/ is checked, the coverage of the outline and the ledger of progress included. With FILE
only those plan files are, against the districts and sources of the project. Exit code 0 when all rules are kept, 1
otherwise.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from geo.basemap import load_basemap_features
from geo.city.features import district_breaches, load_city, source_breaches
from geo.files.schema import allowed
from geo.files.strict import RefusedError, clean, read_text
from geo.folder import DATA
from geo.messages import Breach
from geo.model import Item, Plan, Unit
from geo.outline.blocks import reading_breaches
from geo.outline.text import coverage_gaps
from geo.plan import UNITS_FILE, load_files, load_plan
from geo.progress import load
from geo.progress.check import ledger_breaches
from geo.rules.items import Boundaries, link_breaches, place_breaches, precision_breaches, word_breaches
from geo.rules.lines import line_breaches
from geo.rules.notes import note_breaches
from geo.sources import SOURCES_FILE

SOURCE_ROW = re.compile(r"^\| ?`?([a-z0-9]+(?:-[a-z0-9]+)*)`? ?\|", re.MULTILINE)


def source_ids(text: str) -> frozenset[str]:
    """Source ids of a SOURCES.md: the first cell of each table row."""
    return frozenset(SOURCE_ROW.findall(text)) - {"id"}


def load_boundaries(plan: Plan, data: Path = DATA) -> Boundaries:
    """Units and land that items are checked against; what of it cannot be read is missing."""
    return _boundaries(plan, load_basemap_features(data)[0])


def _boundaries(plan: Plan, features: dict[str, list[dict[str, Any]]]) -> Boundaries:
    return Boundaries(plan.units, shapely.union_all([shape(feature["geometry"]) for feature in features["land"]]))


def item_breaches(item: Item, *, boundaries: Boundaries, sources: frozenset[str]) -> Iterator[Breach]:
    """Every rule that one item breaks by itself."""
    yield from word_breaches(item, sources)
    yield from precision_breaches(item)
    if item.file != UNITS_FILE:
        yield from place_breaches(item, boundaries)
    yield from line_breaches(item)


def unit_breaches(unit: Unit, sources: frozenset[str]) -> Iterator[Breach]:
    """A published area that nobody has published."""
    named = {"field": "area_source", "value": unit.area_source or "null"}
    if unit.area_source is not None and unit.area_source not in sources:
        yield Breach(UNITS_FILE, unit.id, "unknown-source", named)
    elif (unit.area_km2_official is None) != (unit.area_source is None):
        yield Breach(UNITS_FILE, unit.id, "bad-value", named | {"detail": "area_km2_official"})


def coverage_breaches(items: Sequence[Item]) -> Iterator[Breach]:
    """Printed text of Columns 4, 5, 11 and 第六章第一节 that no item quotes."""
    for gap in coverage_gaps(item.clause for item in items):
        yield Breach("data/outline/outline.txt", "", "not-covered", {"value": str(gap.line), "detail": gap.text[:60]})


def all_breaches(plan: Plan, items: Sequence[Item], *, sources: frozenset[str], data: Path = DATA) -> Iterator[Breach]:
    """Breaches found on loading, then those of each item and of the links between them."""
    yield from plan.breaches
    features, basemap_breaches = load_basemap_features(data)
    boundaries = _boundaries(plan, features)
    yield from basemap_breaches
    yield from reading_breaches()
    for item in items:
        yield from item_breaches(item, boundaries=boundaries, sources=sources)
    yield from link_breaches(items)
    for unit in plan.units:
        yield from unit_breaches(unit, sources)
    yield from city_breaches(plan, sources, data)


def city_breaches(plan: Plan, sources: frozenset[str], data: Path = DATA) -> Iterator[Breach]:
    """What is wrong with data/basemap."""
    features, breaches = load_city(data)
    yield from breaches
    yield from source_breaches(features, sources)
    yield from district_breaches(features, frozenset(unit.id for unit in plan.units))


def totals_table(items: Sequence[Item]) -> str:
    """Items by theme × stage as text, citywide items included."""
    stages = list(dict.fromkeys((*allowed("stage"), *(item.stage for item in items))))
    counts = Counter((item.theme, item.stage) for item in items)
    themes = dict.fromkeys((*allowed("theme"), *(item.theme for item in items)))
    rows = [f"{'theme':14}" + "".join(f"{stage:>12}" for stage in stages) + f"{'all':>8}"]
    for theme in themes:
        cells = [counts[theme, stage] for stage in stages]
        rows.append(f"{theme:14}" + "".join(f"{count:12d}" for count in cells) + f"{sum(cells):8d}")
    columns = [sum(counts[theme, stage] for theme in themes) for stage in stages]
    rows.append(f"{'all':14}" + "".join(f"{count:12d}" for count in columns) + f"{sum(columns):8d}")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line entry. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m geo.check", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="plan files to check instead of all of data/"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--data", type=Path, default=DATA, help="data folder (default: the project's)")
    options = parser.parse_args(arguments)
    return check(options.files, data=options.data, language=options.lang)


def read_source_ids(path: Path, name: str) -> tuple[frozenset[str], list[Breach]]:
    """Source ids of a file like SOURCES.md, and what keeps it from being read."""
    try:
        return source_ids(read_text(path)), []
    except RefusedError as refused:
        return frozenset(), [refused.breach(name)]


def check(files: Sequence[Path], *, data: Path, language: str) -> int:
    """Print every breach of data, or of files only, and the totals. Returns the exit code."""
    found, items = find(files, data=data)
    for breach in found:
        print(breach.text(language))
    print(totals_table(items))
    print(f"{len(items)} items, {len(found)} breaches")
    return 1 if found else 0


def find(files: Sequence[Path], *, data: Path) -> tuple[list[Breach], Sequence[Item]]:
    """Every breach of data, or of files only, and the items looked at."""
    sources, unread = read_source_ids(data / "SOURCES.md", SOURCES_FILE)
    plan = load_plan(data)
    if not files:
        ledger = load(plan.items, data=data)
        return [
            *unread,
            *all_breaches(plan, plan.items, sources=sources, data=data),
            *coverage_breaches(plan.items),
            *note_breaches(plan.items, ledger),
            *ledger_breaches(ledger, plan.items, sources=sources, today=date.today()),
        ], plan.items
    extra = load_files(files)
    for path in files:
        beside = path.with_suffix(".sources.md")
        if beside.is_file():
            own, wrong = read_source_ids(beside, clean(beside.name))
            sources, unread = sources | own, unread + wrong
    found = [
        breach for breach in all_breaches(plan, extra.items, sources=sources, data=data) if breach not in plan.breaches
    ]
    return [*unread, *extra.breaches, *found], extra.items


if __name__ == "__main__":
    sys.exit(main())
