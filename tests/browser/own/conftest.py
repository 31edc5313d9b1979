"""One app for all tests of layers that people bring: each test finds it without any."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo.own.store import OwnStore
from tests.browser.conftest import Visitor, opener
from tests.browser.opened import MapPage
from tests.serving import serve


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The app's address, and the folder where it keeps layers."""
    folder = tmp_path_factory.mktemp("own")
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(folder)}) as url:
        yield url, folder


@pytest.fixture
def own_url(own_server: tuple[str, Path]) -> str:
    """It, with no layers and none to be had again."""
    url, folder = own_server
    store = OwnStore.in_folder(folder)
    layers, damaged = store.listing()
    assert damaged == []
    for layer in layers:
        store.delete(layer.id, version=layer.version)
    store.empty_trash()
    return url


@pytest.fixture
def own_folder(own_url: str, own_server: tuple[str, Path]) -> Path:
    """Where it keeps them; nothing is kept there."""
    return own_server[1]


@pytest.fixture
def own_at(visitor: Visitor, own_url: str) -> Iterator[Callable[..., MapPage]]:
    """Open the map alone at an address of that app."""
    yield from opener(visitor, own_url)


@pytest.fixture
def own_whole(visitor: Visitor, own_url: str) -> Iterator[Callable[..., MapPage]]:
    """As own_at, with Streamlit."""
    yield from opener(visitor, own_url, framework=True)
