"""Two processes on one PostgreSQL: what is accepted at one is the plan of both, and neither needs a restart."""

import copy
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.geo.store.conftest import postgresql
from tests.serve.edits.listening import Listening
from tests.serving import serve

__all__ = ["postgresql"]
ITEM = "hub-xili"


@pytest.fixture
def two(postgresql: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    environments = [
        {
            **os.environ,
            "PLAN_MAP_DATABASE": postgresql,
            "PLAN_MAP_WORKSPACE": str(tmp_path / name),
            "PLAN_MAP_CACHE": str(tmp_path / name / "cache"),
        }
        for name in ("one", "other")
    ]
    with serve(environments[0]) as one, serve(environments[1]) as other:
        yield one, other


def test_a_change_at_one_is_heard_at_the_other(two: tuple[str, str]) -> None:
    one, other = two
    with httpx.Client(base_url=one, timeout=120) as client, Listening(other) as heard:
        present = client.get(f"/edits/items/{ITEM}").json()
        feature = copy.deepcopy(present["feature"])
        feature["properties"]["note"] = "由一处修改。"
        wish = {"feature": feature, "base": present["base"], "says": ""}
        made = client.post(f"/edits/items/{ITEM}", json=wish).json()["proposal"]
        assert httpx.get(f"{other}/edits/proposals").json()["proposals"][0]["id"] == made["id"]
        done = client.post(f"/edits/proposals/{made['id']}/accept", json={"version": made["version"]})
        assert done.status_code == 200
        assert heard.next() == client.get("/early.json").json()["documentUrl"]
    there = httpx.get(f"{other}/edits/items/{ITEM}", timeout=120).json()
    assert there["feature"]["properties"]["note"] == "由一处修改。"
    assert there["proposals"][0]["state"] == "accepted"
