"""What reads files runs before anybody brings one, and the server itself stays without what reads them."""

import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from serve import connections
from serve.own import readied
from serve.own.readied import HARDLY, HERE, LOOK_S, REST_S, await_rest
from serve.own.routes import OWN_ROUTES
from tests.conftest import ROOT


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path))
    HERE.clear()
    return TestClient(Starlette(routes=OWN_ROUTES), base_url="http://127.0.0.1:8771", client=("127.0.0.1", 5))


def test_a_page_that_may_bring_files_is_looked_out_for(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_MAP_UPLOADS", "off")
    asked.get("/own/here")
    assert not HERE.is_set(), "nobody can bring a file here: nothing is to be started for it"
    monkeypatch.setenv("PLAN_MAP_UPLOADS", "on")
    asked.get("/own/here")
    assert HERE.is_set()
    HERE.clear()


def test_nothing_is_started_while_the_server_is_at_work() -> None:
    busy = [0.0, 0.9, 1.8, 1.9, 2.7]
    spent = iter(busy + [2.7 + HARDLY * LOOK_S * 0.9 * look for look in range(100)])
    slept: list[float] = []
    await_rest(lambda: next(spent), slept.append)
    assert sum(slept) == (len(busy) - 1) * LOOK_S + REST_S


def test_the_process_is_started_once_a_page_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    class EndedError(Exception):
        pass

    def started(language: str, *, again: bool) -> None:
        done.append(("warm", language, again))
        raise EndedError

    monkeypatch.setattr(readied, "await_rest", lambda: done.append("rested"))
    monkeypatch.setattr(readied, "warm", started)
    HERE.set()
    with pytest.raises(EndedError):
        readied._for_ever()
    assert done == ["rested", ("warm", "zh", True)]
    assert not HERE.is_set(), "the next page is heard"


def test_a_server_looks_out_once_nobody_waits_for_its_first_map(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(connections, "FIRST_MAP_S", 0.0)
    monkeypatch.setattr(connections.gc, "freeze", lambda: None)
    monkeypatch.setattr(connections, "watch_leaving", lambda: None)
    monkeypatch.setattr(connections, "watch_pages", lambda: done.append("pages"))
    monkeypatch.setattr(connections.WARM, "wait", lambda: done.append("warm"))
    connections._freeze_when_warm(lambda: done.append("later"))
    assert done == ["warm", "later", "pages"]


BRINGS = """
import sys
from starlette.applications import Starlette
from starlette.testclient import TestClient
from serve.own.readied import load
from serve.own.routes import OWN_ROUTES
from serve.own.work import LANE

load()
client = TestClient(Starlette(routes=OWN_ROUTES), base_url="http://127.0.0.1:8771", client=("127.0.0.1", 5))
assert client.post("/own/warm").status_code == 204
token = client.post("/own/uploads?name=a.csv", content=b"name,lon,lat\\na,114.05,22.54\\n").json()["upload"]
assert client.get(f"/own/uploads/{token}").status_code == 200
made = client.post(f"/own/uploads/{token}", json={"layers": [{"number": 0}]})
assert made.status_code == 201, made.text
assert client.get("/" + made.json()["layers"][0]["documentUrl"]).status_code == 200
LANE.worker.close()
print(*sorted({"geopandas", "pandas", "pyarrow", "pyogrio"} & set(sys.modules)))
"""


def test_the_server_takes_files_without_what_reads_them(tmp_path: Path) -> None:
    code = f"import os; os.environ['PLAN_MAP_WORKSPACE'] = {str(tmp_path)!r}\n{BRINGS}"
    command = [sys.executable, "-W", "ignore", "-c", code]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == ""
