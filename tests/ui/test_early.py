"""The start page brings the map's own start along, and is the framework's own where the map cannot start."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from layers.browser_parts import BundleError, modules_hash
from layers.document import bundle
from ui import early
from ui.early import early_routes
from ui.map import map_data
from ui.routes import ROUTES

PAGES = ("map", "table", "sources")


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[*ROUTES, *early_routes(PAGES)]))


def test_the_start_page_is_the_framework_s_with_the_map_s_start_in_its_head(client: TestClient) -> None:
    page = client.get("/")
    own = early._index_path().read_text(encoding="utf-8")
    assert page.headers["cache-control"] == "no-cache"
    assert page.text.count(f'src="modules/{modules_hash()}/early.js"') == 1
    assert page.text.startswith(own.split("<head>")[0])
    assert page.text.endswith(own.split("<head>")[1])


def test_everything_that_the_start_page_names_is_served(client: TestClient) -> None:
    html = client.get("/").text
    named = re.findall(r'(?:href|src|data-deck)="((?:vendor|modules|early)[^"]*)"', html)
    assert f"modules/{modules_hash()}/planmap.js" in named
    assert f"modules/{modules_hash()}/present.js" not in named  # loaded when somebody presents
    assert {client.get(f"/{name}").status_code for name in named} == {200}
    style = client.get(f"/modules/{modules_hash()}/all.css")
    assert style.headers["content-type"].startswith("text/css")
    assert ".plan-map" in style.text


def test_the_early_map_knows_what_the_component_will_know(client: TestClient) -> None:
    assert client.get("/early.json").json() == map_data(bundle(), pages=PAGES)


def test_without_the_right_bundle_the_start_page_is_the_framework_s(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BundleError("no bundle")

    monkeypatch.setattr(early, "deck_bundle", refuse)
    assert client.get("/").content == early._index_path().read_bytes()
