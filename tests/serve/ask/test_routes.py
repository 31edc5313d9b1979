"""Questions over HTTP: answers bounded and kept by what they are made of, files, words for whatever is no question."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient

from exports.ask.answered import answered
from exports.context import Context
from exports.progress import silent
from geo.analysis.near import near
from geo.analysis.places import places
from geo.analysis.question import Question
from geo.model import Plan
from geo.own.layer import OwnField, OwnLayer, Placing
from geo.own.store import OwnStore
from layers.style.catalogue import load_catalogue
from layers.view.state import View
from serve.ask.routes import ASK_ROUTES, MOST_QUERY
from serve.ask.work import ANSWERS, LANE

NEAR = "ask=near&of=sel%3Dhub-xili&r=3000"
REMOTE = ("203.0.113.9", 5)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = Starlette(routes=ASK_ROUTES)
    with TestClient(app, base_url="http://127.0.0.1:8772", client=("127.0.0.1", 5)) as made:
        yield made
    LANE.worker.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own-layers"
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(path))
    # The process reads the folder that it was started with.
    LANE.worker.close()
    return path


def ask(client: TestClient, question: str, **more: str) -> Any:
    return client.get("/ask/answer", params={"lang": "zh", "ask": question, **more})


def test_an_answer_is_that_of_the_analysis_certain_and_possible_apart(client: TestClient, plan: Plan) -> None:
    record = ask(client, NEAR, lang="en").json()
    hub = places([plan.by_id["hub-xili"]])
    found = near(hub, places(plan.items), radius_m=3000)
    assert (record["counts"]["certain"], record["counts"]["possible"]) == found.counts
    rows = {
        (record["things"][row["object"]]["item"], row["certain"], row["distance"], row["plusMinus"])
        for row in record["rows"]
    }
    assert rows == {
        (row.object.id, row.certain, round(row.distance_m, 1), round(row.plus_minus_m, 1)) for row in found.rows()
    }
    distances = [row["distance"] for row in record["rows"]]
    assert distances == sorted(distances) and record["rest"] == 0
    marked = {kind: [record["things"][at]["item"] for at in record["marks"][kind]] for kind in record["marks"]}
    assert marked["subjects"] == ["hub-xili"] and not set(marked["certain"]) & set(marked["possible"])
    assert record["counts"]["unmeasured"] == len(record["leftOut"]) == sum(len(part) for part in left_out(plan))
    assert "pairs are certain" in record["notes"][0] and "indicative" in record["notes"][1]
    (ring,) = record["rings"]
    assert ring["radius"] == 3000 and len(ring["paths"]) == 1


def left_out(plan: Plan) -> list[Any]:
    found = places(plan.items)
    return [found.indicative, found.unplaced]


def test_rows_and_marks_are_bounded_and_say_so(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    from exports.ask import shown  # noqa: PLC0415

    monkeypatch.setattr(shown, "MOST_SHOWN", 3)
    monkeypatch.setattr(shown, "MOST_LEFT_OUT", 2)
    monkeypatch.setattr(shown, "MOST_CORNERS", 3)
    context = Context(View(), plan, load_catalogue(), "zh", silent)
    area = "area=113.9,22.5,114,22.5,114,22.6"
    found = answered(Question("overlap", (area,)), context)
    record = shown.answer_record(found)
    assert len(record["rows"]) == 3 and record["rest"] == len(found.answer) - 3
    assert len(record["leftOut"]) == 2 < record["counts"]["unmeasured"]
    named = record["things"][record["marks"]["subjects"][0]]
    assert named["name"] == "手绘范围" and "paths" not in named
    assert "未在地图上标出" in record["notes"][-1]


def test_a_drawn_area_comes_in_the_request_with_its_outline(client: TestClient) -> None:
    record = ask(client, "ask=overlap&of=" + quote("area=113.9,22.5,114,22.5,114,22.6", safe="")).json()
    (subject,) = (record["things"][at] for at in record["marks"]["subjects"])
    ring = shapely.Polygon(subject["paths"][0])
    assert ring.equals(shapely.Polygon([(113.9, 22.5), (114, 22.5), (114, 22.6)]))
    assert all("inside" in row for row in record["rows"] if row.get("unit"))
    assert record["inside"] and record["counts"]["certain"] > 0


def test_totals_and_matrix_come_with_their_rows(client: TestClient) -> None:
    within = ask(client, "ask=within&of=unit%3Dnanshan").json()
    totals = within["totals"]
    assert len(totals["columns"]) == len(totals["rows"][0]) == 12
    assert sum(row[4] for row in totals["rows"]) == within["counts"]["certain"]
    matrix = ask(client, "ask=matrix&of=theme%3Dtransport&of=theme%3Dwater").json()
    keys, cells = matrix["matrix"]["keys"], matrix["matrix"]["cells"]
    assert set(keys) == {"transport", "water"}
    assert cells == [list(column) for column in zip(*cells, strict=True)]
    between = [row for row in matrix["rows"] if set(row["themes"]) == {"transport", "water"}]
    assert len(between) == sum(cells[0][1])


def test_the_same_question_is_answered_once_and_kept_by_its_hash(client: TestClient) -> None:
    first = ask(client, NEAR)
    tag = first.headers["etag"]
    assert "no-cache" in first.headers["cache-control"] and ANSWERS.get(tag.strip('"'))
    again = client.get("/ask/answer", params={"lang": "zh", "ask": NEAR}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert ask(client, NEAR, lang="en").headers["etag"] != tag
    assert ask(client, NEAR, day="2023-06-30").headers["etag"] != tag
    assert ask(client, "ask=near&of=sel%3Dhub-xili&r=3001").headers["etag"] != tag


@pytest.mark.parametrize(
    "question",
    [
        "", "near", "ask=near&of=sel%3Dhub-xili&r=1e9", "ask=near&of=sel%3Dhub-xili&r=-5",
        "ask=near&of=file%3D%2Fetc%2Fpasswd&r=5", "ask=near&of=pyproject.toml&r=5", "ask=near&of=own%3D..%2F..&r=5",
        "ask=near&of=area%3D1,2&r=5", "ask=near&of=%3Cscript%3E&r=5", "ask=matrix&of=" + "a" * 2001,
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused_in_words(client: TestClient, question: str) -> None:
    answer = ask(client, question)
    assert answer.status_code == 400 and answer.text.startswith("这不是一个问题")
    assert answer.headers["content-type"].startswith("text/plain") and answer.headers["cache-control"] == "no-store"


def test_what_the_plan_does_not_have_is_told_in_words(client: TestClient) -> None:
    answer = ask(client, "ask=near&of=theme%3D%3Cb%3E&r=5", lang="en")
    assert answer.status_code == 422 and "names what this plan does not have" in answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    flat = ask(client, "ask=near&of=" + quote("area=999,80,999,80,999,80", safe="") + "&r=5")
    assert flat.status_code == 422 and "不是范围" in flat.text
    assert client.get("/ask/answer?ask=" + "a" * MOST_QUERY).status_code == 414


def kept(folder: Path, title: str = "=1+1<b>") -> str:
    """A layer of one's own with hostile names and no uncertainty."""
    import geopandas as gpd  # noqa: PLC0415

    features = gpd.GeoDataFrame(
        {"名称": ["=HYPERLINK(1)", "<img src=x>"]},
        geometry=[shapely.Point(113.95, 22.58), shapely.Point(114.05, 22.54)],
        crs="EPSG:4326",
    )
    layer = OwnLayer(
        "", title, frozenset({"point"}), (OwnField("名称", "text"),), features, "场地.csv", Placing("wgs84"), "h1"
    )
    original = folder.parent / "场地.csv"
    original.write_text("x", encoding="utf-8")
    return OwnStore.in_folder(folder).add(layer, original).id


def test_layers_of_ones_own_are_asked_about_as_they_are_named(client: TestClient, folder: Path) -> None:
    identifier = kept(folder)
    question = f"ask=near&of=own%3D{identifier}&r=2000"
    record = ask(client, question).json()
    named = [record["things"][at] for at in record["marks"]["subjects"]]
    assert [thing["name"] for thing in named] == ["=HYPERLINK(1)", "<img src=x>"]
    assert [thing["points"] for thing in named] == [[[113.95, 22.58]], [[114.05, 22.54]]]
    assert any("未注明误差" in words for words in record["notes"])
    sure = record["counts"]["certain"]
    less = ask(client, f"ask=near&of=own%3D{identifier}%26pm%3D900&r=2000").json()
    assert less["counts"]["certain"] < sure
    book = client.get("/ask/file", params={"ask": question, "format": "xlsx"})
    cells = [
        cell for sheet in openpyxl.load_workbook(io.BytesIO(book.content)) for row in sheet.iter_rows() for cell in row
    ]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_others_may_not_ask_about_layers_of_ones_own(folder: Path) -> None:
    question = f"ask=near&of=own%3D{kept(folder)}&r=2000"
    app = Starlette(routes=ASK_ROUTES)
    with TestClient(app, base_url="http://plan.invalid", client=REMOTE) as other:
        assert ask(other, question).status_code == 403
        assert other.get("/ask/file", params={"ask": question, "format": "csv"}).status_code == 403
        gone = ask(other, "ask=near&of=own%3Down-0123456789ab&r=5")
        assert gone.status_code == 403, "whether a layer is there is nobody else's matter"


def test_an_answer_is_kept_as_a_layer(client: TestClient, folder: Path, plan: Plan) -> None:
    answer = client.post("/ask/layer", params={"lang": "en", "ask": NEAR})
    (layer,) = answer.json()["layers"]
    assert answer.status_code == 201 and layer["title"] == "Xili Hub: within 3 km"
    (kept,) = OwnStore.in_folder(folder).listing()[0]
    found = near(places([plan.by_id["hub-xili"]]), places(plan.items), radius_m=3000)
    assert (kept.id, kept.count) == (layer["id"], len({row.object.id for row in found.rows()}))
    assert {"Name", "Certainty", "Distance, m", "± m", "Why", "Asked about"} <= {field.name for field in kept.fields}
    none = client.post("/ask/layer", params={"lang": "en", "ask": "ask=near&of=sel%3Dhub-xili&to=unit%3Dshenshan&r=1"})
    assert none.status_code == 422 and none.text.startswith("Nothing was found")
    assert len(OwnStore.in_folder(folder).listing()[0]) == 1


def test_only_pages_of_the_app_keep_an_answer_and_only_where_layers_may_be(client: TestClient, folder: Path) -> None:
    params = {"lang": "zh", "ask": NEAR}
    foreign = {"Origin": "http://elsewhere.invalid", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/ask/layer", params=params, headers=foreign).status_code == 403
    assert client.get("/ask/layer", params=params).status_code == 405
    assert client.post("/ask/layer", params={"ask": "near"}).status_code == 400
    assert client.post("/ask/layer?ask=" + "a" * MOST_QUERY).status_code == 414
    with TestClient(Starlette(routes=ASK_ROUTES), base_url="http://plan.invalid", client=REMOTE) as other:
        assert other.post("/ask/layer", params=params).status_code == 403
    assert OwnStore.in_folder(folder).listing() == ([], [])


def test_a_layer_that_is_gone_is_told(client: TestClient) -> None:
    assert ask(client, "ask=near&of=own%3Down-0123456789ab&r=5").status_code == 404


def test_files_hold_every_row(client: TestClient, plan: Plan) -> None:
    answer = client.get("/ask/file", params={"lang": "en", "ask": NEAR, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    found = near(places([plan.by_id["hub-xili"]]), places(plan.items), radius_m=3000)
    assert {row["object_id"] for row in rows} == {row.object.id for row in found.rows()}
    assert "attachment" in answer.headers["content-disposition"]
    assert client.get("/ask/file", params={"ask": NEAR, "format": "exe"}).status_code == 400
    assert client.get("/ask/file", params={"ask": NEAR, "format": "gpkg"}).content.startswith(b"SQLite format 3")


def test_the_day_of_the_view_is_the_answer_s(plan: Plan) -> None:
    context = Context(View(day=date(2022, 1, 1)), plan, load_catalogue(), "zh", silent)
    assert answered(Question("near", ("sel=hub-xili",), radii_m=(500.0,)), context).states.day == date(2022, 1, 1)
