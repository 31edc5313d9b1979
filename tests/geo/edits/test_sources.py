"""New sources of what an item rests on, from what is typed to the register that everybody reads, on both databases."""

import copy
from pathlib import Path

import pytest

from geo.check import find
from geo.edits.accepted import EDIT, edit_in
from geo.edits.feature import feature_hash
from geo.edits.proposal import RulesError
from geo.edits.proposals import Proposals
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.sources import HEADING, load_sources
from geo.store.model import TrailOf
from geo.store.store import Store
from geo.trail.differences import differences
from geo.trail.ways import before_of
from tests.geo.edits.made import EVENT_CELLS, ITEM, folder
from tests.geo.edits.sourced import NEW, OTHER, ROW, SOURCE, UNIT, accept, codes, copied, propose, wanted


def test_a_new_source_stands_in_the_register_once_its_change_is_accepted(
    store: Store, plan: Plan, tmp_path: Path
) -> None:
    found = Proposals(store, plan)
    proposal = propose(found)
    assert [row["id"] for row in proposal.sources] == [f"{ITEM}-2024"]
    assert proposal.after is not None
    assert proposal.after["properties"]["evidence"][-1]["source"] == f"{ITEM}-2024"
    assert not (folder(store, tmp_path / "plans") / "SOURCES.md").read_text(encoding="utf-8").count(HEADING)
    accept(found, proposal)
    made = folder(store, tmp_path / "plans")
    old = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    new = (made / "SOURCES.md").read_text(encoding="utf-8")
    assert new.startswith(old) and new.removeprefix(old).splitlines()[-1] == ROW
    source = load_sources(made)[0][f"{ITEM}-2024"]
    assert (source.licence, source.date) == ("事实引用", "2024-06-30")
    assert find((), data=made)[0] == []


@pytest.mark.parametrize("end", ["refuse", "withdraw"])
def test_what_is_not_accepted_leaves_nothing_in_the_register(
    store: Store, plan: Plan, tmp_path: Path, end: str
) -> None:
    found = Proposals(store, plan)
    proposal = propose(found)
    if end == "refuse":
        found.refuse(proposal.id, version=proposal.version, reason="没有依据")
    else:
        found.withdraw(proposal.id, version=proposal.version)
    made = folder(store, tmp_path / "plans")
    assert (made / "SOURCES.md").read_bytes() == (DATA / "SOURCES.md").read_bytes()
    # Its id is free again.
    assert propose(found, title="另一份图").sources[0]["id"] == f"{ITEM}-2024"


def test_the_same_source_of_two_changes_is_one_row_until_none_names_it(
    store: Store, plan: Plan, tmp_path: Path
) -> None:
    found = Proposals(store, plan)
    # The second is entered while the first waits, and accepted by whoever has read the plan before.
    one, other = propose(found), propose(found, OTHER)
    for proposal in (one, other):
        accept(found, proposal)
    made = folder(store, tmp_path / "plans")
    assert (made / "SOURCES.md").read_text(encoding="utf-8").count(SOURCE["title"]) == 1
    edits = [edit_in(document) for document in store.listing(EDIT)]
    named = [edit.feature["properties"]["evidence"][-1]["source"] for edit in edits]
    assert named == [f"{ITEM}-2024"] * 2
    # The first is taken back, then the second.
    for item, left in ((ITEM, 1), (OTHER, 0)):
        now = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
        _, present = now.present(item)
        _, released = found.present(item)
        accept(now, now.propose(item, released, base=feature_hash(present), says="退回"))
        made = folder(store, tmp_path / "plans")
        assert (made / "SOURCES.md").read_text(encoding="utf-8").count(SOURCE["title"]) == left
        assert find((), data=made)[0] == []
    assert (made / "SOURCES.md").read_bytes() == (DATA / "SOURCES.md").read_bytes()


def test_what_is_registered_already_is_named_and_not_brought(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    accept(found, propose(found))
    now = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    again = propose(now, OTHER, title=f" {SOURCE['title']} ")
    assert again.sources == () and again.after is not None
    assert again.after["properties"]["evidence"][-1]["source"] == f"{ITEM}-2024"
    accept(now, again)
    # Named without a row, it is as much a reason for the source to stay.
    carried = {edit.item: [row["id"] for row in edit.sources] for edit in map(edit_in, store.listing(EDIT))}
    assert carried == {ITEM: [f"{ITEM}-2024"], OTHER: [f"{ITEM}-2024"]}


def test_an_id_that_another_source_was_given_meanwhile_is_left_to_it(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    proposal = propose(found)
    # A newer release has that id for another source.
    newer = folder(store, tmp_path / "plans")
    data = tmp_path / "newer"
    copied(newer, data, f"| {ITEM}-2024 | 别人 — 别的图 | 事实引用 | 2024 | — |\n")
    now = Proposals(store, load_plan(data), release=data)
    done = accept(now, proposal)
    assert [row["id"] for row in done.sources] == [f"{ITEM}-2024-2"]
    assert done.after is not None and done.after["properties"]["evidence"][-1]["source"] == f"{ITEM}-2024-2"
    (edit,) = map(edit_in, store.listing(EDIT))
    assert edit.feature == done.after


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"title": ""}, "missing-field", "title"),
        ({"publisher": ""}, "missing-field", "publisher"),
        ({"about": ""}, "missing-field", "about"),
        ({"date": ""}, "missing-field", "date"),
        ({"date": "2031"}, "date-out-of-range", "date"),
        ({"date": "2024-02-30"}, "bad-date", "date"),
        ({"date": "soon"}, "bad-date", "date"),
        ({"url": "javascript:alert(1)"}, "source-address", "url"),
        ({"url": "www.example.org"}, "source-address", "url"),
        ({"url": "https://example.org/a)|x"}, "source-address", "url"),
        ({"url": "https://example.org/" + "x" * 400}, "source-address", "url"),
        *[({name: "图|x"}, "source-signs", name) for name in ("title", "publisher", "licence", "about")],
        *[({name: "=cmd|' /C calc'!A0"}, "cell-formula", name) for name in ("title", "publisher", "licence", "about")],
        *[
            ({name: "<script>alert(1)</script>"}, "cell-markup", name)
            for name in ("title", "publisher", "licence", "about")
        ],
        ({"title": "[x](http://host.invalid)"}, "source-signs", "title"),
        ({"title": "长" * 201}, "bad-value", "title"),
    ],
)
def test_each_cell_is_checked_and_its_breach_says_where(
    store: Store, plan: Plan, wrong: dict[str, str], code: str, field: str
) -> None:
    found = Proposals(store, plan)
    assert (code, field) in codes(found, SOURCE | wrong)
    with pytest.raises(RulesError) as error:
        propose(found, **wrong)
    assert all(breach.text("zh") and breach.text("en") for breach in error.value.breaches)
    assert store.listing("proposal") == []


def test_what_may_be_said_stays_words_in_one_row(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    words = "图 {{7x7}} ${x} #{1} {title} %s 'x; DROP TABLE document; --\n第二行\r\n## 标题"
    accept(found, propose(found, title=words, about=words, url=""))
    made = folder(store, tmp_path / "plans")
    old = (DATA / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    added = (made / "SOURCES.md").read_text(encoding="utf-8").splitlines()[len(old) :]
    assert [line[:2] for line in added if line] == ["##", "| ", "|-", "| "]
    assert load_sources(made)[0][f"{ITEM}-2024"].datum == " ".join(words.split())


def test_only_what_its_evidence_names_is_brought(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
    assert codes(found, SOURCE) == []
    assert ("source-unnamed", "") in codes(found, SOURCE, SOURCE | {"id": "+2", "title": "没有人引用"})
    assert ("unknown-source", "") in codes(found, SOURCE, source="nobody")
    # The same twice is one.
    after, base = wanted(found)
    after["properties"]["evidence"].append({"source": "+2", "says": "又一处"})
    made = found.propose(ITEM, after, base=base, says="", sources=[SOURCE, SOURCE | {"id": "+2"}])
    assert len(made.sources) == 1


@pytest.mark.parametrize("claimed", ["osm-parks", "gwr-sz-2023", ""])
def test_no_request_takes_an_id_of_the_registers(store: Store, plan: Plan, claimed: str) -> None:
    found = Proposals(store, plan)
    assert ("source-claimed", "") in codes(found, SOURCE | {"id": claimed}, source=claimed)
    # Nor the same one for two sources.
    assert ("source-claimed", "") in codes(found, SOURCE, SOURCE | {"title": "另一份图"})


def test_a_district_brings_sources_too(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    after["properties"] |= {"area_km2_official": 187.5, "area_source": NEW}
    after["properties"]["evidence"].append({"source": "+2", "says": "界线"})
    more = SOURCE | {"id": "+2", "title": "界线说明"}
    made = found.propose(UNIT, after, base=feature_hash(feature), says="", sources=[SOURCE, more])
    assert {row["id"] for row in made.sources} == {"nanshan-2024", "nanshan-2024-2"}
    accept(found, made)
    assert find((), data=folder(store, tmp_path / "plans"))[0] == []


def test_an_event_that_names_it_keeps_it(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    accept(found, propose(found))
    now = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    cells = EVENT_CELLS | {"source": f"{ITEM}-2024", "published": "2024-06-30", "grade": "official"}
    event = now.propose_event(cells, says="")
    now.accept(event.id, version=event.version)
    _, present = now.present(ITEM)
    accept(now, now.propose(ITEM, found.present(ITEM)[1], base=feature_hash(present), says="退回"))
    made = folder(store, tmp_path / "plans")
    assert ROW in (made / "SOURCES.md").read_text(encoding="utf-8")
    assert find((), data=made)[0] == []


def test_what_was_taken_back_meanwhile_is_not_named(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    accept(found, propose(found))
    late = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    again = propose(late, OTHER)
    _, present = late.present(ITEM)
    accept(late, late.propose(ITEM, found.present(ITEM)[1], base=feature_hash(present), says="退回"))
    with pytest.raises(RulesError) as error:
        accept(late, again)
    assert [breach.code for breach in error.value.breaches] == ["unknown-source"]
    assert found.get(again.id).state == "open"


def test_the_trail_shows_it_and_the_way_back_brings_it_again(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    accept(found, propose(found))
    with store.reading() as present:
        assert present is not None
        entries = present.trail(TrailOf(about=ITEM))
    for kind in ("proposal", "edit"):
        (entry,) = [entry for entry in entries if (entry.kind, entry.action) == (kind, "add")]
        told = {difference.field: (difference.before, difference.after) for difference in differences(entry)}
        assert told["sources", "1", "title"] == (None, SOURCE["title"])
    # Its evidence goes, and comes back by the trail with its source, which nobody had kept.
    now = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    _, feature = now.present(ITEM)
    other = copy.deepcopy(found.present(ITEM)[1])
    other["properties"]["note"] = "另一说明。"
    accept(now, now.propose(ITEM, other, base=feature_hash(feature), says=""))
    with store.reading() as present:
        assert present is not None
        before = before_of(present.trail(TrailOf(kind=EDIT, about=ITEM), most=1)[0])
    assert before is not None and [row["id"] for row in before.sources] == [f"{ITEM}-2024"]
    last = Proposals(store, load_plan(folder(store, tmp_path / "plans")))
    back = last.propose(ITEM, base=feature_hash(other), says="恢复", given=before.wish["feature"],
                        sources=before.wish["sources"])  # fmt: skip
    accept(last, back)
    made = folder(store, tmp_path / "plans")
    assert (made / "SOURCES.md").read_text(encoding="utf-8").count(SOURCE["title"]) == 1
    assert find((), data=made)[0] == []
