"""Events for the tests of the ledger, in few words."""

from itertools import count
from pathlib import Path

from geo.progress.dates import parse_date
from geo.progress.model import EVENT_COLUMNS, INDICATOR_COLUMNS, Event

NUMBERS = count(1)


def event(kind: str, on: str, says: str = "加快建设", **fields: str) -> Event:
    """An event of `a-work`; unless fields say so, of high confidence and said in the year after it happened."""
    published = fields.get("published", str(int(on[:4]) + 1))
    return Event(
        id=fields.get("id", f"a-work.{next(NUMBERS)}"),
        item="a-work",
        event=kind,
        on=parse_date(on),
        part=fields.get("part", ""),
        figure=fields.get("figure", ""),
        says=says,
        says_en="Something is said",
        source="a-source",
        published=parse_date(published),
        seen=parse_date(fields.get("seen", "2026-11-29")),
        grade="official",
        confidence=fields.get("confidence", "high"),
        conflicts_with=tuple(fields.get("conflicts_with", "").split()),
    )


GOOD_ROW = "a-work.1,a-work,start,2024-05,,,工程开工,Works began,a-source,2024-06-01,2026-11-29,official,high,"
SOURCE_ROWS = "id,publisher,title,url,published,licence,grade\na-source,市政府,报告,x.gov.cn,2024,事实引用,official\n"


def write_ledger(data: Path, *rows: str, heads: str = ",".join(EVENT_COLUMNS)) -> Path:
    """A data folder with a ledger of these rows of events; returns the file."""
    folder = data / "progress"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sources.csv").write_text(SOURCE_ROWS, encoding="utf-8")
    (folder / "indicators.csv").write_text(",".join(INDICATOR_COLUMNS) + "\n", encoding="utf-8")
    path = folder / "transport.csv"
    path.write_text("\n".join([heads, *rows, ""]), encoding="utf-8")
    return path
