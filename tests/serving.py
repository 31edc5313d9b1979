"""The app itself, as README starts it, on a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from geo.folder import CACHE
from tests.conftest import PATIENCE_S, ROOT


def warm_cache(folder: Path) -> str:
    """A cache of a server's own in a folder, with what the project's holds: what is unchanged is not made anew."""
    kept = folder / "cache"
    shutil.copytree(CACHE, kept, ignore=shutil.ignore_patterns("node", "*.tmp"))
    return str(kept)


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
    """End an app."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        # A Streamlit that is still starting takes its time to stop, which is not what is tested.
        process.kill()
        process.wait()


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            # Who answers may be another test's app that was quicker to take the port.
            assert process.poll() is None, f"{url} is another app's"
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                pytest.fail(f"the app did not start: {log.read().decode()}")
            time.sleep(0.2)
