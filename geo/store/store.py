"""The store as the rest of the app uses it: documents by kind, large files, and in whose name something is done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.store.errors import StoreError
from geo.store.files import Files
from geo.store.model import Document
from geo.store.place import database_url, files_url, is_missing, sqlite_url, workspace_folder

if TYPE_CHECKING:
    # SQLAlchemy takes longer to load than a sheet to place its names: nobody loads it to find nothing saved.
    from geo.store.database import Database
    from geo.store.documents import Changes, Reading


class Store:
    """A database and a place for files. Any thread and process may use it at the same time."""

    def __init__(self, database: "Database | str", *, files: str, folder: Path, who: str = "") -> None:
        """Database: one, or its URL; files: where large files are; folder: for what this machine needs meanwhile;
        who: id of a person.
        """
        self._database, self.folder, self.who = database, folder, who
        self._files = files

    @property
    def database(self) -> "Database":
        """The database. Raises StoreError where its URL names none that is known."""
        if isinstance(self._database, str):
            from geo.store.database import database_at  # noqa: PLC0415

            self._database = database_at(self._database)
        return self._database

    @classmethod
    def in_folder(cls, folder: Path, *, who: str = "") -> "Store":
        """SQLite and files in a folder."""
        return cls(sqlite_url(folder), files=str(folder / "files"), folder=folder, who=who)

    @classmethod
    def present(cls, *, who: str = "") -> "Store":
        """The app's own, as the environment names it."""
        return cls(database_url(), files=files_url(), folder=workspace_folder(), who=who)

    @property
    def told(self) -> dict[str, str]:
        """For a process of ours; holds the database's password."""
        url = self.database.url.render_as_string(hide_password=False)
        return {"database": url, "files": self._files, "folder": str(self.folder), "who": self.who}

    @classmethod
    def heard(cls, told: Mapping[str, str]) -> "Store":
        """The same at the other end."""
        return cls(told["database"], files=told["files"], folder=Path(told["folder"]), who=told["who"])

    def by(self, who: str) -> "Store":
        """The same in another person's name."""
        return Store(self._database, files=self._files, folder=self.folder, who=who)

    @property
    def files(self) -> Files:
        """Large files. Raises StoreError where the address is not known."""
        return Files(self._files, copies=self.folder / "copies")

    @contextmanager
    def reading(self) -> Iterator["Reading | None"]:
        """One state of all; None where nothing was ever saved. Raises StoreError."""
        if isinstance(self._database, str) and is_missing(self._database):
            yield None
            return
        from geo.store.documents import Reading  # noqa: PLC0415

        with self.database.reading() as connection:
            yield None if connection is None else Reading(connection)

    @contextmanager
    def changes(self) -> Iterator["Changes"]:
        """Changes that are kept together when the block ends well. Raises StoreError; then nothing of it is kept."""
        from geo.store.documents import Changes  # noqa: PLC0415

        with self.database.writing() as connection:
            yield Changes(connection, self.who)

    def listing(self, kind: str, *, deleted: bool = False, about: str | None = None) -> list[Document]:
        """All of a kind by id. Raises StoreError."""
        with self.reading() as present:
            return [] if present is None else present.listing(kind, deleted=deleted, about=about)

    def newest(self, kind: str, *, deleted: bool = False, about: str | None = None) -> list[Document]:
        """The same, what was changed last first. Raises StoreError."""
        with self.reading() as present:
            return [] if present is None else present.newest(kind, deleted=deleted, about=about)

    def get(self, kind: str, identifier: str) -> Document:
        """One document. Raises StoreError where it is gone."""
        with self.reading() as present:
            if present is None:
                raise StoreError("store-gone", value=identifier)
            return present.get(kind, identifier)

    def revision(self, kind: str) -> int:
        """Another number after every change of a kind. Raises StoreError."""
        with self.reading() as present:
            return 0 if present is None else present.revision(kind)
