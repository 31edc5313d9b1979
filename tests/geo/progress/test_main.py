"""The command line: what it prints, and that `add` writes a row whole or not at all."""

from pathlib import Path

import pytest

from geo.folder import DATA
from geo.progress.__main__ import main

NEW = {
    "item": "hub-xili", "event": "mention", "on": "2026-01", "says": "站房主体施工", "says-en": "Main works go on",
    "source": "gwr-sz-2026", "confidence": "medium",
}  # fmt: skip


@pytest.fixture(scope="module")
def untouched() -> bytes:
    return (DATA / "progress" / "transport.csv").read_bytes()


def add(data: Path, **options: str) -> int:
    words = [word for name, value in {**NEW, **options}.items() for word in (f"--{name.replace('_', '-')}", value)]
    return main(["add", "--data", str(data), "--lang", "en", *words])


def test_list_prints_states_with_how_old_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--day", "2026-11-29", "--state", "open"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("metro-13-2-north") and "since 2026-06-28" in line for line in lines)
    assert all("as of" in line for line in lines)


def test_list_prints_the_events_of_an_item(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--item", "road-mawan-tunnel", "--day", "2024-12-31", "--lang", "en"]) == 0
    first, *events = capsys.readouterr().out.splitlines()
    assert "complete" in first
    assert any("2025-01-21" in line and "Opened to traffic" in line for line in events)


def test_stale_prints_the_searches_to_repeat(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stale", "--day", "2026-11-29", "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "port-west-channel-2" in printed and "looked_for" in printed
    assert "STALE" in printed and "metro-12 " not in printed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_item_that_is_none_is_named_with_a_remedy(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--item", "nothing", "--lang", language]) == 1
    assert "docs/items.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["list", "--day", "2024-13-01"], ["list", "--state", "soon"], ["add"], [], ["add", "--event", "soon"]]
)
def test_options_that_are_wrong_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(words)
    assert error.value.code == 2 and "usage" in capsys.readouterr().err


def test_add_writes_a_row_in_order_and_prints_it(
    data_copy: Path, capsys: pytest.CaptureFixture[str], untouched: bytes
) -> None:
    assert add(data_copy) == 0
    place, line = capsys.readouterr().out.splitlines()
    lines = (data_copy / "progress" / "transport.csv").read_text(encoding="utf-8").splitlines()
    assert lines[int(place.rpartition(":")[2]) - 1] == line
    assert line.startswith("hub-xili.11,hub-xili,mention,2026-01,") and ",2026-02-09," in line and ",official," in line
    assert "\n".join([*(each for each in lines if each != line), ""]).encode() == untouched


def test_add_makes_a_conflict_known_to_both(data_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(data_copy, event="start", on="2022", conflicts_with="hub-xili.8") == 0
    _, new, partner = capsys.readouterr().out.splitlines()
    assert new.endswith(",hub-xili.8") and partner.endswith("hub-xili.11")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"item": "nothing"}, "item nothing is not in the plan"),
        ({"on": "2026-10"}, "no source proves"),
        ({"on": "2024-13"}, "no date"),
        ({"source": "hearsay", "published": "2026", "grade": "press"}, "hearsay"),
        ({"source": "hearsay"}, "published"),
        ({"says": "=1+1"}, "formula"),
        ({"says_en": ""}, "missing"),
        ({"conflicts_with": "hub-xili.99"}, "hub-xili.99"),
    ],
)
def test_add_writes_nothing_where_anything_is_wrong(
    data_copy: Path, options: dict[str, str], named: str, capsys: pytest.CaptureFixture[str], untouched: bytes
) -> None:
    assert add(data_copy, **options) == 1
    told = capsys.readouterr().err
    assert named in told and "nothing was written" in told
    assert (data_copy / "progress" / "transport.csv").read_bytes() == untouched
    assert not list((data_copy / "progress").glob("*.new"))


def test_add_leaves_a_file_alone_that_it_cannot_read_whole(data_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data_copy / "progress" / "transport.csv"
    broken = path.read_bytes() + b'"not closed,\n'
    path.write_bytes(broken)
    assert add(data_copy) == 1
    assert "quotation marks" in capsys.readouterr().err
    assert path.read_bytes() == broken


def test_add_begins_a_file_for_a_theme_that_has_none(data_copy: Path) -> None:
    (data_copy / "progress" / "structure.csv").unlink()
    assert add(data_copy, item="str-strategy") == 0
    lines = (data_copy / "progress" / "structure.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and lines[1].startswith("str-strategy.1,")
