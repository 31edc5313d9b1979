"""The app itself, as README starts it, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

import pytest

from tests.conftest import PATIENCE_S, ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(environment: Mapping[str, str] = os.environ, *options: str, port: int = 0, base: str = "") -> Iterator[str]:
    """The app on a port, or any free one, with the environment and options given; yields its address."""
    url = f"http://127.0.0.1:{(port := port or free_port())}{base}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    if base:
        command += ["--server.baseUrlPath", base.strip("/")]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=dict(environment))
        try:
            wait_until_healthy(url, process, log)
            yield url
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End an app. How long it takes for that by itself is not what is tested."""
    process.terminate()
    # As long as a page listens for news uvicorn waits for it, until it is told a second time, by this signal.
    patience = [1, 10] if os.name == "posix" else [10]
    for seconds in patience:
        try:
            process.wait(seconds)
            return
        except subprocess.TimeoutExpired:
            if seconds != patience[-1]:
                process.send_signal(signal.SIGINT)
    # A Streamlit that is still starting takes its time.
    process.kill()
    process.wait()


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                pytest.fail(f"the app did not start: {log.read().decode()}")
            time.sleep(0.2)
