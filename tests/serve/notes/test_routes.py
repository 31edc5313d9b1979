"""Notes by routes: who may see and write them, and what is no note."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.store.place import WORKSPACE
from serve.notes.routes import NOTE_ROUTES

PLACE = [114.05, 22.54]


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv(WORKSPACE, str(tmp_path))
    app = Starlette(routes=NOTE_ROUTES)
    with TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 1)) as made:
        yield made


def test_a_note_is_written_answered_resolved_deleted_and_restored(client: TestClient) -> None:
    assert client.get("/notes").json()["notes"] == []
    made = client.post("/notes", json={"text": "<b>一</b>", "place": PLACE}).json()["note"]
    assert client.post(f"/notes/{made['id']}/replies", json={"text": "二"}).status_code == 201
    note = client.get("/notes").json()["notes"][0]
    assert (note["text"], [reply["text"] for reply in note["replies"]]) == ("<b>一</b>", ["二"])
    stale = client.post(f"/notes/{made['id']}/state", json={"state": "resolved", "version": made["version"]})
    assert stale.status_code == 409
    resolved = client.post(f"/notes/{made['id']}/state", json={"state": "resolved", "version": note["version"]})
    version = resolved.json()["note"]["version"]
    assert client.request("DELETE", f"/notes/{made['id']}", json={"version": version}).status_code == 204
    assert client.get("/notes").json()["notes"] == []
    assert client.post(f"/notes/{made['id']}/restore", json={}).json()["note"]["state"] == "resolved"


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/notes"), ("POST", "/notes/note-1/replies"), ("POST", "/notes/note-1/state")]
)
def test_what_is_no_wish_is_refused_in_words(client: TestClient, method: str, path: str) -> None:
    for body in (b"", b"{", b"[]", b"{}", b'{"text": 7}', b'{"version": "x", "state": "open"}', b"\xff"):
        answer = client.request(method, path, content=body)
        assert answer.status_code in (400, 404, 422), (path, body)
        assert answer.text


def test_a_page_elsewhere_writes_nothing(client: TestClient) -> None:
    wish = {"text": "一", "place": PLACE}
    assert client.post("/notes", json=wish, headers={"origin": "https://evil.example"}).status_code == 403


def test_whom_nobody_knows_sees_none(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_MAP_OPEN", "read")
    assert client.get("/notes").status_code == 403
    assert client.post("/notes", json={"text": "一", "place": PLACE}).status_code == 403
