"""What the rules say of a feature before it is part of the plan: those of `geo.check`, as it is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from geo.check import coverage_breaches, item_breaches, load_boundaries, read_source_ids, unit_breaches
from geo.edits.feature import UNITS, Feature
from geo.files.rows import read_rows
from geo.messages import Breach
from geo.model import Item, Plan
from geo.plan import read_items, read_unit
from geo.progress.adding import Desk, new_row
from geo.progress.bringing import cells_of, new_source
from geo.progress.ledger import Ledger, load
from geo.progress.model import EVENT_COLUMNS
from geo.progress.reading import FOLDER
from geo.rules.items import Boundaries, link_breaches
from geo.rules.notes import note_breaches
from geo.sources import SOURCES_FILE

SOURCES_NAME = "SOURCES.md"

Sources = Mapping[str, Mapping[str, str]]
"""rows of sources.csv by id"""


def breaches_of(feature: Feature, file: str, plan: Plan, *, brought: frozenset[str] = frozenset()) -> list[Breach]:
    """Every rule that the plan would break with this feature in place of the one of its id, and does not break now.

    file: name of its plan file; brought: ids of the sources that come with it.
    """
    read: list[Breach] = []
    boundaries, sources = _boundaries(plan), source_ids_of(plan) | brought
    items = _items(feature, file, read, sources)
    if len(items) != 1:
        return read
    (item,) = items
    before, after = plan.items, tuple(item if other.id == item.id else other for other in plan.items)
    own = [*read, *item_breaches(item, boundaries=boundaries, sources=sources)]
    ledger = _ledger(plan)
    return [*own, *_new(_together(before, ledger), _together(after, ledger))]


def _items(feature: Feature, file: str, breaches: list[Breach], sources: frozenset[str]) -> list[Item]:
    if file == UNITS:
        unit, item = read_unit(dict(feature), breaches)
        breaches.extend(unit_breaches(unit, sources) if unit is not None else ())
        return [item]
    return list(read_items(f"data/plan/{file}", [feature], breaches))


def _together(items: tuple[Item, ...], ledger: Ledger) -> list[Breach]:
    """Rules that several items break together, or an item and the ledger."""
    return [*link_breaches(items), *coverage_breaches(items), *note_breaches(items, ledger)]


def _new(before: list[Breach], after: list[Breach]) -> list[Breach]:
    known = {breach.text() for breach in before}
    return [breach for breach in after if breach.text() not in known]


def _stamps(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of those that are there."""
    present = [(path.name, path.stat()) for path in paths if path.exists()]
    return tuple((name, found.st_mtime_ns, found.st_size) for name, found in present)


def _ledger(plan: Plan) -> Ledger:
    """What became of the plan's works: read once as long as its files are the same."""
    return _ledger_of(plan, _stamps(sorted((plan.data / FOLDER).glob("*.csv"))))


@lru_cache(maxsize=1)
def _ledger_of(plan: Plan, _files: object) -> Ledger:
    return load(plan.items, data=plan.data)


def ledger_ids(plan: Plan) -> frozenset[str]:
    """Ids of the ledger's own sources."""
    return frozenset(_ledger(plan).sources)


_last: dict[object, Boundaries] = {}


def _boundaries(plan: Plan) -> Boundaries:
    """Units and land, which no edit changes: read once for all folders of one release."""
    key = _stamps([plan.data / "districts.geojson", plan.data / "basemap" / "land.geojson"])
    if key not in _last:
        _last.clear()
        _last[key] = load_boundaries(plan, plan.data)
    return _last[key]


def source_ids_of(plan: Plan) -> frozenset[str]:
    """Ids of SOURCES.md, whatever else their rows say: read once as long as the file is the same."""
    return _source_ids(plan.data / SOURCES_NAME, _stamps([plan.data / SOURCES_NAME]))


@lru_cache(maxsize=2)
def _source_ids(path: Path, _file: object) -> frozenset[str]:
    return read_source_ids(path, SOURCES_FILE)[0]


@dataclass(frozen=True, slots=True)
class CheckedEvent:
    """A row of the ledger with all its columns, and what is wrong with it."""

    row: Mapping[str, str]
    theme: str
    """names the file"""
    source: Mapping[str, str] | None
    """row of sources.csv that comes with it"""
    breaches: list[Breach]


def checked_event(
    cells: Mapping[str, str], plan: Plan, *, source: Mapping[str, str] | None = None, brought: Sources | None = None
) -> CheckedEvent:
    """An event as it would be kept. source: one that is not in the register yet; brought: accepted since, by id."""
    item = plan.by_id.get(cells.get("item", ""))
    if item is None:
        return CheckedEvent(dict(cells), "", source, [_unknown(cells)])
    name = f"data/{FOLDER}/{item.theme}.csv"
    path = plan.data / FOLDER / f"{item.theme}.csv"
    breaches: list[Breach] = []
    rows = read_rows(path, name, EVENT_COLUMNS, breaches) if path.exists() else []
    ledger, today = _ledger(plan), date.today()
    if source is not None:
        # Sources of places are named in the same cells.
        taken: dict[str, Mapping[str, str]] = {name: {} for name in source_ids_of(plan)}
        taken |= {known.id: cells_of(known) for known in ledger.sources.values()} | dict(brought or {})
        source, wrong = new_source(source, taken, item=item.id, today=today)
        breaches += wrong
        cells = {**cells, "source": source["id"], "published": source["published"], "grade": source["grade"]}
    known_ids = source_ids_of(plan) | ({source["id"]} if source is not None else set())
    new, wrong = new_row(cells, rows, Desk(plan, ledger, known_ids, plan.data, today), place=name)
    return CheckedEvent(dict(new.cells), item.theme, source, [*breaches, *wrong])


def _unknown(cells: Mapping[str, str]) -> Breach:
    return Breach("data/progress", "", "event-unknown-item", {"value": cells.get("item", "")[:60]})
