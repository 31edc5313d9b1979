"""Folders in which earlier versions kept what people made: taken over once, and left as they are."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from geo.store.model import now
from geo.store.store import Store

if TYPE_CHECKING:
    from geo.store.documents import Changes

DONE: set[tuple[str, str, str]] = set()
"""what this process need not look up again: database, kind, folder"""
Take = Callable[["Changes"], Iterable[str]]


def take_over(store: Store, kind: str, folder: Path, take: Take) -> None:
    """Have take put what folder holds into the store, unless that was done before.

    take gives the names of files that it could not read. Raises StoreError; then nothing was taken over.
    """
    key = (store.database.name, kind, str(folder))
    if key in DONE or not folder.is_dir():
        return
    from sqlalchemy import insert, select  # noqa: PLC0415

    from geo.store.tables import TAKEOVER  # noqa: PLC0415

    with store.changes() as changes:
        changes.begin(kind)
        done = select(TAKEOVER.c.at).where(TAKEOVER.c.kind == kind, TAKEOVER.c.folder == str(folder))
        if changes.connection.execute(done).first() is None:
            names = json.dumps(sorted(take(changes)), ensure_ascii=False)
            row = {"kind": kind, "folder": str(folder), "at": now(), "left_out": names}
            changes.connection.execute(insert(TAKEOVER).values(row))
    DONE.add(key)


def left_out(store: Store, kind: str) -> list[Path]:
    """Files that could not be read when their folder was taken over, and still lie there. Raises StoreError."""
    with store.reading() as present:
        if present is None:
            return []
        from sqlalchemy import select  # noqa: PLC0415

        from geo.store.tables import TAKEOVER  # noqa: PLC0415

        wanted = select(TAKEOVER.c.folder, TAKEOVER.c.left_out).where(TAKEOVER.c.kind == kind)
        found = present.connection.execute(wanted)
        paths = [Path(folder) / name for folder, names in found for name in json.loads(names)]
    return [path for path in sorted(paths) if path.exists()]
