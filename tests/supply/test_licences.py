"""Every package of the lock is listed with a licence under which it may be handed on."""

from importlib import metadata

import pytest

from scripts.licences import ALLOWED, PAGE, licence_of, rows_of, unknown
from scripts.lock import LOCK, pins


def test_the_page_lists_what_the_lock_has() -> None:
    rows = rows_of(PAGE.read_text(encoding="utf-8"))
    locked = pins(LOCK.read_text(encoding="utf-8"))
    assert {name: versions for name, (versions, _) in rows.items()} == {
        name: ", ".join(sorted(versions)) for name, versions in locked.items()
    }
    assert {name: licence for name, (_, licence) in rows.items() if unknown(licence)} == {}


def test_what_is_installed_says_what_the_page_says() -> None:
    rows = rows_of(PAGE.read_text(encoding="utf-8"))
    same = [name for name, (versions, _) in rows.items() if _installed(name) in versions.split(", ")]
    assert len(same) > 20
    assert [name for name in same if licence_of(name) != rows[name][1]] == []


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", set()),
        ("Apache-2.0 OR BSD-2-Clause", set()),
        ("GPL-3.0-only OR MIT", set()),
        ("MIT AND (Apache-2.0 OR GPL-3.0-only)", set()),
        ("", {""}),
        ("AGPL-3.0-only", {"AGPL-3.0-only"}),
        ("MIT AND GPL-3.0-only", {"GPL-3.0-only"}),
    ],
)
def test_a_licence_that_forbids_it_is_seen(licence: str, wrong: set[str]) -> None:
    assert unknown(licence) == wrong
    assert not any("GPL" in name.replace("LGPL", "") for name in ALLOWED)
