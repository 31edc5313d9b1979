"""What people have made is the same after it was lost and put back; a damaged backup changes nothing."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.running import DEPLOY

SAVE, PUT_BACK = DEPLOY / "backup" / "backup.sh", DEPLOY / "backup" / "restore.sh"


def _run(script: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(script), *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    made = {"PLAN_MAP_BRIEFINGS": str(tmp_path / "简报 夹"), "PLAN_MAP_OWN_LAYERS": str(tmp_path / "own")}
    for number, folder in enumerate(map(Path, made.values())):
        (folder / "a layer").mkdir(parents=True)
        (folder / "a layer" / "层.json").write_text(f'{{"n": {number}}}', encoding="utf-8")
        (folder / "-rf").write_bytes(os.urandom(2000))
    (tmp_path / "kept").mkdir()
    return made | {"PLAN_MAP_DATABASE": "", "PLAN_MAP_FILES": "", "PLAN_MAP_WORKSPACE": str(tmp_path / "none yet")}


def test_what_was_lost_is_back_to_the_byte_and_what_stood_there_is_set_aside(
    tmp_path: Path, places: dict[str, str]
) -> None:
    briefings, layers = Path(places["PLAN_MAP_BRIEFINGS"]), Path(places["PLAN_MAP_OWN_LAYERS"])
    before = _content(briefings), _content(layers)
    saved = _run(SAVE, tmp_path / "kept", **places)
    backup = Path(saved.stdout.strip())
    assert (saved.returncode, saved.stderr) == (0, "")
    assert list((tmp_path / "kept").iterdir()) == [backup]
    assert backup.stat().st_mode & 0o077 == 0
    (briefings / "-rf").unlink()
    (layers / "later").write_text("made since", encoding="utf-8")
    back = _run(PUT_BACK, backup, **places)
    assert (back.returncode, back.stderr) == (0, "")
    assert (_content(briefings), _content(layers)) == before
    (aside,) = tmp_path.glob("own-before-*")
    assert (aside / "later").read_text(encoding="utf-8") == "made since"


def test_settings_may_stand_in_a_file(tmp_path: Path, places: dict[str, str]) -> None:
    file = tmp_path / "settings.env"
    file.write_text("".join(f"{name}='{value}'\n" for name, value in places.items()), encoding="utf-8")
    backup = _run(SAVE, tmp_path / "kept", file).stdout.strip()
    before = _content(Path(places["PLAN_MAP_OWN_LAYERS"]))
    (Path(places["PLAN_MAP_OWN_LAYERS"]) / "-rf").unlink()
    assert _run(PUT_BACK, backup, file).returncode == 0
    assert _content(Path(places["PLAN_MAP_OWN_LAYERS"])) == before


def test_nothing_made_yet_can_be_saved_and_put_back(tmp_path: Path) -> None:
    places = dict.fromkeys(("PLAN_MAP_DATABASE", "PLAN_MAP_FILES"), "") | {"PLAN_MAP_WORKSPACE": str(tmp_path / "a")}
    saved = _run(SAVE, tmp_path, **places)
    assert saved.returncode == 0
    assert _run(PUT_BACK, saved.stdout.strip(), **places).returncode == 0


def test_a_damaged_backup_changes_nothing(tmp_path: Path, places: dict[str, str]) -> None:
    backup = Path(_run(SAVE, tmp_path / "kept", **places).stdout.strip())
    whole = backup.read_bytes()
    before = _content(tmp_path)
    for damaged in (whole[: len(whole) // 2], b"", b"no archive", whole[:-200] + b"\0" * 200):
        (broken := tmp_path / "kept" / "broken.tar.gz").write_bytes(damaged)
        assert _run(PUT_BACK, broken, **places).returncode != 0
        broken.unlink()
        assert _content(tmp_path) == before


def test_a_backup_that_cannot_be_finished_leaves_nothing_that_looks_like_one(
    tmp_path: Path, places: dict[str, str]
) -> None:
    database = {"PLAN_MAP_DATABASE": "postgresql+psycopg://nobody@127.0.0.1:1/none"}
    failed = _run(SAVE, tmp_path / "kept", **places | database)
    assert failed.returncode != 0
    assert list((tmp_path / "kept").iterdir()) == []
