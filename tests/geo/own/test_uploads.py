"""Files that wait: many of one visitor's keep nobody else from bringing theirs."""

import os
from pathlib import Path

import pytest

from geo.own.remarks import OwnError
from geo.own.uploads import MOST_WAITING, Uploads


def bring(uploads: Uploads, who: str, number: int) -> str:
    with uploads.new(f"{number}.csv", who=who) as (token, path):
        path.write_bytes(b"x")
    os.utime(uploads._folder / token, (number, number))
    return token


def is_there(uploads: Uploads, token: str) -> bool:
    try:
        uploads.find(token)
    except OwnError:
        return False
    return True


def test_who_brings_most_makes_room_with_the_oldest_of_theirs(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    first = bring(uploads, "ann", 1)
    many = [bring(uploads, "ben", number) for number in range(2, MOST_WAITING + 1)]
    last = bring(uploads, "cai", 99)
    assert is_there(uploads, first) and is_there(uploads, last)
    assert [is_there(uploads, token) for token in many] == [False] + [True] * (len(many) - 1)
    # On and on: the one who floods loses, nobody else.
    more = [bring(uploads, "ben", number) for number in range(100, 180)]
    assert is_there(uploads, first) and is_there(uploads, last) and is_there(uploads, more[-1])
    assert len(list((tmp_path / ".uploads").iterdir())) == MOST_WAITING


def test_where_all_are_still_coming_one_more_waits(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    bring(uploads, "ann", 1)
    for path in (tmp_path / ".uploads").iterdir():
        path.rename(path.with_name(f".{path.name}"))
    for number in range(MOST_WAITING - 1):
        (tmp_path / ".uploads" / f".{number:032x}").mkdir()
    with pytest.raises(OwnError), uploads.new("b.csv", who="ben"):
        pass


def test_what_somebody_has_damaged_is_nobodys(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    tokens = [bring(uploads, "ann", number) for number in range(MOST_WAITING)]
    for token in tokens[:3]:
        (tmp_path / ".uploads" / token / "about.json").write_text("[]")
    assert is_there(uploads, bring(uploads, "ben", 99))
