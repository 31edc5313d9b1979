"""The trail to take away: for those who may edit, as CSV and as a workbook of which no cell is run."""

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import openpyxl
import pytest

from geo.notes.notes import Notes
from geo.store.person import Person
from geo.store.store import Store
from geo.trail.ways import Before
from serve.trail.again import NotProposedError, propose_again
from tests.serve.who.running import App, until
from tests.serving import serve

EVIL = '=HYPERLINK("http://x","y")'
ADDRESSES = ("/trail/trail.csv", "/trail/trail.xlsx")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("trail")
    notes = Notes(Store.in_folder(folder), Person("", EVIL, "", "admin"))
    notes.add(EVIL, item="hub-xili")
    notes.add("<b>别处</b>\n@SUM(A1)", place=[114.0, 22.6])
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(folder)}) as address:
        yield address


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_whole_trail_is_taken_away_and_no_cell_is_run(url: str) -> None:
    with httpx.Client(base_url=url, timeout=120) as client:
        taken = client.get("/trail/trail.csv")
        assert taken.headers["content-type"].startswith("text/csv")
        assert "attachment" in taken.headers["content-disposition"]
        head, *found = rows(taken.content)
        assert head[:4] == ["序号", "时间", "人员", "动作"]
        assert f"'{EVIL}" in {cell for row in found for cell in row}
        assert not [cell for row in found for cell in row if cell[:1] in ("=", "@", "+")]
        book = client.get("/trail/trail.xlsx", params={"lang": "en"})
        sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert cells[0].value == "No."
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert f"'{EVIL}" in {cell.value for cell in cells}


def test_only_what_is_asked_for_is_taken(url: str) -> None:
    with httpx.Client(base_url=url, timeout=120) as client:

        def ids(**asked: str) -> set[str]:
            return {row[7] for row in rows(client.get("/trail/trail.csv", params=asked).content)[1:]}

        assert ids(about="hub-xili") == {"hub-xili"}
        assert ids(kind="note") == {"hub-xili", ""}
        assert ids(kind="person") == ids(last="2020-01-01") == ids(who="p-0") == set()
        for wrong in ({"first": "yesterday"}, {"last": "2026-13-01"}):
            assert client.get("/trail/trail.csv", params=wrong).status_code == 400
        assert client.get("/trail/trail.exe").status_code == 400
        assert client.get("/trail/trail.csv", params={"zone": "../../etc/passwd"}).status_code == 200


def test_readers_and_strangers_take_nothing_away(app: App) -> None:
    with app.client() as stranger:
        assert {stranger.get(one).status_code for one in ADDRESSES} == {401}
    client = app.signed_in("trail-reader")
    app.role("trail-reader", "reader")
    until(lambda: client.get("/early.json"), 200)
    assert {client.get(one).status_code for one in ADDRESSES} == {403}
    app.role("trail-reader", "editor")
    until(lambda: client.get("/edits/proposals"), 200)
    assert {client.get(one).status_code for one in ADDRESSES} == {200}
    assert app.provider and client.get("/early.json").json()["person"]["mayGive"] is False


def test_what_was_before_is_proposed_again_by_the_rules(tmp_path: Path) -> None:
    from geo.edits.proposals import Proposals  # noqa: PLC0415
    from geo.plan import load_plan  # noqa: PLC0415

    store = Store.in_folder(tmp_path, who="p-1")
    found = Proposals(store, load_plan())
    _, feature = found.present("hub-xili")
    with pytest.raises(NotProposedError):
        propose_again(store, "hub-xili", Before(feature, ()), says="", language="zh")
    with pytest.raises(NotProposedError):
        propose_again(store, "no-such-item", Before(feature, ()), says="", language="en")
    other = {**feature, "properties": {**feature["properties"], "note": "另一说明。"}}
    propose_again(store, "hub-xili", Before(other, ()), says="恢复", language="zh")
    (made,) = found.listing()
    assert (made.says, made.made_by, made.state) == ("恢复", "p-1", "open")
