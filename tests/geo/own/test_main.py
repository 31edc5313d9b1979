"""The command line: what a file holds; a layer kept, listed, renamed, deleted, taken back; one line where it cannot."""

from pathlib import Path

import pytest

from geo.own.__main__ import main

SITES = "name,lon,lat\na,114.05,22.54\nb,x,22.5\n"


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path / "own-layers"))
    path = tmp_path / "sites.csv"
    path.write_text(SITES)
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, "--lang", "en"]) == 0
    return capsys.readouterr().out


def test_a_file_is_looked_at_with_reasons(sites: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "look", str(sites))
    assert "row 3" in out
    assert "GCJ-02" in out and "numbers alone cannot tell" in out


def test_a_layers_life(sites: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(sites), "--lang", "en"]) == 1
    refused = capsys.readouterr()
    assert (refused.out, len(refused.err.splitlines()), "1 rows" in refused.err) == ("", 1, True)
    added = said(capsys, "add", str(sites), "--crs", "gcj02", "--title", "Sites", "--leave-out")
    identifier = added.split()[0]
    assert added == said(capsys, "list")
    assert "Sites" in added and "GCJ-02" in added and "?" in added
    assert "Renamed" in said(capsys, "rename", identifier, "--title", "Renamed")
    name = said(capsys, "remove", identifier).strip()
    assert said(capsys, "list").startswith(f"({name}")
    assert "Renamed" in said(capsys, "restore", name)


@pytest.mark.parametrize(
    "arguments",
    [["add", "nowhere.csv"], ["remove", "own-000000000000"], ["restore", "../x"], ["rename", "x", "--title", "y"]],
)
def test_what_cannot_be_done_is_one_line(sites: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 1
    heard = capsys.readouterr()
    assert (heard.out, len(heard.err.splitlines())) == ("", 1)


def test_a_datum_that_does_not_exist_is_named(sites: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(sites), "--crs", "EPSG:1", "--leave-out", "--lang", "en"]) == 1
    assert "wgs84" in capsys.readouterr().err
