"""What is too much is refused in words, and what is within the limits goes through."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from serve.doors import doors
from serve.limits import ALWAYS_ANSWERED, HEALTH, MOST_BODY_BYTES, Limits
from tests.conftest import ROOT


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("in")
    await socket.receive_text()


@pytest.fixture
def client(limits: dict[str, Any]) -> Iterator[TestClient]:
    health = [Route(below + path, _echo) for below in ("", "/plan") for path in ALWAYS_ANSWERED]
    routes = [Route("/", _echo, methods=["GET", "POST"]), *health, WebSocketRoute("/talk", _talk)]
    with TestClient(Starlette(routes=routes, middleware=[Middleware(Limits, **limits)])) as made:
        yield made


@pytest.mark.parametrize("limits", [{}])
def test_what_is_within_the_limits_goes_through(client: TestClient) -> None:
    assert client.get("/").text == "0"
    assert client.post("/", content=b"x" * MOST_BODY_BYTES).text == str(MOST_BODY_BYTES)


@pytest.mark.parametrize("limits", [{"requests": 0}])
@pytest.mark.parametrize(
    ("query", "accepted", "words"),
    [("lang=en", "zh-CN", "Too many"), ("lang=zh", "en", "太多"), ("", "en-GB,en", "Too many"), ("", "zh-CN", "太多")],
)
def test_a_request_too_many_is_refused_in_the_pages_language(
    client: TestClient, query: str, accepted: str, words: str
) -> None:
    answer = client.get(f"/?{query}", headers={"Accept-Language": accepted, "Accept": "text/html,*/*"})
    assert (answer.status_code, answer.headers["retry-after"], answer.headers["cache-control"]) == (
        503,
        "5",
        "no-store",
    )
    assert words in answer.text
    assert ("太多" in answer.text) != ("Too many" in answer.text)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("limits", [{"requests": 0}])
def test_who_names_no_language_is_told_in_both_and_health_is_answered(client: TestClient) -> None:
    answer = client.get("/", headers={"Accept": "*/*", "Accept-Language": "*"})
    assert "太多" in answer.text and "Too many" in answer.text
    assert [client.get(path).status_code for path in ALWAYS_ANSWERED] == [200] * len(ALWAYS_ANSWERED)
    assert client.get(f"/plan{HEALTH}").status_code == client.get(f"/x{HEALTH}").status_code == 503


@pytest.mark.parametrize("limits", [{"requests": 0, "base": "plan/"}])
def test_below_a_path_health_is_answered_there(client: TestClient) -> None:
    assert client.get(f"/plan{HEALTH}").status_code == 200
    assert client.get(HEALTH).status_code == 503


@pytest.mark.parametrize("limits", [{}])
def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(client: TestClient) -> None:
    assert client.post("/?lang=en", content=b"x" * (MOST_BODY_BYTES + 1)).status_code == 413
    chunks = (b"x" * 100_000 for _ in range(MOST_BODY_BYTES // 100_000 + 1))
    answer = client.post("/?lang=en", content=chunks)
    assert (answer.status_code, "2 MB" in answer.text) == (413, True)
    assert client.post("/", headers={"Content-Length": "many"}).status_code == 413


@pytest.mark.parametrize("limits", [{"sessions": 1}])
def test_a_session_too_many_is_refused_and_its_place_given_on(client: TestClient) -> None:
    with client.websocket_connect("/talk") as first:
        assert first.receive_text() == "in"
        with pytest.raises(WebSocketDenialResponse) as refused, client.websocket_connect("/talk?lang=en"):
            pass
        assert (refused.value.status_code, refused.value.headers["retry-after"]) == (503, "5")
        first.send_text("out")
    with client.websocket_connect("/talk") as next_one:
        assert next_one.receive_text() == "in"
        next_one.send_text("out")


async def _read(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass


def _answered(messages: list[Message], *, body_wait_s: float) -> list[Message]:
    """What one request is answered whose body comes as messages and then not at all."""
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0) if messages else await asyncio.Event().wait()  # type: ignore[return-value]

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/", "method": "POST", "headers": [], "query_string": b"lang=en"}
    asyncio.run(Limits(_read, body_wait_s=body_wait_s)(scope, receive, send))
    return sent


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    sent = _answered([{"type": "http.request", "body": b"x", "more_body": True}], body_wait_s=0.05)
    assert sent[0]["status"] == 408
    assert b"broke off" in sent[1]["body"]


def test_the_app_has_its_limits_and_what_they_refuse_has_the_headers_of_every_answer() -> None:
    passed = [door.cls.__name__ for door in doors("")[0]]
    assert passed[0] == "SecurityHeaders"
    assert passed.index("Limits") < passed.index("Gate")
    assert "doors(" in (ROOT / "app.py").read_text(encoding="utf-8")
