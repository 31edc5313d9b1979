"""One database: SQLite in a file, or PostgreSQL. Transactions happen whole or not at all, and say in words why not.

A SQLite file is made with the first thing that is saved: who only looks leaves nothing behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, column, create_engine, event, select, table
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from geo.store.errors import StoreError
from geo.store.tables import REVISION

BUSY_S = 10
"""how long a transaction waits for another's; they take milliseconds"""
CONNECT_S = 5
KNOWN = ("sqlite", "postgresql")
WRITES = "plan_map_writes"
VERSION_TABLE = table("alembic_version", column("version_num"))


class Database:
    """The database at a URL. Any thread may use it, and other processes at the same time."""

    def __init__(self, url: str) -> None:
        """Raises StoreError where the URL names no database that is known; connects to nothing yet."""
        self.url = _checked(url)
        self._upgrading = Lock()
        self._is_current = False
        self._engine = _engine(self.url)

    @property
    def file(self) -> Path | None:
        """Of SQLite; None for a server."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None

    @property
    def name(self) -> str:
        """As it may be shown: without a password."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A transaction that sees one state of all; None where nothing was ever saved. Raises StoreError."""
        if self.file is not None and not self.file.exists():
            yield None
            return
        self._bring_up_to_date()
        with self.transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept when the block ends well, else undone. Raises StoreError."""
        self._bring_up_to_date()
        with self.transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def transaction(self, *, writes: bool) -> Iterator[Connection]:
        """A transaction on the tables as they are. Raises StoreError."""
        try:
            with self._engine.connect().execution_options(**{WRITES: writes}) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise self.told(error) from error

    def told(self, error: SQLAlchemyError) -> StoreError:
        """What a fault of the database means to whoever wanted to save."""
        detail = _reason(error)
        if "locked" in detail or "LockNotAvailable" in type(getattr(error, "orig", None)).__name__:
            return StoreError("store-busy")
        if isinstance(error, DBAPIError) and (error.connection_invalidated or self.file is None):
            return StoreError("store-lost", value=self.name, detail=detail)
        return StoreError("store-unwritable", value=self.name, detail=detail)

    def _bring_up_to_date(self) -> None:
        """Make the tables, or bring those of an earlier version up to date, once a process."""
        if self._is_current and (self.file is None or self.file.exists()):
            return
        with self._upgrading:
            present = self._revision()
            if present != REVISION:
                from geo.store.upgrade import upgrade  # noqa: PLC0415 - once in a database's life

                upgrade(self, present)
            self._is_current = True

    def _revision(self) -> str:
        """Of the tables; empty where there are none."""
        if self.file is not None and not self.file.exists():
            return ""
        try:
            with self._engine.connect() as connection:
                if not connection.dialect.has_table(connection, VERSION_TABLE.name):
                    return ""
                return str(connection.execute(select(VERSION_TABLE.c.version_num)).scalar() or "")
        except SQLAlchemyError as error:
            raise self.told(error) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()


def _checked(url: str) -> URL:
    try:
        found = make_url(url)
    except ArgumentError as error:
        raise StoreError("store-url", detail=" / ".join(f"{name}://…" for name in KNOWN)) from error
    if found.get_backend_name() not in KNOWN or (found.get_backend_name() == "sqlite" and not found.database):
        raise StoreError("store-url", detail=" / ".join(f"{name}://…" for name in KNOWN))
    # The one driver that is installed, whichever way the address is written.
    return found.set(drivername="postgresql+psycopg") if found.get_backend_name() == "postgresql" else found


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            # A connection a transaction: a file that was moved or restored meanwhile is noticed at once.
            engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_S})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        settings = {"options": f"-c lock_timeout={BUSY_S * 1000} -c timezone=UTC", "connect_timeout": CONNECT_S}
        return create_engine(url, pool_pre_ping=True, pool_size=4, max_overflow=8, connect_args=settings)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError("store-url", detail=str(error)) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's module must begin no transaction of its own.
    connection.isolation_level = None
    # Readers go on while somebody writes; what is committed outlives a power cut.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # Who is going to write takes its turn at once, instead of failing when what it has read is old by then.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _reason(error: SQLAlchemyError) -> str:
    """The database's own words on one line, without the statement."""
    return " ".join(str(getattr(error, "orig", None) or error).split())[:200]


@cache
def database_at(url: str) -> Database:
    """One `Database` a process and URL."""
    return Database(url)
