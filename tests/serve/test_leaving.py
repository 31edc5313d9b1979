"""Streamlit's runtime sees a closed tab, from any thread: what was ordered there is stopped.

The same on the page: tests/ui/test_jobs.py.
"""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SCRIPT = "from ui import job_panel\njob_panel.SEEN.append(job_panel.presence())\n"
# A process of its own: the runtime is one for the whole process, and stays after its app has ended.
VISIT = """
import sys, time
import streamlit as st
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from ui import job_panel

seen = job_panel.SEEN = []
with TestClient(st.App(sys.argv[1])) as client:
    with client.websocket_connect("/_stcore/stream", subprotocols=["streamlit"]) as socket:
        wish = BackMsg()
        wish.rerun_script.query_string = ""
        socket.send_bytes(wish.SerializeToString())
        while not seen:
            socket.receive_bytes()
        assert seen[0](), "the tab is open"
    deadline = time.monotonic() + 300
    while seen[0]():
        assert time.monotonic() < deadline, "the tab is closed"
        time.sleep(0.01)
"""


def test_a_closed_tab_is_seen(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-c", VISIT, str(script)]
    visit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert visit.returncode == 0, visit.stderr
