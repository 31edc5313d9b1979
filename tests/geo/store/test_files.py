"""Large files in a folder and elsewhere."""

from pathlib import Path

import fsspec
import pytest

from geo.store.errors import StoreError
from geo.store.files import Files


@pytest.fixture(params=["folder", "memory"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "memory":
        fsspec.filesystem("memory").store.clear()
    url = str(tmp_path / "kept files 地图") if request.param == "folder" else "memory://bucket/prefix"
    return Files(url, copies=tmp_path / "copies")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.bin"
    path.write_bytes(bytes(range(256)) * 100)
    return path


def test_what_is_put_comes_back(files: Files, source: Path) -> None:
    files.put("own-1/features.parquet", source)
    files.put("own-1/original.csv", source)
    assert files.path("own-1/features.parquet").read_bytes() == source.read_bytes()
    assert files.names("own-1") == ["own-1/features.parquet", "own-1/original.csv"]


def test_what_is_dropped_is_gone(files: Files, source: Path) -> None:
    files.put("own-1/original.csv", source)
    files.drop("own-1")
    files.drop("own-1")
    assert files.names("own-1") == []
    with pytest.raises(StoreError) as caught:
        files.path("own-1/original.csv")
    assert caught.value.code == "store-gone"


@pytest.mark.parametrize("name", ["../etc/passwd", "a/../../b", "/etc/passwd", "a//b", "a/.", "..\\b"])
def test_a_name_leads_nowhere_else(files: Files, source: Path, name: str) -> None:
    for act in (lambda: files.put(name, source), lambda: files.path(name), lambda: files.drop(name)):
        with pytest.raises(StoreError):
            act()


def test_half_a_file_is_never_there(files: Files, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        files.put("own-1/original.csv", tmp_path / "missing")
    assert caught.value.code == "store-files"
    assert files.names("own-1") == []


def test_an_unknown_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Files("nonsense://bucket", copies=tmp_path)
    assert caught.value.code == "store-files-url"
