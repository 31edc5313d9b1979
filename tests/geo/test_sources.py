"""The register of sources is read as values."""

from geo.folder import DATA
from geo.sources import read_sources


def test_rows_of_every_table_are_read_and_headings_are_not() -> None:
    text = (
        "# Sources\n\n| id | title | licence | date | datum |\n|---|---|---|---|---|\n"
        "| one | A | MIT | 2025 | — |\n\n## More\n\n"
        "| two | B | ODbL | 2024 | WGS-84 |\n"
    )
    assert {key: row.title for key, row in read_sources(text).items()} == {"one": "A", "two": "B"}


def test_rows_of_another_width_are_left_out() -> None:
    assert read_sources("| one | A |\n|---|---|\n") == {}


def test_the_project_s_register_is_read_in_full() -> None:
    sources = read_sources((DATA / "SOURCES.md").read_text(encoding="utf-8"))
    assert len(sources) > 200
    assert all(row.title and row.licence for row in sources.values())
