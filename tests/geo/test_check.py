from pathlib import Path

from geo.check import main, source_ids


def test_the_project_s_data_pass(capsys) -> None:  # type: ignore[no-untyped-def]
    assert main([]) == 0
    assert "0 breaches" in capsys.readouterr().out


def test_a_breach_is_printed_and_the_exit_code_says_so(data_copy: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    (data_copy / "plan" / "air.geojson").write_text("{", encoding="utf-8")
    assert main(["--data", str(data_copy), "--lang", "en"]) == 1
    printed = capsys.readouterr().out
    assert "data/plan/air.geojson: not complete JSON" in printed
    assert "line 1053 of the outline is quoted by no item" in printed


def test_source_ids_are_the_first_cells() -> None:
    assert source_ids("| id | x |\n|---|---|\n| osm-coast | y |\n| `geo-names` | z |\n") == {"osm-coast", "geo-names"}


def test_a_file_that_the_checks_need_is_named(data_copy: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    (data_copy / "basemap" / "land.geojson").unlink()
    assert main(["--data", str(data_copy), "--lang", "en"]) == 1
    printed = capsys.readouterr().out
    assert "land.geojson" in printed
    assert "restore it from the repository" in printed
