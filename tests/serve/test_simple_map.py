"""The map without WebGL: every view its own page, each made once, and no request that keeps the server busy."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.analysis.question import Question
from geo.model import Plan
from geo.own.store import OwnStore
from layers.screen.served import served
from layers.style.catalogue import load_catalogue
from layers.view.link import MAX_QUERY_LENGTH, Vocabulary, decode
from layers.view.state import layers_on, shown_items
from serve import routes, simple_map
from serve.jobs import Job
from serve.simple_map import SimpleMaps, canonical
from tests.conftest import PATIENCE_S
from tests.layers.own.workspace import two_layers
from tests.serve.test_jobs import until

VIEWS = [
    "",
    "theme=water&dist=baoan&sel=hub-xili",
    "on=th.tl&ground=dark&op=th50",
    "theme=transport&stage=promote,study&kind=line",
    "q=xili&on=-",
    "unit=longgang&prec=indicative",
    "q={{7*7}}&sel=air-t2",
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(simple_map, "MAPS", SimpleMaps())
    with TestClient(Starlette(routes=routes.ROUTES)) as client:
        yield client


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made, in this process instead of one of its own."""
    made: list[str] = []

    def at_once(job: Job) -> Job:
        made.append(job.asked.view)
        job.end("done", content=f"<p>{job.asked.view}</p>".encode())
        return job

    monkeypatch.setattr(simple_map, "submit", at_once)
    return made


def address(query: str, language: str = "zh") -> str:
    return f"/fallback/{served().plan.hash}/{language}?{query}"


def words_of(html: str) -> dict[str, Any]:
    return json.loads(re.search(r'id="plan-words">(.*?)</script>', html)[1])


def test_each_view_is_drawn_as_the_screen_shows_it(client: TestClient, plan: Plan) -> None:
    catalogue = load_catalogue()
    for query in VIEWS:
        answer = client.get(address(query, "en"))
        assert answer.status_code == 200, answer.text
        words, view = words_of(answer.text), decode("?" + query, Vocabulary(plan, catalogue))[0]
        wanted = [item for item in shown_items(view, plan, catalogue) if item.geometry is not None]
        assert {item.id for item in wanted} <= {item["id"] for item in words["items"]}
        open_layers = {layer["label"] for layer in words["layers"]} & {
            layer.en for layer in catalogue.layers if layer.id in layers_on(view, catalogue)
        }
        assert open_layers == {catalogue.layer_of(item).en for item in wanted if item.id != view.selection} | (
            {catalogue.layer_of(item).en for item in wanted if item.id == view.selection} & open_layers
        )
        chosen = words["chosen"]
        assert (None if chosen is None else words["items"][chosen]["id"]) == view.selection
        assert (catalogue.appearances["dark"]["sea"] in answer.text) == (view.appearance == "dark")


def test_links_that_show_the_same_are_made_once(client: TestClient, asked: list[str]) -> None:
    same = [
        "theme=water,air&q=a",
        "page=table&sort=name&q=a&theme=air,water&brief=x&scene=3",
        "theme=air,water&q=a&foreign=1&3d=1",
    ]
    pages = {client.get(address(query)).text for query in same}
    assert len(pages) == len(asked) == 1
    assert client.get(address("theme=air&q=a")).text not in pages


def test_only_the_last_pages_are_kept(client: TestClient, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simple_map, "MAPS", SimpleMaps(2))
    for word in ("a", "b", "c", "c", "b", "a"):
        client.get(address(f"q={word}"))
    assert [view.removeprefix("q=") for view in asked] == ["a", "b", "c", "a"]


def test_a_link_too_long_is_refused_in_words(client: TestClient, asked: list[str]) -> None:
    answer = client.get(address("q=" + "a" * MAX_QUERY_LENGTH))
    assert answer.status_code == 414
    assert str(MAX_QUERY_LENGTH) in answer.text
    assert not asked


def test_what_cannot_be_made_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(job: Job) -> Job:
        job.end("failed", error="满了")
        return job

    monkeypatch.setattr(simple_map, "submit", full)
    answer = client.get(address("q=a"))
    assert (answer.status_code, answer.text) == (503, "满了")
    assert "retry-after" in answer.headers


def test_those_who_ask_for_the_same_wait_for_one_job(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[Job] = []
    asking = threading.Barrier(3, timeout=PATIENCE_S)

    def later(job: Job) -> Job:
        jobs.append(job)
        return job

    monkeypatch.setattr(simple_map, "submit", later)

    def ask() -> None:
        asking.wait()
        assert client.get(address("q=a")).status_code == 200

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    asking.wait()
    until(lambda: len(jobs) == 1 and len(jobs[0].present) == 2)
    jobs[0].end("done", content=b"x")
    for asker in askers:
        asker.join(PATIENCE_S)
    assert len(jobs) == 1


def test_a_link_s_canonical_form_keeps_what_is_seen() -> None:
    assert canonical("on=th.tl&ground=dark&op=th50&sel=hub-xili&unit=nanshan&at=114,22.6,12&page=reader", "en") == (
        "lang=en&ground=dark&on=th.tl&op=th50&sel=hub-xili&unit=nanshan&at=114.00000,22.60000,12.00"
    )


def test_layers_of_ones_own_are_asked_for_by_whom_it_may_and_anew_with_another_style(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simple_map, "MAPS", SimpleMaps())
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path / "own"))
    _, kept = two_layers(tmp_path / "own")
    link = address(f"own={kept.id.removeprefix('own-')}")
    app = Starlette(routes=routes.ROUTES)
    with TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5)) as near:
        assert [near.get(link).status_code for _ in range(2)] == [200, 200]
        assert [kept.id.removeprefix("own-") in query for query in asked] == [True]
        OwnStore.in_folder(tmp_path / "own").change(kept.id, version=kept.version, style={"size": 9.0})
        near.get(link)
        assert len(asked) == 2, "another style is another page"
    with TestClient(app, base_url="http://map.invalid", client=("10.0.0.9", 5)) as far:
        far.get(link)
    assert "own" not in asked[2]


def test_what_is_asked_about_layers_of_ones_own_is_as_theirs(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simple_map, "MAPS", SimpleMaps())
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path / "own"))
    _, kept = two_layers(tmp_path / "own")
    question = Question("near", (f"own={kept.id}",), ("theme=transport",), (1000.0,))
    link = address(f"ask={quote(question.link(), safe='')}")
    app = Starlette(routes=routes.ROUTES)
    with TestClient(app, base_url="http://127.0.0.1:8501", client=("127.0.0.1", 5)) as near:
        near.get(link)
        OwnStore.in_folder(tmp_path / "own").change(kept.id, version=kept.version, title="别名")
        near.get(link)
        assert len(asked) == 2 and all(kept.id in query for query in asked), "a layer of another name is another page"
    with TestClient(app, base_url="http://map.invalid", client=("10.0.0.9", 5)) as far:
        far.get(link)
    assert "ask" not in asked[2]
