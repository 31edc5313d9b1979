"""A layer's life over HTTP: brought, proposed, accepted, drawn, changed, taken away, deleted, taken back."""

import gzip
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from layers.own.packed import unpacked
from serve import limits
from serve.limits import Limits
from serve.own import work
from serve.own.routes import OWN_ROUTES
from serve.own.work import LANE, warm
from serve.routes import under

CSV = "名称,类,经度,纬度\n西丽,=甲,113.95,22.58\n福田,乙,114.05,22.54\n坏,乙,x,22.5\n".encode()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = Starlette(routes=OWN_ROUTES, middleware=[Middleware(Limits)])
    with TestClient(app, base_url="http://127.0.0.1:8771", client=("127.0.0.1", 5)) as made:
        yield made
    LANE.worker.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own-layers"
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(path))
    return path


def brought(client: TestClient, content: bytes = CSV, name: str = "场地.csv") -> str:
    answer = client.post("/own/uploads", params={"name": name}, content=content)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["upload"])


def accepted(client: TestClient, **wish: Any) -> dict[str, Any]:
    answer = client.post(f"/own/uploads/{brought(client)}", json={"layers": [{"number": 0, "leave_out": True, **wish}]})
    assert answer.status_code == 201, answer.text
    layer: dict[str, Any] = answer.json()["layers"][0]
    return layer


def test_a_page_learns_without_asking_in_vain_whether_it_may_bring_files(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/own/here").json() == {"refused": None, "layers": 0, "most": limits.MOST_UPLOAD_BYTES}
    accepted(client)
    assert client.get("/own/here").json() == {"refused": None, "layers": 1, "most": limits.MOST_UPLOAD_BYTES}
    monkeypatch.setenv("PLAN_MAP_UPLOADS", "off")
    answer = client.get("/own/here", params={"lang": "en"})
    assert (answer.status_code, answer.json()["layers"]) == (200, 0)
    assert answer.json()["refused"] == client.get("/own/layers", params={"lang": "en"}).text


def test_what_reads_files_starts_before_one_comes_and_once_however_often_it_is_asked(
    client: TestClient, folder: Path
) -> None:
    LANE.worker.close()
    foreign = client.post("/own/warm", headers={"origin": "https://evil.example"})
    assert (foreign.status_code, LANE.line.waiting(), LANE.worker.is_alive) == (403, [], False)
    assert client.get("/own/warm").status_code == 405
    assert [client.post("/own/warm").status_code for _ in range(20)] == [204] * 20
    (job,) = work.warming()
    assert job.wait(60)
    assert (job.state, job.error) == ("done", "")
    process = LANE.worker.pid
    assert process is not None
    if hasattr(os, "getpriority"):
        here, there = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, process))
        assert there == here, "somebody waits for it"
    assert client.post("/own/warm").status_code == 204
    assert work.warming() == [], "it is warm"
    # A page that opens keeps it from ending.
    warm("en", again=True)
    (job,) = work.warming()
    assert job.wait(60)
    assert (job.state, LANE.worker.pid) == ("done", process)
    assert client.get(f"/own/uploads/{brought(client)}").status_code == 200
    assert LANE.worker.pid == process
    # Nothing of what it was tried with is kept.
    assert client.get("/own/layers").json()["layers"] == []
    assert not [path for path in folder.iterdir() if "probe" in path.name]


def test_a_proposal_says_what_is_in_a_file_and_how_it_may_be_read(client: TestClient) -> None:
    answer = client.get(f"/own/uploads/{brought(client)}?lang=en")
    assert answer.status_code == 200
    (layer,) = answer.json()["layers"]
    assert (layer["title"], layer["count"], layer["leftOut"], layer["kinds"]) == ("场地", 2, 1, ["point"])
    assert layer["problems"] == ["场地.csv: row 4: the coordinate 'x' is no number; correct it"]
    assert [field["name"] for field in layer["fields"]] == ["名称", "类", "经度", "纬度"]
    first, second = layer["guesses"][:2]
    assert {first["datum"], second["datum"]} == {"wgs84", "gcj02"}
    assert not first["certain"]
    assert 500 < first["offsetM"] < 700
    assert len(first["places"]) == 2
    assert all(isinstance(reason, str) and reason for reason in first["reasons"])


TABLE = "名称,经度,纬度\n福田区政府办公楼,114.05,22.54\n南山科技园区大厦,113.95,22.55\n"


def test_a_proposal_says_which_encoding_was_guessed_and_is_read_again_in_another(client: TestClient) -> None:
    for encoding, told in (("gbk", ("gb18030", "guessed")), ("utf-8", ("utf-8", "plain"))):
        token = brought(client, TABLE.encode(encoding))
        (layer,) = client.get(f"/own/uploads/{token}").json()["layers"]
        assert (layer["encoding"]["id"], layer["encoding"]["how"]) == told
        assert layer["fields"][0]["name"] == "名称"


def test_what_was_chosen_is_what_is_kept(client: TestClient) -> None:
    token = brought(client, TABLE.replace("名称,经度,纬度", "name,lon,lat").encode("gbk"))
    (wrong,) = client.get(f"/own/uploads/{token}", params={"encoding": "latin-1"}).json()["layers"]
    assert wrong["encoding"] == {"id": "latin-1", "name": "Latin-1", "how": "chosen"}
    assert wrong["fields"][0]["values"][0].startswith("¸£")
    wish = {"layers": [{"number": 0, "datum": "wgs84"}]}
    # An encoding that cannot read it: named with file and row, nothing is kept, and the file still waits.
    for encoding, status in (("utf-8", 422), ("hex", 422), (8, 400)):
        answer = client.post(f"/own/uploads/{token}?lang=en", json={**wish, "encoding": encoding})
        assert answer.status_code == status, answer.text
        assert encoding != "utf-8" or "场地.csv: cannot be read as UTF-8 (from row 2)" in answer.text
    assert client.get("/own/layers").json()["layers"] == []
    answer = client.get(f"/own/uploads/{token}", params={"encoding": "<b>../x", "lang": "en"})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (422, "text/plain")
    answer = client.post(f"/own/uploads/{token}", json={**wish, "encoding": "gb18030"})
    (layer,) = answer.json()["layers"]
    columns = client.get(f"/{layer['columnsUrl']}").content
    assert "福田区政府办公楼".encode() in columns


def test_the_list_says_which_encodings_there_are(client: TestClient) -> None:
    told = client.get("/own/layers").json()
    assert [entry["id"] for entry in told["encodings"]][:3] == ["utf-8", "gb18030", "big5"]
    assert {"csv", "zip", "dxf"} <= set(told["textEndings"]) and "xlsx" not in told["textEndings"]


def test_rows_are_left_out_only_where_somebody_says_so(client: TestClient, folder: Path) -> None:
    token = brought(client)
    answer = client.post(f"/own/uploads/{token}?lang=en", json={"layers": [{"number": 0}]})
    assert answer.status_code == 422
    assert "1 rows" in answer.text
    assert client.get("/own/layers").json()["layers"] == []
    answer = client.post(f"/own/uploads/{token}", json={"layers": [{"number": 0, "leave_out": True, "datum": "gcj02"}]})
    (layer,) = answer.json()["layers"]
    assert (layer["count"], layer["leftOut"], layer["datum"]) == (2, 1, "gcj02")
    assert abs(layer["extent"][0] - 113.945) < 0.001, "moved out of GCJ-02"
    assert client.get(f"/own/uploads/{token}").status_code == 404, "the upload is used up"
    assert [path.name for path in (folder / "files" / layer["id"]).iterdir() if "original" in path.name] == [
        "original.csv"
    ]


def test_nothing_is_kept_where_one_of_several_cannot_be(client: TestClient) -> None:
    wishes = [{"number": 0, "leave_out": True}, {"number": 7}]
    answer = client.post(f"/own/uploads/{brought(client)}", json={"layers": wishes})
    assert answer.status_code == 422
    assert client.get("/own/layers").json()["layers"] == []


def test_document_and_columns_come_packed_under_their_version(client: TestClient) -> None:
    layer = accepted(client)
    answer = client.get("/" + layer["documentUrl"])
    assert answer.headers["cache-control"].endswith("immutable")
    head, arrays = unpacked(answer.content)
    assert head["title"] == "场地"
    assert arrays["pointRows"].tolist() == [0, 1]
    places = arrays["pointPlaces"].reshape(-1, 2) + head["origin"]
    assert abs(places - [[113.95, 22.58], [114.05, 22.54]]).max() < 1e-6
    columns, _ = unpacked(client.get("/" + layer["columnsUrl"]).content)
    assert columns["columns"][0]["values"] == ["西丽", "福田"]
    assert client.get(f"/own/layers/{layer['id']}/document/0123456789abcdef").status_code == 404


def test_a_style_is_checked_kept_and_drawn(client: TestClient) -> None:
    layer = accepted(client)
    wish = {"version": layer["version"], "title": " 新名 ", "style": {"by": "category", "field": "类"}}
    changed = client.patch(f"/own/layers/{layer['id']}", json=wish)
    assert changed.status_code == 200, changed.text
    assert changed.json()["title"] == "新名"
    head, arrays = unpacked(client.get("/" + changed.json()["documentUrl"]).content)
    assert [entry["words"] for entry in head["classes"]] == ["=甲", "乙"]
    assert arrays["classes"].tolist() == [0, 1]
    assert client.patch(f"/own/layers/{layer['id']}", json=wish).status_code == 409, "somebody was faster"
    wrong = {"version": changed.json()["version"], "style": {"by": "number", "field": "类"}}
    answer = client.patch(f"/own/layers/{layer['id']}?lang=en", json=wrong)
    assert (answer.status_code, "holds no numbers" in answer.text) == (422, True)


def test_deleted_taken_back_reordered_and_emptied(client: TestClient) -> None:
    first, second = accepted(client, title="一"), accepted(client, title="二")
    answer = client.put("/own/order", json={"ids": [first["id"], second["id"]]})
    assert [layer["title"] for layer in answer.json()["layers"]] == ["一", "二"]
    second = answer.json()["layers"][1]
    trashed = client.delete(f"/own/layers/{second['id']}", params={"version": second["version"]}).json()["trashed"]
    listed = client.get("/own/layers").json()
    assert ([layer["title"] for layer in listed["layers"]], listed["trash"]) == (
        ["一"], [{"name": trashed, "title": "二"}],
    )  # fmt: skip
    assert client.post(f"/own/trash/{trashed}").json()["title"] == "二"
    client.delete(f"/own/layers/{second['id']}", params={"version": second["version"]})
    assert client.delete("/own/trash").status_code == 204
    assert client.get("/own/layers").json()["trash"] == []


def test_a_layer_leaves_in_another_format_and_as_it_came(client: TestClient) -> None:
    layer = accepted(client)
    answer = client.get(f"/own/layers/{layer['id']}/file?format=xlsx&crs=cgcs2000-114")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet["B2"].value == "'=甲", "no cell is run"
    assert client.get(f"/own/layers/{layer['id']}/original").content == CSV
    answer = client.get(f"/own/layers/{layer['id']}/file?format=exe&lang=en")
    assert (answer.status_code, "geojson" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/own/uploads/../../etc/passwd", 404),
        ("GET", "/own/uploads/%2e%2e", 404),
        ("POST", "/own/uploads/0123", 404),
        ("DELETE", "/own/layers/..%2f..", 404),
        ("PATCH", "/own/layers/own-000000000000", 400),
        ("PUT", "/own/order", 400),
        ("POST", "/own/trash/own-000000000000.x", 404),
        ("POST", "/own/uploads?name=a.csv", 422),
    ],
)
def test_odd_requests_are_answered_in_words(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.text


def test_a_file_that_cannot_be_read_is_named(client: TestClient) -> None:
    token = brought(client, b"PK\x03\x04nothing", "a<b>.csv")
    answer = client.get(f"/own/uploads/{token}?lang=en")
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("a<b>.csv: ")


def test_only_uploads_may_be_large(client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.put("/own/order", content=b"x" * (limits.MOST_BODY_BYTES + 1)).status_code == 413
    brought(client, b"x" * (limits.MOST_BODY_BYTES + 1))
    monkeypatch.setattr(limits, "MOST_UPLOAD_BYTES", 1000)

    def chunks() -> Iterator[bytes]:
        for _ in range(5):
            yield b"x" * 500

    kept = len(list((folder / ".uploads").iterdir()))
    for content in (chunks(), b"x" * 1001):
        answer = client.post("/own/uploads?name=a.csv&lang=en", content=content)
        assert (answer.status_code, "tile package" in answer.text) == (413, True)
    assert len(list((folder / ".uploads").iterdir())) == kept, "nothing is left of it"


def test_routes_keep_their_methods_below_a_base_path() -> None:
    client = TestClient(
        Starlette(routes=under("plan", OWN_ROUTES)), base_url="http://localhost", client=("127.0.0.1", 5)
    )
    assert client.post("/plan/own/uploads?name=a.csv", content=CSV).status_code == 201
    assert client.get("/plan/own/uploads").status_code == 405


def test_the_document_is_what_the_process_zipped(client: TestClient) -> None:
    layer = accepted(client)
    with client.stream("GET", "/" + layer["documentUrl"]) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw)[:4] == b"OWN1"
    assert json.loads(client.get("/own/layers").content)["layers"][0]["id"] == layer["id"]


def test_what_was_taken_comes_with_its_style_and_its_document_is_at_hand(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = {"number": 0, "leave_out": True, "style": {"color": "#123456", "size": 3}}
    answer = client.post(f"/own/uploads/{brought(client)}", json={"layers": [wish]}).json()
    (layer,) = answer["layers"]
    assert (layer["style"]["color"], layer["style"]["size"]) == ("#123456", 3)
    assert answer["list"] == client.get("/own/layers").json()
    # Nobody has to make it any more.
    monkeypatch.setattr(work, "LANE", None)
    head, _ = unpacked(client.get("/" + layer["documentUrl"]).content)
    assert head["version"] == layer["version"]


@pytest.mark.parametrize("style", [{"color": "red"}, {"size": 1e9}, {"by": "category"}, {"x": 1}, "red"])
def test_a_layer_with_a_style_that_cannot_be_is_not_taken(client: TestClient, style: Any) -> None:
    wish = {"number": 0, "leave_out": True, "style": style}
    answer = client.post(f"/own/uploads/{brought(client)}?lang=en", json={"layers": [wish]})
    assert answer.status_code == 422
    assert client.get("/own/layers").json()["layers"] == []
