"""A change from the browser to every open browser, through the routes of a running app."""

import copy
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from geo.edits.feature import feature_hash
from tests.serve.edits.listening import Listening
from tests.serving import serve, warm_cache

ITEM = "hub-xili"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("edits")
    with serve({**os.environ, "PLAN_MAP_WORKSPACE": str(folder), "PLAN_MAP_CACHE": warm_cache(folder)}) as address:
        yield address


@pytest.fixture
def client(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=120) as made:
        yield made


def wanted(client: httpx.Client, **properties: Any) -> dict[str, Any]:
    present = client.get(f"/edits/items/{ITEM}").json()
    feature = copy.deepcopy(present["feature"])
    feature["properties"] |= properties
    return {"feature": feature, "base": present["base"], "says": "补充"}


def test_what_is_typed_is_checked(client: httpx.Client) -> None:
    wish = wanted(client, stage="finished")
    checked = client.post(f"/edits/items/{ITEM}/check?lang=en", json=wish).json()
    assert "stage" in [breach["field"] for breach in checked["breaches"]]
    assert all(breach["words"] for breach in checked["breaches"])
    assert client.post(f"/edits/items/{ITEM}", json=wish).status_code == 422
    good = wanted(client, note="新说明。")
    assert client.post(f"/edits/items/{ITEM}/check", json=good).json() == {
        "hash": feature_hash(good["feature"]),
        "breaches": [],
    }


def test_an_accepted_change_reaches_whoever_listens(client: httpx.Client, url: str) -> None:
    before = client.get("/early.json").json()["documentUrl"]
    with Listening(url) as heard:
        made = client.post(f"/edits/items/{ITEM}", json=wanted(client, note="西丽枢纽的新说明。")).json()["proposal"]
        assert made["changed"] == ["note"]
        assert client.get("/edits/proposals").json()["proposals"][0]["id"] == made["id"]
        assert client.get("/early.json").json()["documentUrl"] == before, "a proposal is no change yet"
        done = client.post(f"/edits/proposals/{made['id']}/accept", json={"version": made["version"], "reason": "核对"})
        assert done.json()["proposal"]["state"] == "accepted"
        after = heard.next()
        assert len(set(heard.proposals)) > 1, "a proposal is news for those who decide"
    assert after == client.get("/early.json").json()["documentUrl"] != before
    assert "西丽枢纽的新说明。" in client.get(f"/{after}").text
    # Who has not heard yet gets what they were promised.
    assert client.get(f"/{before}").status_code == 200
    again = client.post(f"/edits/proposals/{made['id']}/refuse", json={"version": 2, "reason": "x"})
    assert again.status_code == 409


def test_a_new_event_is_checked_and_proposed(client: httpx.Client) -> None:
    cells = {
        "item": ITEM,
        "event": "mention",
        "on": "2023",
        "says": "在建。",
        "says_en": "Going on.",
        "source": "gwr-sz-2023",
    }
    assert client.post("/edits/events/check", json={"cells": cells | {"on": "2031"}}).json()["breaches"]
    cells |= {"confidence": "medium"}
    assert client.post("/edits/events/check", json={"cells": cells}).json()["breaches"] == []
    assert client.post("/edits/events", json={"cells": cells}).status_code == 201


SOURCE = {"id": "+1", "title": "总平面图", "publisher": "深圳发布", "date": "2024-06", "about": "WGS-84"}


def resting_on(client: httpx.Client, **source: str) -> dict[str, Any]:
    """A change of the item whose evidence names a new source."""
    wish = wanted(client)
    wish["feature"]["properties"]["evidence"].append({"source": "+1", "says": "站房中心"})
    return wish | {"sources": [SOURCE | source]}


def test_a_new_source_comes_with_a_change_and_is_in_everybodys_register(client: httpx.Client) -> None:
    wish = resting_on(client, date="2031", url="ftp://x")
    checked = client.post(f"/edits/items/{ITEM}/check?lang=en", json=wish).json()["breaches"]
    assert {breach["field"] for breach in checked} == {"sources/+1/date", "sources/+1/url"}
    assert not any("SOURCES.md" in breach["words"] or "+1" in breach["words"] for breach in checked)
    assert client.post(f"/edits/items/{ITEM}", json=wish).status_code == 422
    made = client.post(f"/edits/items/{ITEM}", json=resting_on(client)).json()["proposal"]
    assert [row["id"] for row in made["sources"]] == [f"{ITEM}-2024"]
    assert made["changed"] == ["evidence"]
    client.post(f"/edits/proposals/{made['id']}/accept", json={"version": made["version"]})
    known = {source["id"]: source["title"] for source in client.get("/edits/choices").json()["sources"]}
    assert known[f"{ITEM}-2024"] == "深圳发布 — 总平面图"
    document = client.get("/" + client.get("/early.json").json()["documentUrl"]).json()
    assert document["sources"][f"{ITEM}-2024"]["title"] == "深圳发布 — 总平面图"


@pytest.mark.parametrize("sources", [{"id": "+1"}, ["x"], [SOURCE] * 21, "x", [None]])
def test_what_is_no_list_of_sources_is_refused(client: httpx.Client, sources: Any) -> None:
    answer = client.post(f"/edits/items/{ITEM}", json=wanted(client, note="x") | {"sources": sources})
    assert answer.status_code == 400 and "Traceback" not in answer.text


def test_no_request_takes_the_id_of_a_source(client: httpx.Client) -> None:
    wish = resting_on(client, id="osm-parks")
    wish["feature"]["properties"]["evidence"][-1]["source"] = "osm-parks"
    answer = client.post(f"/edits/items/{ITEM}?lang=en", json=wish)
    assert answer.status_code == 422 and "osm-parks" in answer.json()["breaches"][0]["words"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"feature": 1}', b'{"feature": {}, "base": ""}', b"\xff" * 100, b"x" * 300_000],
)
def test_what_is_no_wish_is_refused_in_words(client: httpx.Client, body: bytes) -> None:
    answer = client.post(f"/edits/items/{ITEM}", content=body)
    assert answer.status_code in (400, 422)
    assert answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("item", ["nothing", "..%2F..%2Fetc", "'; DROP TABLE document; --", "{{7*7}}"])
def test_an_item_that_is_not_there_is_named(client: httpx.Client, item: str) -> None:
    assert client.get(f"/edits/items/{item}").status_code in (400, 404)


def test_a_page_elsewhere_changes_nothing(client: httpx.Client) -> None:
    wish = wanted(client, note="x")
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert client.post(f"/edits/items/{ITEM}", json=wish, headers=headers).status_code == 403


def test_the_folder_is_not_the_release(url: str) -> None:
    """Nothing is written into data/: the release stays what was released."""
    from geo.folder import DATA  # noqa: PLC0415

    assert not list(Path(DATA).rglob("*西丽枢纽的新说明*"))
    assert "西丽枢纽的新说明" not in (DATA / "plan" / "transport.geojson").read_text(encoding="utf-8")


def test_a_form_hears_what_its_fields_may_hold_and_which_field_is_wrong(client: httpx.Client) -> None:
    choices = client.get("/edits/choices").json()
    assert "加快推进" in choices["verbs"] and choices["precisions"]["extent"]["located"] == ["area"]
    assert {"gwr-sz-2023"} <= {source["id"] for source in choices["register"] + choices["sources"]}
    wish = wanted(client, stage="study", districts=["dapeng"])
    breaches = client.post(f"/edits/items/{ITEM}/check?lang=en", json=wish).json()["breaches"]
    assert {"stage", "districts"} <= {breach["field"] for breach in breaches}
    assert not any(ITEM in breach["words"] or ".geojson" in breach["words"] for breach in breaches)


def test_a_list_says_whose_a_proposal_is_and_whether_the_plan_has_moved_on(client: httpx.Client) -> None:
    made = client.post(f"/edits/items/{ITEM}", json=wanted(client, note="甲说明。")).json()["proposal"]
    other = client.post(f"/edits/items/{ITEM}", json=wanted(client, note="乙说明。")).json()["proposal"]
    client.post(f"/edits/proposals/{other['id']}/accept", json={"version": other["version"]})
    listed = {found["id"]: found for found in client.get("/edits/proposals").json()["proposals"]}
    assert listed[made["id"]]["own"] and listed[made["id"]]["stale"]
    assert not listed[other["id"]]["stale"], "decided"
