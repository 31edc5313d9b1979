"""Ready is who can serve a visitor: warm, with documents, and with room to write."""

import errno
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from serve.health import checks
from serve.jobs import Lane
from serve.workers import Worker
from tests.conftest import PATIENCE_S, ROOT
from tests.serving import serve

NAMES = {"warm-up", "documents", "sessions", "cache", "workspace", "store", "workers"}


def ready(url: str) -> httpx2.Response:
    return httpx2.get(f"{url}/health/ready", timeout=PATIENCE_S)


def ready_at_last(url: str) -> httpx2.Response:
    """Patience is what the warm-up needs."""
    deadline = time.monotonic() + PATIENCE_S
    while (answer := ready(url)).status_code != 200 and time.monotonic() < deadline:
        assert not answer.json()["ready"]
    return answer


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve() as address:
        yield address


def test_it_becomes_ready_and_says_what_was_looked_at(url: str) -> None:
    answer = ready_at_last(url)
    assert answer.json() == {"ready": True, "checks": {name: {"ok": True} for name in NAMES}}
    assert answer.headers["cache-control"] == "no-store"
    assert httpx2.get(f"{url}/health/live").json() == {"alive": True}
    assert httpx2.head(f"{url}/health/ready", timeout=PATIENCE_S).status_code == 200


def test_below_a_path_and_with_a_workspace_that_cannot_be_written(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("no folder", encoding="utf-8")
    environment = {**os.environ, "PLAN_MAP_WORKSPACE": str(in_the_way / "workspace")}
    with serve(environment, base="/plan") as url:
        answer = ready(url)
        while answer.json()["checks"]["workspace"].get("why") == checks.NOT_YET:
            answer = ready(url)
        assert answer.status_code == 503
        assert answer.json()["checks"]["workspace"] == {"ok": False, "why": checks.UNWRITABLE}
        assert str(tmp_path) not in answer.text and str(ROOT) not in answer.text
        assert httpx2.get(f"{url}/health/live").status_code == 200
        assert httpx2.get(f"{url.removesuffix('/plan')}/health/ready", follow_redirects=False).status_code != 200


def test_a_folder_that_will_be_made_is_tried_where_it_will_be(tmp_path: Path) -> None:
    assert checks.writable(tmp_path / "later" / "deep") is None
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_called_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path))

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert checks.writable(tmp_path) == checks.FULL


def test_before_the_warm_up_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.WARM, "is_set", lambda: False)
    assert checks.warm_up() == checks.documents() == checks.store() == checks.NOT_YET


def test_a_lane_whose_thread_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ended:
        def is_alive(self) -> bool:
            return False

    lane = Lane("broken", Worker())
    monkeypatch.setattr(checks, "LANES", (lane,))
    assert checks.workers() is None
    lane._thread = Ended()  # type: ignore[assignment]
    assert checks.workers() == "stopped: broken"


def test_documents_that_cannot_be_made_are_no_readiness(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise checks.BundleError("a wheel that does not fit")

    monkeypatch.setattr(checks.WARM, "is_set", lambda: True)
    monkeypatch.setattr(checks, "deck_bundle", broken)
    assert checks.documents() == checks.MISSING


def test_what_is_said_is_json_without_paths(url: str) -> None:
    assert str(ROOT) not in json.dumps(ready_at_last(url).json())
