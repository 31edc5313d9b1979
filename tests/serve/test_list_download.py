"""The list at one click: the file of the link's view, and a word for whoever must wait or has nothing to take."""

import io
from urllib.parse import quote

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from serve import list_download, routes

LINK = "page=table&theme=transport&stage=promote,study&dist=longgang"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes.ROUTES))


def test_the_file_is_the_list_of_the_link(client: TestClient) -> None:
    answer = client.get(f"/export/list.xlsx?{LINK}&sort=-size&group=stage")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('深圳规划一张图-清单.xlsx')}"
    assert answer.headers["cache-control"] == "no-store"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sum(bool(row[-1]) for row in sheet.iter_rows(min_row=2, values_only=True)) == 12


def test_a_second_asker_is_told_to_wait_and_the_next_is_served(client: TestClient) -> None:
    with list_download.MAKING:
        answer = client.get(f"/export/list.xlsx?{LINK}")
    assert answer.status_code == 503
    assert "请稍候" in answer.text
    assert answer.headers["retry-after"]
    assert client.get(f"/export/list.xlsx?{LINK}").status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [("lang=en&q=%00nothing-of-that-name", 422, "No item matches"), ("q=" + "x" * 9000, 414, "8000")],
)
def test_what_cannot_be_made_is_said_in_the_links_language(
    client: TestClient, query: str, status: int, word: str
) -> None:
    answer = client.get(f"/export/list.xlsx?{query}")
    assert answer.status_code == status
    assert word in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_hostile_link_is_a_list_like_any_other(client: TestClient) -> None:
    assert (
        client.get("/export/list.xlsx?sort=../../etc/passwd&group=%3Cscript%3E&on={{7*7}}&unit=%2e%2e").status_code
        == 200
    )
    assert client.post("/export/list.xlsx").status_code == 405
