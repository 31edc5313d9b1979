"""The files of data/progress as values, read strictly: a row that cannot be used is named and the others are kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from geo.files.rows import Row, capped, cell_breaches, read_rows, rules_of
from geo.files.schema import is_id, read_schema
from geo.files.strict import clean, shown
from geo.folder import DATA
from geo.messages import Breach, Findings
from geo.progress.dates import PartialDate, parse_date
from geo.progress.model import (
    CONFIDENCES,
    EVENT_COLUMNS,
    EVENTS,
    GRADES,
    INDICATOR_COLUMNS,
    MEASURES,
    SOURCE_COLUMNS,
    VERDICT_COLUMNS,
    Event,
    Indicator,
    Source,
    Verdict,
)

FOLDER = "progress"
SOURCES_NAME, INDICATORS_NAME, VERDICTS_NAME = "sources.csv", "indicators.csv", "verdicts.csv"
SCHEMAS = {kind: DATA / FOLDER / f"{kind}.schema.json" for kind in ("event", "source", "indicator", "verdict")}
"""of the program's own data folder, as those of items and units"""
MAX_FILES = 50

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Read:
    """What data/progress holds."""

    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    verdicts: tuple[Verdict, ...]
    breaches: tuple[Breach, ...]


def _is(there: Callable[[], bool]) -> bool:
    try:
        return there()
    except OSError:
        return False


def event_files(data: Path) -> list[Path]:
    """The files of events by name; none where there is no such folder or it may not be read."""
    try:
        found = sorted((data / FOLDER).glob("*.csv"))
    except OSError:
        return []
    return [path for path in found if path.name not in (SOURCES_NAME, INDICATORS_NAME, VERDICTS_NAME)]


def read_folder(data: Path) -> Read:
    """Everything in data/progress, nothing where there is no such folder. Never raises."""
    if not _is((data / FOLDER).is_dir):
        return Read((), (), (), (), ())
    breaches: list[Breach] = []
    paths = event_files(data)
    if len(paths) > MAX_FILES:
        breaches.append(Breach("data/progress", "", "too-many", {"field": "*.csv", "detail": str(MAX_FILES)}))
    events = [event for path in paths[:MAX_FILES] for event in _table(path, "event", EVENT_COLUMNS, event_of, breaches)]
    folder = data / FOLDER
    sources = list(_table(folder / SOURCES_NAME, "source", SOURCE_COLUMNS, source_of, breaches))
    indicators = list(_table(folder / INDICATORS_NAME, "indicator", INDICATOR_COLUMNS, _indicator, breaches))
    # Nobody need have said anything.
    path = folder / VERDICTS_NAME
    verdicts = list(_table(path, "verdict", VERDICT_COLUMNS, _verdict, breaches)) if _is(path.exists) else []
    return Read(tuple(events), tuple(sources), tuple(indicators), tuple(verdicts), tuple(capped(breaches)))


def _table(
    path: Path,
    kind: str,
    columns: Sequence[str],
    make: Callable[[Row, Findings, set[str]], Made | None],
    breaches: list[Breach],
) -> Iterator[Made]:
    """Rows of a file as values; those that cannot be used go to breaches."""
    name = f"data/progress/{clean(path.name)}"
    schema = read_schema(SCHEMAS[kind])
    if schema.breach is not None and schema.breach not in breaches:
        breaches.append(schema.breach)
    rules = rules_of(schema.content)
    for row in read_rows(path, name, columns, breaches):
        found = Findings(f"{name}:{row.line}", clean(row.cells["id"])[:60], breaches)
        made = make(row, found, cell_breaches(row, rules, found))
        if made is not None:
            yield made


def read_date(row: Row, column: str, found: Findings, wrong: set[str]) -> PartialDate | None:
    """The date in a cell; None where there is none, which is named."""
    text = row.cells[column]
    try:
        return parse_date(text)
    except ValueError:
        if not text:
            found.add("date-missing", field=column)
        elif column not in wrong:
            found.add("bad-date", field=column, value=shown(text))
        return None


def event_of(row: Row, found: Findings, wrong: set[str]) -> Event | None:
    """An event; None where its item, kind or dates cannot be used, which is named."""
    cells = row.cells
    on = read_date(row, "on", found, wrong)
    published = read_date(row, "published", found, wrong)
    seen = read_date(row, "seen", found, wrong) or published
    usable = is_id(cells["item"]) and cells["event"] in EVENTS
    if not usable and not wrong & {"item", "event"}:
        found.add("bad-value", field="item, event", value=shown([cells["item"], cells["event"]]), detail="a-z0-9-")
    if not usable or on is None or published is None or seen is None:
        return None
    return Event(
        cells["id"] or found.file.rpartition("/")[2], cells["item"], cells["event"], on, cells["part"], cells["figure"],
        cells["says"], cells["says_en"], cells["source"], published, seen, _known(cells["grade"], GRADES),
        _known(cells["confidence"], CONFIDENCES), tuple(cells["conflicts_with"].split()),
        found.file,
    )  # fmt: skip


def _known(text: str, values: Sequence[str]) -> str:
    """A value, or the worst one where it is none; the schema's check has named it."""
    return text if text in values else values[0]


def source_of(row: Row, found: Findings, wrong: set[str]) -> Source | None:
    """A source; None where its id or its date cannot be used, which is named."""
    cells = row.cells
    published = read_date(row, "published", found, wrong)
    if published is None or not cells["id"]:
        return None
    return Source(
        cells["id"], cells["publisher"], cells["title"], cells["url"], published, cells["licence"],
        _known(cells["grade"], GRADES), found.file,
    )  # fmt: skip


def _indicator(row: Row, found: Findings, wrong: set[str]) -> Indicator | None:
    cells = row.cells
    published = read_date(row, "published", found, wrong)
    numbers = {name: _number(cells[name]) for name in ("line", "year", "since")}
    if published is None or not cells["id"] or wrong & numbers.keys():
        return None
    return Indicator(
        cells["id"], cells["name"], cells["name_en"], cells["unit"], cells["unit_en"], cells["kind"],
        cells["basis"], cells["target_2025"], cells["target_en"],
        cells["measure"] if cells["measure"] in MEASURES else "none", numbers["line"] or 0, numbers["year"],
        numbers["since"], cells["actual"], cells["source"], published,
        _known(cells["grade"], GRADES), _known(cells["confidence"], CONFIDENCES), cells["says"], cells["says_en"],
        found.file,
    )  # fmt: skip


def _verdict(row: Row, found: Findings, wrong: set[str]) -> Verdict | None:
    cells = row.cells
    as_of, published = (read_date(row, name, found, wrong) for name in ("as_of", "published"))
    if as_of is None or published is None or not cells["id"]:
        return None
    return Verdict(
        cells["id"], tuple(cells["indicators"].split()), as_of, cells["says"], cells["says_en"], cells["source"],
        published, _known(cells["grade"], GRADES), _known(cells["confidence"], CONFIDENCES), found.file,
    )  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
