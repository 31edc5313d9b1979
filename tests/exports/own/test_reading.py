"""Who takes a file has looked at its proposal: it is read once, unless it has become another meanwhile."""

import os
from pathlib import Path

import pytest

from exports.own import reading
from geo.model import Plan
from geo.own.proposals import Proposal

TABLE = "名称,经度,纬度\n甲,114.05,22.55\n"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files in the order in which they were read."""
    read: list[str] = []
    proposals = reading.proposals

    def counting(path: Path, name: str, plan: Plan, *, encoding: str = "") -> list[Proposal]:
        read.append(name)
        return proposals(path, name, plan, encoding=encoding)

    monkeypatch.setattr(reading, "proposals", counting)
    return read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.csv"
    made.write_text(TABLE, encoding="utf-8")
    return made


def test_it_is_read_once_and_forgotten_when_it_is_taken(plan: Plan, path: Path, counted: list[str]) -> None:
    readings = reading.Readings()
    shown = readings.of(path, "a.csv", plan, encoding="")
    assert readings.of(path, "a.csv", plan, encoding="", last=True) is shown
    assert counted == ["a.csv"]
    readings.of(path, "a.csv", plan, encoding="", last=True)
    assert counted == ["a.csv"] * 2


def test_another_file_name_or_encoding_is_read(plan: Plan, path: Path, counted: list[str]) -> None:
    readings = reading.Readings()
    readings.of(path, "a.csv", plan, encoding="")
    readings.of(path, "b.csv", plan, encoding="")
    readings.of(path, "b.csv", plan, encoding="utf-8")
    path.write_text(TABLE + "乙,114.06,22.56\n", encoding="utf-8")
    (found,) = readings.of(path, "b.csv", plan, encoding="utf-8")
    assert len(found.raw.table) == 2
    os.utime(path, ns=(1, 1))
    readings.of(path, "b.csv", plan, encoding="utf-8")
    assert counted == ["a.csv", "b.csv", "b.csv", "b.csv", "b.csv"]


def test_a_large_one_is_not_held(plan: Plan, path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FEATURES", 0)
    readings = reading.Readings()
    for _ in range(2):
        readings.of(path, "a.csv", plan, encoding="")
    assert len(counted) == 2
