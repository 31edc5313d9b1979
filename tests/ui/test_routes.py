import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from layers.browser_parts import deck_bundle, modules_hash
from layers.served import served
from ui import routes


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
    assert "export function mount" in client.get(f"/modules/{modules_hash()}/main.js").text
    assert client.get(f"/documents/{served().plan.hash}.json").json()["items"]
    page = client.get(f"/fallback/{served().plan.hash}/en").text
    assert "Key areas" in page


@pytest.mark.parametrize(
    "path", ["/vendor/deck-0.js", "/modules/0/..%2Froutes.py", "/modules/0/map.css", "/documents/x.json", "/fallback/0/zh"]
)
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text
