"""Nobody outside is asked, whatever address the app listens on and whoever asks it."""

import http.client
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from serve import offline
from tests.conftest import PATIENCE_S
from tests.serving import serve

SPY = """
import os, sys
OUTSIDE = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex",
           "socket.gethostbyaddr")
told = open(os.environ["SPIED"], "a", buffering=1)
def spy(event, given):
    if event in OUTSIDE:
        told.write(f"{event} {given[1 if event in OUTSIDE[:2] else 0]!r}\\n")

sys.addaudithook(spy)
"""
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}
LOOPBACK = re.compile(r"'(127\.[\d.]+|::1|localhost|0\.0\.0\.0)'")


@pytest.fixture(scope="module")
def spied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The app bound to all addresses, and a file that tells whom it has asked: every connection and every name."""
    folder = tmp_path_factory.mktemp("spy")
    (folder / "sitecustomize.py").write_text(SPY)
    with serve(
        {**os.environ, "PLAN_MAP_OPEN": "read", "PYTHONPATH": str(folder), "SPIED": str(folder / "told")},
        "--server.address",
        "0.0.0.0",
    ) as url:
        yield url, folder / "told"


def _ask(url: str, path: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)
    connection.request("GET", path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_bound_to_all_addresses_the_app_asks_nobody_outside(spied: tuple[str, Path]) -> None:
    url, told = spied
    assert _ask(url, "/", {}) == 200
    # A page of another host that opens a connection: Streamlit would look up its own outside address to compare.
    assert _ask(url, "/_stcore/stream", {**HANDSHAKE, "Origin": "http://elsewhere.example"}) == 403
    assert _ask(url, "/_stcore/health", {"Origin": "http://elsewhere.example"}) == 200
    asked = told.read_text().splitlines()
    assert [line for line in asked if not LOOPBACK.search(line)] == []


def test_the_same_host_may_connect(spied: tuple[str, Path]) -> None:
    url, _ = spied
    assert _ask(url, "/_stcore/stream", {**HANDSHAKE, "Origin": url}) == 101


@pytest.mark.parametrize(
    ("address", "base", "said"),
    [
        ("127.0.0.1", "", ["http://127.0.0.1:8501"]),
        ("0.0.0.0", "/plan/", ["http://127.0.0.1:8501/plan", f"http://{socket.gethostname()}:8501/plan"]),
        ("::1", "", ["http://[::1]:8501"]),
    ],
)
def test_the_start_says_where_to_open(
    address: str, base: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"server.address": address, "server.baseUrlPath": base, "server.port": 8501}
    monkeypatch.setattr(offline.st, "get_option", given.get)
    assert offline.addresses() == said
