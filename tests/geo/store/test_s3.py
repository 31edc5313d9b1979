"""Large files in an S3-like store: a real server of its API on this machine (moto), asked by s3fs as in an office."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import fsspec
import httpx2
import pytest
from moto.server import ThreadedMotoServer

from geo.own.documents import KIND
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from geo.own.takeover import ABOUT
from geo.store.database import Database
from geo.store.errors import StoreError
from geo.store.store import Store
from tests.geo.own.test_store import layer, titles

BUCKET = "plan-map-files"
URL = f"s3://{BUCKET}/office 一"
LARGE = 3_000_000


class Wire:
    """A way to the server that can be cut, at once or after so many bytes of what is sent."""

    def __init__(self, to: tuple[str, int]) -> None:
        self.to, self.left, self.is_cut = to, None, False
        self.left: int | None
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._door.accept()
                if self.is_cut:
                    here.close()
                    continue
                there = socket.create_connection(self.to)
                for one, other, is_sent in ((here, there, True), (there, here, False)):
                    threading.Thread(target=self._carry, args=(one, other, is_sent), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, is_sent: bool) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                if is_sent and self.left is not None:
                    self.left -= len(data)
                    self.is_cut = self.is_cut or self.left < 0
                if self.is_cut:
                    break
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def mend(self) -> None:
        self.left, self.is_cut = None, False

    def close(self) -> None:
        self._door.close()


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    yield made.get_host_and_port()
    made.stop()


@pytest.fixture
def wire(server: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """The environment of an office with such a store, and an empty bucket."""
    made = Wire(server)
    httpx2.post(f"http://127.0.0.1:{server[1]}/moto-api/reset")
    settings = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**settings, "AWS_ENDPOINT_URL": made.address}.items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3").clear_instance_cache()
    httpx2.put(f"http://127.0.0.1:{server[1]}/{BUCKET}")
    yield made
    made.close()
    fsspec.filesystem("s3").clear_instance_cache()


@pytest.fixture
def store(wire: Wire, tmp_path: Path) -> Iterator[OwnStore]:
    database = Database(f"sqlite:///{tmp_path / 'plan-map.sqlite3'}")
    yield OwnStore(Store(database, files=URL, folder=tmp_path / "machine"))
    database.close()


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "upload.csv"
    path.write_bytes(b"x" * LARGE)
    return path


def objects(server: tuple[str, int]) -> str:
    """What the bucket holds, by its own list."""
    return httpx2.get(f"http://127.0.0.1:{server[1]}/{BUCKET}?list-type=2").text


def refused(act: Callable[[], object]) -> str:
    with pytest.raises((StoreError, OwnError)) as caught:
        act()
    # Addresses inside are nothing for whoever reads what went wrong.
    assert "127.0.0.1" not in str(caught.value)
    return caught.value.breach.code


def test_a_layer_is_kept_read_deleted_and_taken_back(
    store: OwnStore, original: Path, server: tuple[str, int], tmp_path: Path
) -> None:
    kept = store.add(layer(), original)
    assert objects(server).count(kept.id) == 2
    # Another machine has nothing of it but what it fetches.
    elsewhere = OwnStore(Store(store.store.database, files=URL, folder=tmp_path / "other"))
    assert elsewhere.load(kept.id).content_hash == kept.content_hash
    assert elsewhere.original(kept.id).read_bytes() == original.read_bytes()
    name = elsewhere.delete(kept.id, version=kept.version)
    assert titles(store) == [] and objects(server).count(kept.id) == 2
    assert store.restore(name) == kept
    assert len(store.load(kept.id).features) == 2
    elsewhere.delete(kept.id, version=kept.version)
    elsewhere.empty_trash()
    assert kept.id not in objects(server)
    assert [path for path in (tmp_path / "other").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("after", [0, 1_000_000])
def test_a_server_that_goes_away_amid_a_file_leaves_nothing_half(
    store: OwnStore, original: Path, wire: Wire, server: tuple[str, int], after: int
) -> None:
    first = store.add(layer("先"), original)
    wire.left = after
    assert refused(lambda: store.add(layer("后"), original)) == "store-files"
    assert wire.is_cut
    # What was kept is still said to be there; it can be read again when the server is.
    assert titles(store) == ["先"]
    assert refused(lambda: store.load(first.id)) == "store-files"
    assert refused(store.store.files.reach) == "store-files"
    wire.mend()
    store.store.files.reach()
    assert store.original(first.id).read_bytes() == original.read_bytes()
    assert len(store.load(first.id).features) == 2
    assert [store.add(layer("后"), original).title, *titles(store)] == ["后", "后", "先"]
    # All objects that there are have their whole content.
    assert f"<Size>{LARGE}</Size>" in objects(server)


def test_half_a_copy_is_never_taken_for_the_file(store: OwnStore, original: Path, wire: Wire, tmp_path: Path) -> None:
    kept = store.add(layer(), original)
    elsewhere = OwnStore(Store(store.store.database, files=URL, folder=tmp_path / "other"))
    wire.is_cut = True
    refused(lambda: elsewhere.load(kept.id))
    assert [path for path in (tmp_path / "other").rglob("*") if path.is_file()] == []
    wire.mend()
    assert len(elsewhere.load(kept.id).features) == 2


def test_a_wrong_key_and_a_wrong_bucket_are_said_and_change_nothing(
    store: OwnStore, original: Path, server: tuple[str, int], tmp_path: Path
) -> None:
    other = OwnStore(Store(store.store.database, files="s3://plan-map-flies/office", folder=tmp_path / "other"))
    for act in (lambda: other.add(layer(), original), other.store.files.reach):
        assert refused(act) == "store-files"
    # A bucket that is wrongly written is not made.
    assert "plan-map-flies" not in httpx2.get(f"http://127.0.0.1:{server[1]}/").text
    before = objects(server)
    httpx2.post(f"http://127.0.0.1:{server[1]}/moto-api/reset-auth", content="0")
    try:
        for act in (lambda: store.add(layer(), original), store.store.files.reach):
            assert refused(act) == "store-files"
    finally:
        httpx2.post(f"http://127.0.0.1:{server[1]}/moto-api/reset-auth", content="1000000")
    assert titles(store) == [] and objects(server) == before


def test_an_old_folder_is_taken_over_once_and_whole(
    store: OwnStore, original: Path, wire: Wire, server: tuple[str, int], tmp_path: Path
) -> None:
    kept = store.add(layer(), original)
    old = tmp_path / "own-layers" / kept.id
    old.mkdir(parents=True)
    for name in store.store.files.names(kept.id):
        (old / Path(name).name).write_bytes(store.store.files.path(name).read_bytes())
    (old / ABOUT).write_bytes(kept.content)
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    new = OwnStore(Store(database, files=f"s3://{BUCKET}/new", folder=tmp_path / "new"), old=old.parent)
    wire.left = 1_000_000
    assert refused(lambda: new.get(kept.id)) == "store-files"
    assert new.store.listing(KIND) == []
    wire.mend()
    assert titles(new) == ["场地"]
    assert len(new.load(kept.id).features) == 2
    assert objects(server).count("new/") >= 2
    assert sorted(path.name for path in old.iterdir()) == sorted([ABOUT, "features.parquet", "original.csv"])
    database.close()


WITHOUT = """
import sys
from pathlib import Path
sys.modules["s3fs"] = None
from geo.store.errors import StoreError
from geo.store.files import Files
try:
    Files(sys.argv[1], copies=Path())
except StoreError as error:
    print(error.code, error)
"""


def test_a_missing_package_is_named() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT, URL], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("store-files-url") and "PLAN_MAP_FILES" in done.stdout
    assert "Install s3fs" in done.stdout
