"""Documents on both databases: kept whole or not at all, nobody's work overwritten, every change in the trail."""

import threading
from pathlib import Path

import pytest

from geo.store.database import Database
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.store import Store

HOSTILE = "'; DROP TABLE document; -- {{7*7}} ${x} %s %(id)s \\u0000 <script> 罗湖 🗺️"


def test_what_is_added_is_there_with_who_and_when(store: Store) -> None:
    with store.changes() as changes:
        made = changes.add("note", "n-1", HOSTILE, about="hub-xili", reason=HOSTILE)
    assert store.get("note", "n-1") == made
    assert (made.version, made.content, made.made_by, made.about) == (1, HOSTILE, "planner", "hub-xili")
    with store.reading() as present:
        assert present is not None
        (entry,) = present.trail(TrailOf(kind="note"))
    assert (entry.action, entry.before, entry.after, entry.reason) == ("add", None, HOSTILE, HOSTILE)


def test_a_change_names_the_version_that_it_read(store: Store) -> None:
    with store.changes() as changes:
        changes.add("note", "n-1", "1")
    with store.changes() as changes:
        assert changes.change("note", "n-1", "2", version=1).version == 2
    with pytest.raises(StoreError) as caught, store.changes() as changes:
        changes.change("note", "n-1", "3", version=1)
    assert caught.value.code == "store-conflict"
    assert store.get("note", "n-1").content == "2"


def test_all_of_a_transaction_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.changes() as changes:
        changes.add("note", "n-1", "1")
        raise RuntimeError
    assert store.listing("note") == []
    assert store.revision("note") == 0
    with store.reading() as present:
        assert present is None or present.trail(TrailOf()) == []


def test_deleted_is_put_aside_restored_and_purged(store: Store) -> None:
    with store.changes() as changes:
        changes.add("note", "n-1", "1")
        changes.delete("note", "n-1", version=1)
    with pytest.raises(StoreError) as caught:
        store.get("note", "n-1")
    assert caught.value.code == "store-gone"
    assert [found.id for found in store.listing("note", deleted=True)] == ["n-1"]
    with store.changes() as changes:
        assert changes.restore("note", "n-1").version == 3
    assert store.get("note", "n-1").content == "1"
    with store.changes() as changes:
        changes.delete("note", "n-1", version=3)
        changes.purge("note", "n-1")
    assert store.listing("note", deleted=True) == []
    with store.reading() as present:
        assert present is not None
        told = present.trail(TrailOf(id="n-1"))
    assert [entry.action for entry in told] == ["purge", "delete", "restore", "delete", "add"]
    assert told[0].before == "1"


def test_an_id_is_used_once(store: Store) -> None:
    with store.changes() as changes:
        changes.add("note", "n-1", "1")
    with store.changes() as changes:
        with pytest.raises(StoreError) as caught:
            changes.add("note", "n-1", "2")
        # The transaction goes on.
        changes.add("note", "n-2", "2")
    assert caught.value.code == "store-taken"
    assert [found.content for found in store.listing("note")] == ["1", "2"]


def test_revisions_tell_kinds_apart(store: Store) -> None:
    with store.changes() as changes:
        changes.add("note", "n-1", "1")
    before = store.revision("note")
    with store.changes() as changes:
        changes.add("briefing", "b-1", "1")
    assert store.revision("note") == before
    assert store.revision("briefing") > 0


def test_two_at_once_lose_nothing(store: Store) -> None:
    """Each reads and adds one; without a turn of one after the other some would be lost."""
    with store.changes() as changes:
        changes.add("count", "c", "0")
    together = threading.Barrier(4)
    failed: list[BaseException] = []

    def count() -> None:
        together.wait()
        try:
            for _ in range(10):
                with store.by("somebody").changes() as changes:
                    changes.begin("count")
                    present = changes.get("count", "c")
                    changes.change("count", "c", str(int(present.content) + 1), version=present.version)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.get("count", "c").content == "40"


def test_who_only_looks_leaves_nothing_behind(tmp_path: Path) -> None:
    looked = Store.in_folder(tmp_path / "none")
    assert looked.listing("note") == []
    assert looked.revision("note") == 0
    assert not (tmp_path / "none").exists()


def test_a_file_that_was_taken_away_is_made_anew(tmp_path: Path) -> None:
    store = Store.in_folder(tmp_path / "work")
    for _ in range(2):
        with store.changes() as changes:
            changes.add("note", "n-1", "1")
        for path in (tmp_path / "work").iterdir():
            path.unlink()
    assert store.listing("note") == []


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/base", "sqlite://"])
def test_an_address_that_is_not_known_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Database(url)
    assert caught.value.code == "store-url"


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    database = Database("postgresql://me:secret@127.0.0.1:1/plan")
    with pytest.raises(StoreError) as caught, database.writing():
        pass
    assert caught.value.code == "store-lost"
    assert "secret" not in str(caught.value)
    assert "127.0.0.1:1" in str(caught.value)
