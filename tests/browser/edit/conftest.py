"""An app of its own for those who change its plan: nobody else's map turns."""

import copy
import os
from collections.abc import Callable, Iterator
from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser

from tests.browser.opened import MapPage, fresh
from tests.browser.visiting import Visitor, opener
from tests.serving import serve

Wanted = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def edit_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("edited")
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(folder)}) as url:
        yield url


@pytest.fixture
def client(edit_url: str) -> Iterator[httpx.Client]:
    """Another editor, who has no browser."""
    with httpx.Client(base_url=edit_url, timeout=120) as made:
        yield made


@pytest.fixture
def opened(visitor: Visitor, edit_url: str) -> Iterator[Callable[..., MapPage]]:
    """Windows of an editor's, in one browser."""
    yield from opener(visitor, edit_url)
    visitor().set_offline(False)


@pytest.fixture
def colleague(browser: Browser, edit_url: str) -> Iterator[Callable[[str], MapPage]]:
    """A window of another editor's, in a browser of their own."""
    context = fresh(browser, framework=False)
    yield lambda path: MapPage(context, edit_url, path)
    context.close()


def present(client: httpx.Client, item: str) -> dict[str, Any]:
    """An item as everybody sees it."""
    found: dict[str, Any] = client.get(f"/edits/items/{item}").json()
    return found


def proposed(client: httpx.Client, item: str, **properties: Any) -> dict[str, Any]:
    """A proposal of another editor's."""
    now = present(client, item)
    feature = copy.deepcopy(now["feature"])
    feature["properties"] |= properties
    made = client.post(f"/edits/items/{item}", json={"feature": feature, "base": now["base"], "says": "补充"})
    assert made.status_code == 201, made.text
    proposal: dict[str, Any] = made.json()["proposal"]
    return proposal


def accepted(client: httpx.Client, item: str, **properties: Any) -> None:
    """Another editor's change, which everybody sees from now on."""
    made = proposed(client, item, **properties)
    done = client.post(f"/edits/proposals/{made['id']}/accept", json={"version": made["version"], "reason": "核对"})
    assert done.status_code == 200, done.text
