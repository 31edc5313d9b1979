"""Whether a target was met follows from the published numbers alone; Column 1 stands as it is printed."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from geo.folder import DATA
from geo.outline.text import outline_lines
from geo.progress import Ledger, load
from geo.progress.dates import parse_date
from geo.progress.model import Indicator
from geo.progress.targets.rule import RESULTS, Outcome, measures_of, outcome, outcomes, target_of

HEAD = "类别\t序号\t指标"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load(data=DATA)


@pytest.fixture(scope="module")
def by_id(ledger: Ledger) -> dict[str, Outcome]:
    return {each.rows[0].id: each for each in outcomes(ledger.indicators)}


def row(target: str, measure: str, year: int | None, actual: str, since: int | None = None) -> Indicator:
    published = parse_date("2026")
    return Indicator(
        "an-indicator", "指标", "Indicator", "%", "%", "预期性", "", target, "", measure, 265, year, since, actual,
        "a-source", published, "official", "high", "当年数", "In the year",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "value", "met"),
    [
        ("21.5", "21.5", True),
        ("21.5", "21.49", False),
        ("≥95", "95", True),
        ("≤0.00791", "0.00791", True),
        ("≤0.00791", "0.008", False),
        ("{6.0}", "5.99", False),
        ("[≥28]", "28", True),
        ("{≤5}", "5.1", False),
        ("超过 4", "4", False),
        ("超过 4", "4.01", True),
        ("低于 20", "20", False),
        ("900 以上", "900", True),
        ("160 以下", "160", True),
        ("160 以下", "161", False),
        ("5 左右", "4.8", True),
        ("5 左右", "4.7", False),
    ],
)
def test_a_printed_target_says_what_meets_it(printed: str, value: str, met: bool) -> None:
    target = target_of(printed)
    assert target is not None and target.met_by(Decimal(value)) is met


@pytest.mark.parametrize("printed", ["完成国家和省下达任务", "", "很多", "≥", "12 或 13", "1" * 5000 + "个"])
def test_words_without_a_number_are_no_target(printed: str) -> None:
    assert target_of(printed) is None and measures_of(printed) == ("none",)


@pytest.mark.parametrize(
    ("rows", "result", "value", "years"),
    [
        ([row("30", "value", 2024, "29"), row("30", "value", 2025, "33")], "met", "33", (2025, 2025)),
        ([row("30", "value", 2025, "29.9")], "missed", "29.9", (2025, 2025)),
        ([row("30", "value", 2024, "33")], "unpublished", "33", (2024, 2024)),
        ([row("30", "value", None, "")], "unpublished", None, (None, None)),
        ([row("30", "value", 2025, "约 33")], "unpublished", None, (None, None)),
        ([row("30", "value", 2025, "892", 2021)], "unpublished", None, (None, None)),
        ([row("完成任务", "value", 2025, "33")], "unjudged", None, (None, None)),
        ([row("30", "none", 2025, "33")], "unjudged", None, (None, None)),
        # Of several years the printed mean or sum comes before one that is reckoned.
        ([row("{6.0}", "mean", 2025, "7"), row("{6.0}", "mean", 2025, "5.5", 2021)], "missed", "5.5", (2021, 2025)),
        ([row("{6.0}", "mean", 2024, "6.5", 2021)], "unpublished", "6.5", (2021, 2024)),
        ([row("{6.0}", "mean", year, "6.0") for year in range(2021, 2026)], "met", "6.00", (2021, 2025)),
        ([row("{6.0}", "mean", year, "7.0") for year in range(2021, 2025)], "unpublished", "7.00", (2021, 2024)),
        ([row("[≥28]", "sum", year, "10") for year in (2021, 2022, 2024)], "met", "30", (2021, 2024)),
        ([row("[≥28]", "sum", year, "10") for year in (2021, 2022)], "unpublished", "20", (2021, 2022)),
        ([row("[≥28]", "sum", year, "5") for year in range(2021, 2026)], "missed", "25", (2021, 2025)),
        # What may not be exceeded is only known at the end.
        ([row("[≤28]", "sum", 2021, "5")], "unpublished", "5", (2021, 2021)),
    ],
)
def test_the_result_follows_from_the_numbers(
    rows: list[Indicator], result: str, value: str | None, years: tuple[int | None, int | None]
) -> None:
    found = outcome(rows)
    assert (found.result, found.value) == (result, None if value is None else Decimal(value))
    assert (found.first, found.last) == years
    assert result in RESULTS
    assert (found.on_side is None) == (found.value is None)


def test_column_1_stands_as_it_is_printed(ledger: Ledger) -> None:
    lines = outline_lines()
    start = next(number for number, line in enumerate(lines) if line.startswith(HEAD)) + 1
    rows = {row.id: row for row in ledger.indicators if row.kind != "正文"}
    above = ""
    for number in range(1, 23):
        line = lines[start + number - 1]
        _, printed, name, unit, kind, target = (cell.strip() for cell in line.split("\t"))
        # A cell that goes over two lines is printed in the first.
        above = target or above
        mine = rows[f"col1-{number:02}"]
        assert (printed, mine.name, mine.unit, mine.kind) == (str(number), name, unit, kind)
        assert (mine.target_2025, mine.line) == (above, start + number)
        assert mine.basis == ""


def test_targets_of_the_running_text_stand_in_their_lines(ledger: Ledger) -> None:
    lines = outline_lines()
    for row in ledger.indicators:
        target = target_of(row.target_2025)
        if row.kind == "正文":
            assert target is not None, row.id
            printed = lines[row.line - 1].replace(" ", "")
            assert row.target_2025.replace(" ", "") in printed or f"{target.number}" in printed, row.id


def test_the_signs_of_a_target_and_its_measure_agree(ledger: Ledger) -> None:
    for row in ledger.indicators:
        assert row.measure in measures_of(row.target_2025), row.id


def test_what_became_of_the_plan_s_targets(by_id: dict[str, Outcome]) -> None:
    column = Counter(each.result for name, each in by_id.items() if name.startswith("col1-"))
    text = Counter(each.result for name, each in by_id.items() if not name.startswith("col1-"))
    assert column == {"met": 3, "missed": 2, "unpublished": 15, "unjudged": 2}
    assert text == {"met": 11, "missed": 3, "unpublished": 8, "unjudged": 1}
    assert by_id["col1-01"].result == "missed" and by_id["col1-01"].value == Decimal("5.5")
    assert by_id["col1-10"].value == Decimal("34.5") and by_id["col1-10"].reckoned
    assert (by_id["txt-rd"].result, by_id["txt-rd"].on_side) == ("unpublished", True)
    assert (by_id["txt-retail"].result, by_id["txt-retail"].on_side) == ("unpublished", False)


def test_verdicts_name_indicators_and_sources_that_are_there(ledger: Ledger, by_id: dict[str, Outcome]) -> None:
    assert {verdict.source for verdict in ledger.verdicts} <= ledger.sources.keys()
    assert {name for verdict in ledger.verdicts for name in verdict.indicators} <= by_id.keys()
    assert all(verdict.published == ledger.sources[verdict.source].published for verdict in ledger.verdicts)


def test_without_verdicts_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "progress").mkdir()
    assert load(data=tmp_path).verdicts == ()
