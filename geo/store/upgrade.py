"""Brings a database to the tables of this version, by Alembic, at its first use in a process."""

import shutil
import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from geo.store.errors import StoreError

LOCK_S = 30.0
LOCK_NUMBER = 14_202_125
"""of PostgreSQL's advisory lock: any number that no other program at this database uses"""


class Upgradable(Protocol):
    """What is asked of a database (geo/store/database.py)."""

    @property
    def file(self) -> Path | None:
        """Of SQLite; None for a server."""

    @property
    def name(self) -> str:
        """As it may be shown."""

    def transaction(self, *, writes: bool) -> AbstractContextManager[Connection]:
        """As its tables are, be they of this version or not."""

    def told(self, error: SQLAlchemyError) -> StoreError:
        """A fault in words."""


def config() -> Config:
    """Alembic's, with our migrations."""
    made = Config()
    made.set_main_option("script_location", (Path(__file__).parent / "migrations").as_posix())
    return made


def upgrade(database: Upgradable, present: str) -> None:
    """To the newest revision; present is the one that was found. Raises StoreError.

    A SQLite file of an earlier version is copied beside itself first.
    """
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if present and present not in known:
        raise StoreError("store-newer", value=database.name, detail=present)
    try:
        if database.file is None:
            return _run(database)
        database.file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{database.file}.upgrade", timeout=LOCK_S):
            if present:
                _copy(database.file, database.file.with_name(f"{database.file.name}.before-{present}"))
            _run(database)
    except Timeout as error:
        raise StoreError("store-busy") from error
    except SQLAlchemyError as error:
        raise database.told(error) from error
    except (OSError, CommandError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise StoreError("store-unwritable", value=database.name, detail=detail) from error


def _run(database: Upgradable) -> None:
    with database.transaction(writes=True) as connection:
        if database.file is None:
            # Several processes start at the same moment; the second finds nothing left to do.
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK_NUMBER})
        present = config()
        present.attributes["connection"] = connection
        command.upgrade(present, "head")


def _copy(source: Path, target: Path) -> None:
    """A copy of a database that others may be writing to."""
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    shutil.copymode(source, target)
