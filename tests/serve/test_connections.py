"""Connections are bounded."""

import asyncio
import gc
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from serve import connections, routes
from serve.connections import FREEZING, bound_connections, lifespan, room_for_connections
from tests.conftest import PATIENCE_S, ROOT


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@contextmanager
def _serving(most: int, silent_s: float) -> Iterator[tuple[str, int]]:
    config = uvicorn.Config(_app, lifespan="off", log_config=None)
    config.load()
    bound_connections(config, most, silent_s=silent_s)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        yield listening.getsockname()
        server.should_exit = True
        thread.join(PATIENCE_S)


def _answer(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    connection.settimeout(PATIENCE_S)
    return b"".join(iter(lambda: connection.recv(4096), b""))


def test_a_connection_too_many_is_told_so_in_both_languages() -> None:
    with _serving(most=2, silent_s=PATIENCE_S) as address, ExitStack() as silent:
        for _ in range(2):
            silent.enter_context(socket.create_connection(address))
        # Connections are counted when the server has taken them.
        while True:
            with socket.create_connection(address) as one_more:
                one_more.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                said = _answer(one_more)
            if b" 200 " not in said:
                break
        head, words = said.split(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 503 ") and b"Retry-After: 5" in head
        assert "太多" in words.decode() and "Too many" in words.decode()


def test_who_says_nothing_is_let_go_and_makes_room() -> None:
    with _serving(most=1, silent_s=0.05) as address:
        with socket.create_connection(address) as silent:
            silent.settimeout(PATIENCE_S)
            with suppress(ConnectionResetError):
                assert silent.recv(1) == b""
        with socket.create_connection(address) as asking:
            asking.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert _answer(asking).endswith(b"ok")


def test_answers_do_not_wait_for_word_of_their_first_part() -> None:
    """Streamlit's socket names no protocol, and asyncio then leaves Nagle's algorithm on."""
    config = uvicorn.Config(_app, lifespan="off", log_config=None)
    config.load()
    bound_connections(config, 2)
    with socket.socket() as listening:
        assert listening.proto == 0
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            with socket.create_connection(listening.getsockname()) as asking:
                asking.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                assert b" 200 " in asking.recv(4096)
                (protocol,) = server.server_state.connections
                taken = protocol.transport.get_extra_info("socket")
                assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        finally:
            server.should_exit = True
            thread.join(PATIENCE_S)


def test_there_is_room_for_a_meeting() -> None:
    assert 50 <= room_for_connections() <= 1000


# While gc.get_objects() holds a tuple that another thread is making, Python cannot finish it: SystemError, once in
# several starts.
def test_nothing_else_runs_while_the_server_looks_through_all_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    config = uvicorn.Config(_app)
    config.load()
    done: list[str] = []
    monkeypatch.setattr(
        connections, "bound_connections", lambda found, _most: done.append("bounded") if found is config else None
    )
    monkeypatch.setattr(connections, "warm_up", lambda: done.append("warm-up begun"), raising=False)

    monkeypatch.setattr(connections, "_freeze_when_warm", lambda _later: None)

    async def started() -> None:
        async with lifespan(None):
            assert done == ["bounded", "warm-up begun"]

    asyncio.run(started())
    beside = (
        "import threading, app; "
        "print(*[thread.name for thread in threading.enumerate() if thread is not threading.main_thread()])"
    )
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", beside], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ""


def test_the_server_is_found_though_the_warm_up_has_ended_before_it_listens() -> None:
    config = uvicorn.Config(_app)
    config.load()
    usual = config.http_protocol_class
    done: list[str] = []

    async def started() -> None:
        async with lifespan(None, later=lambda: done.append("later")):
            assert config.http_protocol_class is not usual
            freezing = [thread for thread in threading.enumerate() if thread.name == FREEZING]
            await asyncio.to_thread(lambda: [thread.join(PATIENCE_S) for thread in freezing])

    try:
        routes._make_all()
        asyncio.run(started())
        assert done == ["later"]
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
