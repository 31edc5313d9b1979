"""What is counted, by labels that nobody can make more of."""

from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from serve.figures.observed import Observed
from serve.figures.readings import MOST_VALUES, OTHERS, Counts, Figures, Reading
from serve.figures.scrape import Measured
from serve.figures.setting import may_read, setting
from serve.headers import SettingError

TITLE = "张三"


def samples(measured: Measured) -> dict[tuple[str, ...], float]:
    """Name and values of labels, by their names -> figure."""
    families = text_string_to_metric_families(measured.text("")[0].decode())
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.fixture
def measured() -> Measured:
    return Measured(Figures())


@pytest.fixture
def client(measured: Measured) -> Iterator[TestClient]:
    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    async def close(socket: WebSocket) -> None:
        await socket.close()

    async def fail(_: Request) -> PlainTextResponse:
        raise RuntimeError(TITLE)

    async def fine(_: Request) -> PlainTextResponse:
        return PlainTextResponse("")

    routes: list[Any] = [
        Route("/plan/documents/{name}", fine), Route("/plan/fail", fail), WebSocketRoute("/plan/talk", talk),
        WebSocketRoute("/plan/no", close), Mount("/plan", Starlette()),
    ]  # fmt: skip
    app = Starlette(routes=routes, middleware=[Middleware(Observed, base="plan", measured=measured)])
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


def test_requests_are_counted_by_route_whatever_is_asked_for(client: TestClient, measured: Measured) -> None:
    for number in range(50):
        client.get(f"/plan/documents/{number}?q={TITLE}")
        client.get(f"/plan/somewhere/{number}/{TITLE}")
        client.request(f"X{number}", f"/elsewhere/{number}")
    client.get("/plan/fail")
    with client.websocket_connect("/plan/talk"):
        pass
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/plan/no"):
        pass
    found = {key[1:]: value for key, value in samples(measured).items() if key[0] == "plan_map_requests_total"}
    assert found == {
        ("GET", "/documents/{name}", "200"): 50,
        ("GET", "/*", "404"): 50,
        ("OTHER", "-", "404"): 50,
        ("GET", "/fail", "500"): 1,
        ("WEBSOCKET", "/talk", "101"): 1,
        ("WEBSOCKET", "/no", "403"): 1,
    }
    assert samples(measured)["plan_map_request_seconds_count", "/documents/{name}"] == 50
    assert TITLE not in measured.text("")[0].decode()


def test_the_answer_names_the_request_and_takes_a_proxys_name_only_where_it_is_one(client: TestClient) -> None:
    own = client.get("/plan/documents/a").headers["x-request-id"]
    assert len(own) == 32 and own != client.get("/plan/documents/a").headers["x-request-id"]
    given = "0123456789abcdef" * 2
    assert client.get("/plan/documents/a", headers={"X-Request-ID": given}).headers["x-request-id"] == given
    for wrong in ("zhang-san", "a" * 15, "A" * 32, "f" * 65, given + "\r\nx: y"):
        assert client.get("/plan/documents/a", headers={"X-Request-ID": wrong}).headers["x-request-id"] != wrong


def test_no_figure_has_more_labels_than_it_may() -> None:
    counts = Counts("c", "help", "what", figures=(figures := Figures()))
    for number in range(MOST_VALUES + 50):
        counts.add(str(number))
    assert len(counts.samples()) == MOST_VALUES + 1
    assert samples(Measured(figures))["c_total", OTHERS] == 50


def test_rooms_add_theirs(measured: Measured) -> None:
    figures = Figures()
    figures.gauge("plan_map_waiting", "help", lambda: 3)
    figures.watch(Reading("plan_map_ended", "help", "counter", ("lane",), lambda: [(("quick",), 2)]))
    figures.gauge("plan_map_waiting", "help", lambda: 4)
    found = samples(Measured(figures))
    assert found["plan_map_waiting",] == 4 and found["plan_map_ended_total", "quick"] == 2
    assert ("plan_map_waiting",) not in samples(measured)


@pytest.mark.parametrize(
    ("said", "client", "headers", "shown"),
    [
        ("", "127.0.0.1", {"host": "127.0.0.1:8501"}, False),
        ("off", "127.0.0.1", {"host": "127.0.0.1:8501"}, False),
        ("loopback", "127.0.0.1", {"host": "127.0.0.1:8501"}, True),
        ("loopback", "::1", {"host": "localhost"}, True),
        ("loopback", "10.0.0.7", {"host": "127.0.0.1:8501"}, False),
        ("loopback", "127.0.0.1", {"host": "maps.example"}, False),
        ("loopback", "127.0.0.1", {"host": "localhost", "x-forwarded-for": "127.0.0.1"}, False),
        ("ON", "10.0.0.7", {}, True),
    ],
)
def test_who_may_read_them(said: str, client: str, headers: dict[str, str], shown: bool) -> None:
    assert may_read(client, headers, {"PLAN_MAP_METRICS": said}) is shown


def test_any_other_word_is_a_mistake() -> None:
    with pytest.raises(SettingError, match="PLAN_MAP_METRICS"):
        setting({"PLAN_MAP_METRICS": "yes"})
