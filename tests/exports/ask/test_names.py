"""What a sheet calls features of one's own that were asked about: once, by their layer or by the answer."""

import os
from pathlib import Path
from typing import Any

import pytest

from exports.context import Context
from exports.progress import silent
from exports.sheet.compose import compose
from exports.sheet.options import SheetOptions
from geo.analysis.question import Question
from geo.model import Plan
from geo.own.store import OwnStore
from layers.own.shown import OwnLayers
from layers.style.catalogue import load_catalogue
from layers.view.state import View
from tests.layers.own.workspace import SITES, keep

NAMES = ["甲地块", "=1+1", "<b>丙</b>"]
LONG = "一个很长的场地名称，" * 12


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnStore:
    monkeypatch.setitem(os.environ, "PLAN_MAP_WORKSPACE", str(tmp_path / "own"))
    return OwnStore.in_folder(tmp_path / "own")


def places_of(words: str, axes: Any) -> set[tuple[float, float]]:
    """Where words stand; a halo may be of its own."""
    return {each.get_position() for each in axes.texts if each.get_text() == words}


@pytest.mark.parametrize("style", [{"label": "名称"}, {}])
def test_a_feature_that_was_asked_about_is_named_once(style: dict[str, str], store: OwnStore, plan: Plan) -> None:
    kept = keep(store, SITES, "备选场地", **style)
    question = Question("near", (f"own={kept.id}&pm=40",), ("kind=point",), (3000.0,))
    context = Context(View(ask=question), plan, load_catalogue(), "zh", silent)
    own = OwnLayers(store).of([kept.id], "zh")
    drawn = compose(context.view, plan, context.catalogue, options=SheetOptions(language="zh"), own=own).drawn
    assert {name: len(places_of(name, drawn.axes)) for name in NAMES} == dict.fromkeys(NAMES, 1)


def test_of_two_with_one_name_the_one_that_the_map_has_not_named_is_named_by_the_answer(
    store: OwnStore, plan: Plan
) -> None:
    twins = SITES.iloc[:3].assign(名称=["甲地块", "甲地块", LONG])
    kept, other = keep(store, twins, "双"), keep(store, twins.iloc[[0, 2]], "单", label="名称")
    question = Question("near", (f"own={kept.id}&pm=40",), ("kind=point",), (3000.0,))
    context = Context(View(ask=question), plan, load_catalogue(), "zh", silent)
    own = OwnLayers(store).of([other.id], "zh")
    drawn = compose(context.view, plan, context.catalogue, options=SheetOptions(language="zh"), own=own).drawn
    assert len(places_of("甲地块", drawn.axes)) == 2
    # The map has the beginning of the long one.
    assert not places_of(LONG, drawn.axes)
