"""The app itself with figures and a log as JSON: what they say, and what they do not."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.sync.client import connect

from layers.screen.served import served
from serve.headers import POLICY
from tests.conftest import PATIENCE_S, ROOT
from tests.serving import free_port, serve

TITLE = "张三的名单"
REQUESTS = "plan_map_requests_total"


@contextmanager
def _logged(log: Path, **environment: str) -> Iterator[str]:
    """The app, its standard output and error in a file."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env={**os.environ, **environment})
        try:
            url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline:
                try:
                    if httpx2.get(f"{url}/health/ready", timeout=PATIENCE_S).status_code == 200:
                        break
                except httpx2.TransportError:
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The figures after a visit, and the log of it."""
    log = tmp_path_factory.mktemp("log") / "log"
    with _logged(log, PLAN_MAP_METRICS="loopback", PLAN_MAP_LOG="json") as url:
        httpx2.get(f"{url}/?q={TITLE}", timeout=PATIENCE_S)
        httpx2.get(f"{url}/documents/{served().plan.hash}.json", timeout=PATIENCE_S)
        httpx2.get(f"{url}/nowhere/{TITLE}", timeout=PATIENCE_S)
        # What is no HTTP, and what no header may be.
        with socket.create_connection(("127.0.0.1", httpx2.URL(url).port or 0)) as plain:
            plain.sendall(f"GET /{TITLE} HTTP/1.1\r\nX: \x00\r\n\r\n".encode())
            assert b" 400 " in plain.recv(4096)
        httpx2.get(f"{url}/fallback/{served().plan.hash}/zh?q={TITLE}", timeout=PATIENCE_S)
        stream = url.replace("http:", "ws:") + "/_stcore/stream"
        with connect(stream, subprotocols=["streamlit"]):  # type: ignore[list-item]
            answer = httpx2.get(f"{url}/metrics", timeout=PATIENCE_S)
        assert httpx2.get(f"{url}/metrics", headers={"X-Forwarded-For": "10.0.0.7"}).status_code == 404
        assert POLICY in answer.headers and answer.headers["cache-control"] == "no-store"
    yield answer.text, log.read_text(encoding="utf-8")


def test_the_figures_say_what_happened(written: tuple[str, str]) -> None:
    families = {family.name: family for family in text_string_to_metric_families(written[0])}
    for name in ("jobs_waiting", "jobs_running", "jobs_ended", "worker_memory_bytes", "runs_waiting", "sessions"):
        assert f"plan_map_{name}" in families, name
    assert {"process_cpu_seconds", "process_resident_memory_bytes"} <= set(families)
    (ended,) = families["plan_map_jobs_ended"].samples
    assert (ended.labels, ended.value) == ({"lane": "quick", "product": "simple-map", "state": "done"}, 1)
    assert [sample.value for sample in families["plan_map_sessions"].samples] == [1]
    routes = {sample.labels["route"] for sample in families["plan_map_requests"].samples if sample.name == REQUESTS}
    assert {"/", "/documents/{name}", "/fallback/{hash}/{language}", "/*", "/_stcore/stream"} <= routes
    assert TITLE not in written[0]


def test_every_line_of_the_log_is_json_and_about_nobody(written: tuple[str, str]) -> None:
    lines = [json.loads(line) for line in written[1].splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    asked = [line for line in lines if line["logger"] == "plan_map.access"]
    assert {"/", "/documents/{name}", "/_stcore/stream", "/metrics"} <= {line["route"] for line in asked}
    assert all(len(line["request"]) == 32 and line["duration_ms"] >= 0 and line["status"] for line in asked)
    for personal in (TITLE, "127.0.0.1", "10.0.0.7", "q=", str(ROOT)):
        assert personal not in written[1], personal


def test_nobody_is_shown_figures_who_did_not_ask_for_them() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PLAN_MAP_METRICS"}
    with serve(environment) as url:
        answer = httpx2.get(f"{url}/metrics", timeout=PATIENCE_S)
    assert "plan_map" not in answer.text and "process_" not in answer.text
    assert "x-request-id" not in answer.headers
