"""The rules that rows keep together: each breach is named with its file, line and remedy."""

from datetime import date
from pathlib import Path

import pytest

from geo.model import Plan
from geo.progress import load
from geo.progress.check import ledger_breaches
from geo.progress.model import EVENT_COLUMNS, VERDICT_COLUMNS
from tests.geo.progress.making import GOOD_ROW, write_ledger

TODAY = date(2026, 11, 29)
CELLS = dict(zip(EVENT_COLUMNS, GOOD_ROW.split(","), strict=True)) | {"id": "hub-xili.1", "item": "hub-xili"}


def row(number: int = 1, **cells: str) -> str:
    return ",".join({**CELLS, "id": f"hub-xili.{number}", **cells}.values())


def codes(data: Path, plan: Plan, *rows: str) -> dict[str, str]:
    """Code -> English words of what is wrong, without the items that have no event."""
    write_ledger(data, *rows)
    found = list(ledger_breaches(load(plan.items, data=data), plan.items, sources=frozenset(), today=TODAY))
    assert all(breach.text("zh") != breach.text("en") for breach in found)
    return {breach.code: breach.text("en") for breach in found if breach.code != "event-missing"}


BROKEN = [
    ("an item that the plan has not", [row(id="nothing.1", item="nothing")], "event-unknown-item"),
    ("an id of another item", [row(id="hub-qianhai.1")], "bad-value"),
    ("a source that nobody registered", [row(source="hearsay")], "event-unknown-source"),
    ("later than it was published", [row(on="2025-01")], "event-before-it-happened"),
    ("seen before it was published", [row(seen="2024-05-31")], "event-seen-before-published"),
    ("before the plan was thought of", [row(on="2009")], "date-out-of-range"),
    ("in the future", [row(on="2027", event="announced")], "date-out-of-range"),
    ("published tomorrow", [row(published="2026-11-30", seen="2026-11-30")], "date-out-of-range"),
    ("an id twice", [row(), row(on="2024-04")], "duplicate-id"),
    ("a conflict with nothing", [row(conflicts_with="hub-xili.9")], "conflict-unknown"),
    ("a conflict with itself", [row(conflicts_with="hub-xili.1")], "conflict-unknown"),
    ("a conflict that one side knows of", [row(conflicts_with="hub-xili.2"), row(2)], "conflict-one-sided"),
    ("opposites on one day", [row(on="2024-05-01", event="resumed"), row(2, on="2024-05-01", event="suspended")],
     "event-opposite"),
    ("open and cancelled on one day", [row(on="2024-05-01", event="open"), row(2, on="2024-05-01", event="cancelled")],
     "event-opposite"),
    ("open without a date", [row(event="open", on="")], "date-missing"),
    ("a date that is none", [row(on="2024-02-30")], "bad-date"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_breach_is_named_with_its_line(tmp_path: Path, plan: Plan, rows: list[str], code: str) -> None:
    found = codes(tmp_path, plan, *rows)
    assert set(found) == {code}
    assert found[code].startswith("data/progress/transport.csv:")


SOUND = [
    ("a fact", [row()]),
    ("an announcement for a later year", [row(event="announced", on="2025")]),
    ("a search after the last publication", [row(event="looked_for", on="2026-11-29")]),
    ("a year that is as vague as its source", [row(on="2024", published="2024-03-01")]),
    ("a conflict that both know of", [row(conflicts_with="hub-xili.2"), row(2, conflicts_with="hub-xili.1")]),
    (
        "opposites of two parts",
        [row(on="2024-05-01", part="东段"), row(2, on="2024-05-01", event="suspended", part="西段")],
    ),
    ("opposites in one year", [row(on="2024", event="suspended"), row(2, on="2024", event="resumed")]),
]


@pytest.mark.parametrize("rows", [case[1] for case in SOUND], ids=[case[0] for case in SOUND])
def test_what_is_no_breach(tmp_path: Path, plan: Plan, rows: list[str]) -> None:
    assert codes(tmp_path, plan, *rows) == {}


def test_an_item_of_a_followed_theme_without_an_event_is_named(tmp_path: Path, plan: Plan) -> None:
    write_ledger(tmp_path, row())
    found = list(ledger_breaches(load(plan.items, data=tmp_path), plan.items, sources=frozenset(), today=TODAY))
    missing = {breach.item for breach in found if breach.code == "event-missing"}
    followed = {"transport", "water", "ecology", "air", "coast", "key-area"}
    assert missing == {item.id for item in plan.items if item.theme in followed} - {"hub-xili"}
    assert "metro-phase-5" in missing


def test_without_a_ledger_that_is_said_once(tmp_path: Path, plan: Plan) -> None:
    found = list(ledger_breaches(load(plan.items, data=tmp_path), plan.items, sources=frozenset(), today=TODAY))
    assert [breach.code for breach in found] == ["ledger-missing"]


INDICATOR = (
    "gdp,经济总量,GDP,万亿元,CNY trillion,正文,,超过 4,,value,248,2024,,3.68,"
    "a-source,2025,official,high,当年,In the year"
)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([INDICATOR, INDICATOR.replace("2024,,3.68", "2024,,3.7")], "indicator-twice"),
        ([INDICATOR, INDICATOR.replace("2024,,3.68", "2023,,3.5").replace("超过 4", "4")], "indicator-differs"),
        ([INDICATOR.replace("2024,,3.68", ",,3.68")], "missing-field"),
        ([INDICATOR.replace("2024,,3.68", "2024,,")], "missing-field"),
        ([INDICATOR.replace("2024,,3.68", "2026,,3.68")], "event-before-it-happened"),
        ([INDICATOR.replace("a-source", "hearsay")], "event-unknown-source"),
        ([INDICATOR.replace("正文", "目标")], "unknown-value"),
        ([INDICATOR.replace("value", "mean")], "indicator-measure"),
        ([INDICATOR.replace("超过 4,,value", "{4},,sum")], "indicator-measure"),
        ([INDICATOR.replace("超过 4", "完成下达任务")], "indicator-measure"),
        ([INDICATOR.replace("value", "guess")], "unknown-value"),
        ([INDICATOR.replace("2024,,3.68", "2024,2024,3.68")], "bad-value"),
        ([INDICATOR.replace("2024,,3.68", "2024,soon,3.68")], "bad-value"),
        ([INDICATOR, INDICATOR.replace("2024,,3.68", "2024,2021,3.5")], None),
        ([INDICATOR, INDICATOR.replace("2024,,3.68", "2023,,3.5")], None),
    ],
)
def test_indicators(tmp_path: Path, plan: Plan, rows: list[str], code: str | None) -> None:
    write_ledger(tmp_path, row())
    path = tmp_path / "progress" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(rows), encoding="utf-8")
    found = list(ledger_breaches(load(plan.items, data=tmp_path), plan.items, sources=frozenset(), today=TODAY))
    named = {breach.code: breach.file for breach in found if breach.code != "event-missing"}
    assert set(named) == ({code} if code else set())
    assert all(file.startswith("data/progress/indicators.csv:") for file in named.values())


VERDICT = "all,,2025,总体完成,Completed on the whole,a-source,2026-02,official,high"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([VERDICT], None),
        ([VERDICT, VERDICT], "duplicate-id"),
        ([VERDICT.replace("all,,", "all,gdp jobs,")], "verdict-unknown-indicator"),
        ([VERDICT.replace("a-source", "hearsay")], "event-unknown-source"),
        ([VERDICT.replace("2025,", "2027,")], "event-before-it-happened"),
        ([VERDICT.replace("2026-02", "2031-02")], "date-out-of-range"),
        ([VERDICT.replace("2026-02", "2026-02-30")], "bad-date"),
        ([VERDICT.replace("总体完成", "=SUM(A1)")], "cell-formula"),
        ([VERDICT.replace("总体完成", "<b>总体完成</b>")], "cell-markup"),
    ],
)
def test_verdicts(tmp_path: Path, plan: Plan, rows: list[str], code: str | None) -> None:
    write_ledger(tmp_path, row())
    heads = ",".join(VERDICT_COLUMNS)
    (tmp_path / "progress" / "verdicts.csv").write_text("\n".join([heads, *rows]), encoding="utf-8")
    path = tmp_path / "progress" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + INDICATOR, encoding="utf-8")
    found = list(ledger_breaches(load(plan.items, data=tmp_path), plan.items, sources=frozenset(), today=TODAY))
    named = {breach.code: breach.file for breach in found if breach.code != "event-missing"}
    assert code in named if code else not named
    assert all(file.startswith("data/progress/verdicts.csv:") for file in named.values())


def test_a_source_twice_is_named(tmp_path: Path, plan: Plan) -> None:
    write_ledger(tmp_path, row())
    path = tmp_path / "progress" / "sources.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "a-source,市政府,又一,y.gov.cn,2030,事实引用,official\n", encoding="utf-8"
    )
    ledger = load(plan.items, data=tmp_path)
    found = {breach.code for breach in ledger_breaches(ledger, plan.items, sources=frozenset(), today=TODAY)}
    assert found - {"event-missing"} == {"duplicate-id", "date-out-of-range"}
    assert ledger.sources["a-source"].title == "报告"
