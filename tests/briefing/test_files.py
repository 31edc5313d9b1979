from pathlib import Path

import pytest

from briefing.files import safe_cell, safe_name, written_whole


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("before")
    with pytest.raises(RuntimeError), written_whole(target) as path:
        path.write_text("half")
        raise RuntimeError
    assert target.read_text() == "before"
    with written_whole(target) as path:
        path.write_text("whole")
    assert target.read_text() == "whole"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("福田/南山", "福田_南山"),
        ('a"b', "a_b"),
        ("..", "plan"),
        ("../../etc/passwd", "etc_passwd"),
        ("CON", "plan"),
        ("🚇 线", "🚇 线"),
        ("", "plan"),
    ],
)
def test_names_are_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_long_names_are_cut_at_whole_characters() -> None:
    assert safe_name("长" * 500) == "长" * 40


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_formulas_are_neutralised(start: str) -> None:
    assert safe_cell(start) == f"'{start}"
    assert safe_cell(-1) == -1
    assert safe_cell("西丽") == "西丽"
