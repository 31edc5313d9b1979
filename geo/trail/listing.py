"""Pages of the trail, and days as they are on the clock of whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from geo.store.model import Document, Entry, TrailOf
from geo.store.store import Store
from geo.trail.ways import present_of

PAGE = 500
SOONEST, LATEST = date(1970, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with the document that it is about, as it is now."""

    entry: Entry
    present: Document | None


def zone_of(name: str | None) -> ZoneInfo:
    """A time zone by its name; UTC where that names none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, OSError, LookupError):
        return ZoneInfo("UTC")


def within_days(wanted: TrailOf, first: date | None, last: date | None, zone: ZoneInfo) -> TrailOf:
    """The same, of whole days in a time zone only; None for no bound."""
    since = None if first is None else _moment(min(max(first, SOONEST), LATEST), zone)
    until = None if last is None else _moment(min(max(last, SOONEST), LATEST) + timedelta(days=1), zone)
    return replace(wanted, since=since, until=until)


def _moment(day: date, zone: ZoneInfo) -> str:
    return datetime.combine(day, time(), zone).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_time(moment: str, zone: ZoneInfo) -> str:
    """A moment of the store to the minute, as clocks there say it."""
    return datetime.fromisoformat(moment).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def shown_page(store: Store, wanted: TrailOf, *, before: int | None, most: int) -> list[Shown]:
    """A page of the trail, the newest first. Raises StoreError."""
    with store.reading() as present:
        if present is None:
            return []
        found = present.trail(wanted, before=before, most=most)
        return [Shown(entry, present_of(present, entry)) for entry in found]


def all_of(store: Store, wanted: TrailOf) -> Iterator[Entry]:
    """All of it, the newest first. Raises StoreError."""
    last: int | None = None
    while True:
        with store.reading() as present:
            found = present.trail(wanted, before=last, most=PAGE) if present else []
        yield from found
        if len(found) < PAGE:
            return
        last = found[-1].entry
