"""Products name the sources of the plan as everybody sees it, those entered in the app too."""

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.ledger.states import references
from exports.sources import cited, load_sources
from geo.edits import present
from geo.edits.feature import feature_hash
from geo.edits.proposals import Proposals
from geo.model import Plan
from geo.plan import load_plan
from geo.progress.standing import ledger_of
from geo.store.store import Store

ITEM = "hub-xili"
SOURCE = {"id": "+1", "title": "总平面图", "publisher": "深圳发布", "date": "2024-06", "about": "WGS-84"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path))
    monkeypatch.delenv("PLAN_MAP_DATABASE", raising=False)
    monkeypatch.setattr(present, "_seen", present._Seen())
    yield Store.present()


def test_a_source_entered_in_the_app_is_cited_with_its_words(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(ITEM)
    after = copy.deepcopy(feature)
    after["properties"]["evidence"].append({"source": "+1", "says": "站房中心"})
    made = found.propose(ITEM, after, base=feature_hash(feature), says="", sources=[SOURCE])
    assert f"{ITEM}-2024" not in load_sources()
    found.accept(made.id, version=made.version)
    present.forget_present()
    now = load_plan(present.present_folder())
    last = cited([now.by_id[ITEM]], load_sources())[-1]
    assert (last.id, last.title, last.licence) == (f"{ITEM}-2024", "深圳发布 — 总平面图", "事实引用")
    assert references(ledger_of(now), [f"{ITEM}-2024"])[0].title == "深圳发布 — 总平面图"
