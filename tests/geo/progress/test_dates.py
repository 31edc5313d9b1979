from datetime import date

import pytest

from geo.progress.dates import months_before, parse_date


def test_a_vaguer_date_comes_after_every_day_of_it() -> None:
    written = ["2025", "2024", "2024-12", "2025-01-01", "2024-12-31", "2024-02", "2024-02-29", "2023"]
    ordered = ["2023", "2024-02-29", "2024-02", "2024-12-31", "2024-12", "2024", "2025-01-01", "2025"]
    assert [str(each) for each in sorted(map(parse_date, written))] == ordered


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), 1),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 2),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), 3),
    ],
)
def test_a_date_is_the_days_that_it_may_mean(text: str, first: date, last: date, precision: int) -> None:
    read = parse_date(text)
    assert (read.first, read.last, read.precision, str(read)) == (first, last, precision, text)


@pytest.mark.parametrize(
    "text",
    ["", "2024-13", "2024-00", "2023-02-29", "24", "2024-1-1", "2024/01/01", "２０２４", "2024\n", "0000", "2024年"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


def test_months_before_end_in_the_shorter_month() -> None:
    assert months_before(date(2026, 11, 29), 18) == date(2025, 5, 29)
    assert months_before(date(2026, 8, 31), 18) == date(2025, 2, 28)
