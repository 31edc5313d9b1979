"""Migrations make the tables that the code knows, once, whoever comes first."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from geo.store.database import Database
from geo.store.errors import StoreError
from geo.store.tables import METADATA, REVISION
from geo.store.upgrade import config, upgrade


def test_migrations_make_the_tables_of_the_code(database: Database) -> None:
    with database.writing() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_code_names_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [REVISION]


def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    with Database(database_url).writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as caught, Database(database_url).writing():
        pass
    assert caught.value.code == "store-newer"


def test_an_earlier_version_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    with database.writing() as connection:
        connection.execute(text("INSERT INTO clock VALUES ('note', 7)"))
    upgrade(database, REVISION)
    with sqlite3.connect(tmp_path / f"p.sqlite3.before-{REVISION}") as copy:
        assert copy.execute("SELECT revision FROM clock").fetchall() == [(7,)]


START = """
import sys
from geo.store.database import Database
with Database(sys.argv[1]).writing() as connection:
    connection.exec_driver_sql("INSERT INTO clock VALUES ('" + sys.argv[2] + "', 1)")
"""


def test_several_processes_may_start_at_once(database_url: str) -> None:
    began = [
        subprocess.Popen([sys.executable, "-c", START, database_url, f"kind-{number}"], stderr=subprocess.PIPE)
        for number in range(3)
    ]
    assert [(process.communicate()[1].decode(), process.returncode) for process in began] == [("", 0)] * 3
    with Database(database_url).reading() as connection:
        assert connection is not None
        assert connection.execute(text("SELECT count(*) FROM clock")).scalar() == 3
