"""Too long and too often are refused in words; what is kept for ever, health and this machine are not counted."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from layers.view.link import MAX_QUERY_LENGTH
from serve.guards.guard import MAKING, MOST_ADDRESS, OTHERS, SESSIONS, Guard
from serve.guards.rates import Rate
from serve.limits import ALWAYS_ANSWERED, MOST_SESSIONS

AWAY = ("203.0.113.9", 50000)
PROXY = "10.0.0.1"
TWO = Rate(at_once=2, a_second=0.1)
HASHED = (
    "/modules/0123456789abcdef/start/main.js",
    "/vendor/deck-0.js",
    "/documents/0.json",
    "/static/js/index.js",
    "/basemaps/a/1/2/3/4",
    "/briefings/0123456789abcdef.json",
)


async def _fine(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.client.host if request.client else "")


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def made(client: tuple[str, int] = AWAY, *, trusted: str = PROXY, **limits: Any) -> TestClient:
    routes = [Route("/{path:path}", _fine, methods=["GET", "POST"]), WebSocketRoute("/talk", _talk)]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, **limits)])
    return TestClient(ProxyHeadersMiddleware(app, trusted), client=client)  # type: ignore[arg-type]


@pytest.fixture
def few() -> Iterator[dict[str, Rate]]:
    yield {"sessions": TWO, "making": TWO, "others": TWO}


def test_who_asks_too_often_is_told_when_to_come_back(few: dict[str, Rate]) -> None:
    client = made(**few)
    assert [client.get("/early.json").status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get("/early.json?lang=en")
    assert (answer.headers["retry-after"], answer.headers["cache-control"]) == ("10", "no-store")
    assert "Try again in 10 seconds" in answer.text
    assert "太多" in client.get("/", headers={"Accept-Language": "zh", "Accept": "text/html"}).text


def test_each_kind_has_its_own_measure(few: dict[str, Rate]) -> None:
    client = made(**few)
    for path in ("/early.json", "/ask/answer?ask=x", "/early.json", "/own/uploads"):
        assert client.get(path).status_code == 200
    assert client.get("/export/list.xlsx").status_code == client.get("/").status_code == 429
    for _ in range(2):
        with client.websocket_connect("/talk"):
            pass
    with pytest.raises(WebSocketDenialResponse) as refused, client.websocket_connect("/talk"):
        pass
    assert (refused.value.status_code, refused.value.headers["retry-after"]) == (429, "10")


def test_what_is_kept_for_ever_and_health_are_never_counted(few: dict[str, Rate]) -> None:
    client = made(base="plan", **few)
    for path in (*HASHED, *ALWAYS_ANSWERED):
        assert {client.get(f"/plan{path}").status_code for _ in range(5)} == {200}, path
    assert [client.get("/plan/briefings/now.json").status_code for _ in range(3)] == [200, 200, 429]


def test_this_machine_is_not_counted(few: dict[str, Rate]) -> None:
    client = made(("127.0.0.1", 50000), **few)
    assert {client.get("/early.json").status_code for _ in range(10)} == {200}


def test_behind_a_trusted_proxy_each_visitor_is_one_client(few: dict[str, Rate]) -> None:
    client = made((PROXY, 50000), **few)
    for visitor in ("198.51.100.1", "198.51.100.2", "127.0.0.1, 198.51.100.3"):
        said = [client.get("/early.json", headers={"X-Forwarded-For": visitor}) for _ in range(3)]
        assert [answer.status_code for answer in said] == [200, 200, 429], visitor
        assert said[0].text == visitor.rpartition(" ")[2]


def test_nobody_else_can_say_who_they_are(few: dict[str, Rate]) -> None:
    client = made(**few)
    said = [client.get("/", headers={"X-Forwarded-For": f"198.51.100.{number}"}).status_code for number in range(3)]
    assert said == [200, 200, 429]
    assert client.get("/", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 429


def test_an_address_longer_than_any_link_is_refused_in_words() -> None:
    client = made(("127.0.0.1", 50000))
    assert client.get("/fallback/0123456789abcdef/zh?" + "x" * MAX_QUERY_LENGTH).status_code == 200
    for path in ("/?q=" + "x" * MOST_ADDRESS, "/" + "x" * (MOST_ADDRESS + 1), "/health/live?" + "x" * MOST_ADDRESS):
        answer = client.get(path, headers={"Accept-Language": "en"})
        assert (answer.status_code, str(MOST_ADDRESS) in answer.text) == (414, True)
    with pytest.raises(WebSocketDenialResponse), client.websocket_connect("/talk?" + "x" * MOST_ADDRESS):
        pass


def test_streamlits_own_figures_are_shut_as_ours_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAN_MAP_METRICS", raising=False)
    client = made(("127.0.0.1", 50000), base="/plan")
    assert client.get("/plan/_stcore/metrics").status_code == 404
    monkeypatch.setenv("PLAN_MAP_METRICS", "on")
    assert client.get("/plan/_stcore/metrics").status_code == 200


def test_an_office_behind_one_address_may_start_at_once() -> None:
    """A hundred people: ten requests each at the start, a session, and then a question every other second of each."""
    assert OTHERS.at_once >= 100 * 10 and SESSIONS.at_once >= MOST_SESSIONS
    assert MAKING.at_once >= 100 and OTHERS.a_second >= 50
