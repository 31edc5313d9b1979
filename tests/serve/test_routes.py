import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from layers.progress.served import progress_document
from layers.screen.served import served
from serve import routes
from web import assets as browser_parts
from web.assets import MODULE_FOLDER, deck_bundle, modules_hash


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes.ROUTES))


def test_deck_comes_from_the_installed_wheel_and_may_be_kept_for_ever(client: TestClient) -> None:
    answer = client.get(f"/vendor/deck-{deck_bundle().hash}.js")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert len(deck_bundle().gzipped) < 1_300_000


def test_modules_and_documents(client: TestClient) -> None:
    assert "export function mount" in client.get(f"/modules/{modules_hash()}/start/main.js").text
    assert client.get(f"/documents/{served().plan.hash}.json").json()["items"]


@pytest.mark.parametrize(
    "path",
    [
        "/vendor/deck-0000000000000000.js",
        "/modules/0000000000000000/start/main.js",
        "/modules/0000000000000000/all.css",
        "/documents/0000000000000000.json",
        "/fallback/0000000000000000/zh",
    ],
)
def test_what_another_version_names_is_not_there_and_nobody_keeps_that(client: TestClient, path: str) -> None:
    """What answers to an address for ever is what was hashed: after an upgrade or a rollback versions never mix."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    assert "刷新" in answer.text


def test_modules_are_what_their_hash_says_also_when_one_has_changed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(MODULE_FOLDER, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(browser_parts, "MODULE_FOLDER", tmp_path)
    monkeypatch.setattr(browser_parts, "RECENT", browser_parts.Recent())
    monkeypatch.setattr(browser_parts, "KEPT_S", -1.0)
    before = modules_hash()
    assert client.get(f"/modules/{before}/start/main.js").status_code == 200
    (tmp_path / "start" / "main.js").write_text("export const changed = true;")
    assert modules_hash() != before
    assert client.get(f"/modules/{before}/base/dom.js").status_code == 404
    assert "changed" in client.get(f"/modules/{modules_hash()}/start/main.js").text


def test_briefings_of_another_time_lead_to_those_of_now_and_nobody_keeps_that(client: TestClient) -> None:
    for name in ("now", "0000000000000000"):
        answer = client.get(f"/briefings/{name}.json", follow_redirects=False)
        assert answer.is_redirect
        assert answer.headers["cache-control"] == "no-store"
    assert client.get("/briefings/now.json").json()["briefings"]


def test_progress_of_another_day_leads_to_that_of_today_and_today_s_may_be_kept(client: TestClient) -> None:
    for name in ("now", "0000000000000000"):
        answer = client.get(f"/progress/{name}.json", follow_redirects=False)
        assert answer.is_redirect
        assert answer.headers["cache-control"] == "no-store"
    present = client.get("/progress/now.json")
    assert present.json()["items"]
    assert "immutable" in present.headers["cache-control"]
    assert present.url.path == f"/progress/{progress_document().hash}.json"


@pytest.mark.parametrize(
    "path",
    ["/vendor/deck-0.js", "/modules/0/..%2Froutes.py", "/modules/0/map.css", "/documents/x.json", "/fallback/0/zh"],
)
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize("base", ["plan", "/plan/", "city/plan"])
def test_routes_stand_below_a_base_path(base: str) -> None:
    below = TestClient(Starlette(routes=routes.under(base, routes.ROUTES)))
    prefix = f"/{base.strip('/')}"
    assert below.get(f"{prefix}/modules/{modules_hash()}/start/main.js").status_code == 200
    assert below.get(f"{prefix}/briefings/now.json").json()["briefings"]
    assert below.get(f"/modules/{modules_hash()}/start/main.js").status_code == 404
    assert below.get(f"{prefix}?page=table", follow_redirects=False).headers["location"] == "plan/?page=table"
