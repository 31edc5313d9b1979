"""The start page brings the map's own start along, and is Streamlit's own where the map cannot start."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from layers.screen.served import served
from layers.view.pages import FORM_PAGES
from serve import start_page as early
from serve.headers import index_html
from serve.map_data import map_data
from serve.routes import ROUTES
from serve.start_page import PAGES_STYLE, early_routes, with_early_start
from serve.who.asking import THE_USER
from web.assets import BundleError, Modules, modules, modules_hash


@pytest.fixture
def client() -> TestClient:
    return TestClient(
        Starlette(routes=[*ROUTES, *early_routes()]), base_url="http://127.0.0.1:8501", client=("127.0.0.1", 1)
    )


def test_the_start_page_brings_the_map_and_holds_the_framework_back(client: TestClient) -> None:
    page = client.get("/")
    own = index_html()
    assert page.headers["cache-control"] == "no-cache"
    assert page.text.count(f'src="modules/{modules_hash()}/start/early.js"') == 1
    held = page.text.split('<template id="framework-start">')[1].split("</template>")[0]
    scripts = re.findall(r'<script type="module"[^>]*></script>', own)
    assert scripts
    assert re.findall(r'<script type="module"[^>]*></script>', held) == scripts
    assert page.text.count("./static/js/") == own.count("./static/js/") == held.count("./static/js/")
    assert '<div id="root"></div>' in page.text
    assert "<title>深圳规划一张图</title>" in page.text
    assert PAGES_STYLE in page.text.partition("</head>")[0]


def test_nothing_runs_before_the_page_is_loaded_but_the_script_in_it(client: TestClient) -> None:
    html = client.get("/").text
    bare = re.sub("<template.*?</template>", "", html, flags=re.DOTALL)
    assert "<script" in bare
    assert "src=" not in bare
    starts_map = html.split('<template id="map-start">')[1].split("</template>")[0]
    assert re.findall(r'<script [^>]*src="(\w+)/', starts_map) == ["vendor", "modules"]


def test_a_framework_page_of_another_make_is_left_alone() -> None:
    other = "<html><head></head><body><script src='static/app.js'></script></body></html>"
    assert with_early_start(other, modules(), deck="d") == other


def test_everything_that_the_start_page_names_is_served(client: TestClient) -> None:
    html = client.get("/").text
    named = re.findall(r'(?:href|src|data-deck)="((?:vendor|modules|early)[^"]*)"', html)
    assert f"modules/{modules_hash()}/start/core.js" in named
    assert f"modules/{modules_hash()}/present/presenter.js" not in named  # loaded when somebody presents
    assert {client.get(f"/{name}").status_code for name in named} == {200}
    style = client.get(f"/modules/{modules_hash()}/all.css")
    assert style.headers["content-type"].startswith("text/css")
    assert ".plan-map" in style.text


def test_the_early_map_knows_what_the_component_will_know(client: TestClient) -> None:
    assert client.get("/early.json").json() == map_data(served(), person=THE_USER)


def test_without_the_right_bundle_the_start_page_is_the_framework_s(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise BundleError("no bundle")

    monkeypatch.setattr(early, "deck_bundle", refuse)
    assert client.get("/").text == index_html()


@pytest.mark.parametrize("name", FORM_PAGES)
def test_the_paths_that_pages_with_forms_once_had_lead_to_them(client: TestClient, name: str) -> None:
    answer = client.get(f"/{name}?lang=en&theme=transport&page=x", follow_redirects=False)
    assert answer.headers["location"] == f"./?page={name}&lang=en&theme=transport"


def test_another_state_of_the_modules_is_another_page() -> None:
    now = modules()
    later = Modules("0123456789abcdef", {**now.files, early.FIRST: b"console.log('later');"})
    html, policy = early.PAGES.of(now, "d")
    assert early.PAGES.of(now, "d") == (html, policy)
    changed, its_policy = early.PAGES.of(later, "d")
    assert "modules/0123456789abcdef/start/early.js" in changed and "console.log('later')" in changed
    assert its_policy != policy
    assert early.PAGES.of(now, "other") != (html, policy)
    assert early.PAGES.of(now, "d") == (html, policy)
