"""Units of the plan: words are changed, outlines and what is printed are not, on both databases."""

import copy
from pathlib import Path
from typing import Any

import pytest

from geo.check import find
from geo.edits.accepted import EDIT
from geo.edits.feature import feature_hash
from geo.edits.proposals import Proposals
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from geo.store.errors import StoreError
from geo.store.store import Store
from tests.geo.edits.made import code, folder

UNIT = "nanshan"


def test_words_of_a_unit_are_changed_and_nothing_else_moves(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    after["properties"] |= {"note": "南山区的新说明。", "name_en": "Nanshan"}
    proposal = found.propose(UNIT, after, base=feature_hash(feature), says="")
    found.accept(proposal.id, version=proposal.version)
    made = folder(store, tmp_path / "plans")
    old, new = ((data / "districts.geojson").read_text(encoding="utf-8").splitlines() for data in (DATA, made))
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    assert len(changed) == 1 and "南山区的新说明。" in changed[0][1]
    assert sorted(path.read_bytes() for path in (made / "plan").iterdir()) == sorted(
        path.read_bytes() for path in (DATA / "plan").iterdir()
    )
    assert find((), data=made)[0] == []
    assert load_plan(made).by_id[UNIT].name_en == "Nanshan"
    # And back, which leaves nothing.
    again = Proposals(store, load_plan(made))
    back = again.propose(UNIT, feature, base=feature_hash(after), says="")
    again.accept(back.id, version=back.version)
    assert store.listing(EDIT) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal": "别的目标"},
        {"positioning": []},
        {"area_km2_drawn": 1},
        {"kind": "district-x"},
        {"geometry": None},
        {"geometry": {"type": "Point", "coordinates": [114, 22.5]}},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_outline_and_printed_words_of_a_unit_stay(store: Store, plan: Plan, wrong: dict[str, Any]) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    if "geometry" in wrong:
        after |= wrong
    else:
        after["properties"] |= wrong
    with pytest.raises(StoreError) as error:
        found.propose(UNIT, after, base=feature_hash(feature), says="")
    assert code(error) == "edit-fixed-field"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"area_source": "nobody"}, {"area_km2_official": -1}, {"evidence": []}]
)
def test_rules_of_units_hold_as_it_is_typed(store: Store, plan: Plan, wrong: dict[str, Any]) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(UNIT)
    after = copy.deepcopy(feature)
    after["properties"] |= wrong
    assert found.check(UNIT, feature)[1] == []
    assert found.check(UNIT, after)[1]
