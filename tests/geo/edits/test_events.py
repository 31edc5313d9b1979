"""New events of the ledger, with the source that they bring, on both databases."""

from pathlib import Path

import pytest

from geo.check import find
from geo.edits.accepted import EVENT, event_in
from geo.edits.proposal import Proposal, RulesError
from geo.edits.proposals import Proposals
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.store.store import Store
from tests.geo.edits.made import EVENT_CELLS, ITEM, folder

SOURCE = {
    "title": "西丽枢纽主体结构封顶",
    "publisher": "深圳发布",
    "url": "https://example.org/a?b=1",
    "published": "2024-06-30",
    "grade": "press",
}


def bring(found: Proposals, **source: str) -> Proposal:
    proposal = found.propose_event(EVENT_CELLS | {"source": ""}, says="", source=SOURCE | source)
    return found.accept(proposal.id, version=proposal.version)


def test_an_accepted_event_has_its_place_in_the_ledger(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    two = [found.propose_event(EVENT_CELLS | {"says": says}, says="") for says in ("在建一。", "在建二。")]
    for proposal in two:
        found.accept(proposal.id, version=proposal.version)
    made = folder(store, tmp_path / "plans")
    old = (DATA / "progress" / "transport.csv").read_text(encoding="utf-8").splitlines()
    new = (made / "progress" / "transport.csv").read_text(encoding="utf-8").splitlines()
    added = [line for line in new if line not in old]
    assert [line for line in new if line in old] == old
    assert len(added) == 2
    assert len({line.partition(",")[0] for line in added}) == 2


def test_an_event_that_breaks_rules_is_refused(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
    for wrong in ({"item": "nothing"}, {"event": "done"}, {"on": "soon"}, {"source": "no-source"}, {"on": "2031"}):
        with pytest.raises(RulesError):
            found.propose_event(EVENT_CELLS | wrong, says="")


def test_an_event_brings_its_source_and_the_folder_keeps_all_rules(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    bring(found)
    # The same article again, and another of that year: one row each, whatever the plan that was read knows of them.
    bring(found)
    bring(found, title="西丽枢纽站房开工")
    made = folder(store, tmp_path / "plans")
    old = (DATA / "progress" / "sources.csv").read_text(encoding="utf-8").splitlines()
    new = (made / "progress" / "sources.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line in old] == old
    added = [line.split(",")[:3] for line in new if line not in old]
    assert added == [
        [f"{ITEM}-2024", "深圳发布", SOURCE["title"]],
        [f"{ITEM}-2024-2", "深圳发布", "西丽枢纽站房开工"],
    ]
    events = [event_in(document).cells for document in store.listing(EVENT)]
    assert [event["source"] for event in events] == [f"{ITEM}-2024", f"{ITEM}-2024", f"{ITEM}-2024-2"]
    assert {(event["published"], event["grade"]) for event in events} == {("2024-06-30", "press")}
    assert find((), data=made)[0] == []
    # Read anew, the register has it.
    again = Proposals(store, load_plan(made)).check_event(EVENT_CELLS, SOURCE)
    assert again.source is not None
    assert (again.source["id"], again.breaches) == (f"{ITEM}-2024", [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"published": "2031"},
        {"published": ""},
        {"title": ""},
        {"grade": "mine"},
        {"url": "x"},
        {"title": "=HYPERLINK(1)"},
        {"publisher": "<script>alert(1)</script>"},
    ],
)
def test_a_source_that_breaks_rules_is_refused(store: Store, plan: Plan, wrong: dict[str, str]) -> None:
    with pytest.raises(RulesError):
        bring(Proposals(store, plan), **wrong)
