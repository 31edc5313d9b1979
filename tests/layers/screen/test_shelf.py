"""What is kept on the shelf comes back as it was; a damaged or forbidden shelf only costs time."""

from pathlib import Path

import pytest

from layers.screen import shelf
from layers.screen.shelf import KEPT_OF_A_NAME, document, from_shelf, kept_document, to_shelf


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shelf, "SHELF", tmp_path / "shelf")
    return tmp_path / "shelf"


def test_made_once_for_a_key() -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return "深圳".encode()

    first, again, other = (kept_document("plan", key, make) for key in ("a", "a", "b"))
    assert first == again == other == document("深圳".encode())
    assert len(made) == 2


@pytest.mark.parametrize("damage", [b"", b"no gzip", None])
def test_what_is_damaged_is_made_anew(folder: Path, damage: bytes | None) -> None:
    to_shelf("plan", "a", document(b"plan"))
    path = next(folder.iterdir())
    path.write_bytes(path.read_bytes()[:-6] if damage is None else damage)
    assert from_shelf("plan", "a") is None
    assert kept_document("plan", "a", lambda: b"plan") == document(b"plan")
    assert from_shelf("plan", "a") == document(b"plan")


def test_only_the_newest_of_a_name_are_kept(folder: Path) -> None:
    for number in range(KEPT_OF_A_NAME + 3):
        to_shelf("plan", f"key{number}", document(b"plan"))
    to_shelf("basemap", "a", document(b"basemap"))
    assert len(list(folder.glob("plan-*"))) == KEPT_OF_A_NAME
    assert from_shelf("plan", f"key{KEPT_OF_A_NAME + 2}")
    assert from_shelf("basemap", "a")
    assert not list(folder.glob("*.part"))


def test_without_a_shelf_everything_is_still_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    monkeypatch.setattr(shelf, "SHELF", file / "shelf")
    assert kept_document("plan", "a", lambda: b"plan") == document(b"plan")
