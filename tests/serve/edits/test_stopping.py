"""An app stops when it is told to, though a page of it is open somewhere and listens to what changes."""

import subprocess
import sys
import tempfile

import httpx2 as httpx

from tests.conftest import PATIENCE_S, ROOT
from tests.serving import free_port, wait_until_healthy


def test_who_listens_keeps_no_server_from_stopping() -> None:
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        try:
            wait_until_healthy(url, process, log)
            with httpx.stream("GET", f"{url}/news", timeout=PATIENCE_S) as news:
                lines = news.iter_lines()
                assert next(lines).startswith("retry:")
                process.terminate()
                # The last line has come whole, not a connection that was cut.
                assert not [line for line in lines if line and not line.startswith((":", "data:"))]
            process.wait(PATIENCE_S)
        finally:
            process.kill()
            process.wait()
