"""An answer kept as a layer of one's own: each thing once, as sure as its surest pair, asked about like others."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from briefing.errors import ExportError
from exports.ask.answered import answered
from exports.ask.layer import answer_layer, keep_answer
from exports.ask.own import features_of
from exports.context import Context
from geo.analysis.question import KINDS, Question
from geo.own.layer import UNCERTAINTY, OwnLayer, Placing
from geo.own.placing import own_layer
from geo.own.store import OwnStore
from layers.own.classes import classes
from layers.own.shown import OwnLayers
from layers.own.style import style_of

SUBJECTS = {"contains": "unit=nanshan", "within": "unit=nanshan", "matrix": "theme=transport,key-area&dist=nanshan"}
RADII = {"near": (3000.0,), "rings": (500.0, 3000.0)}
SITES = {"=1+1": (113.96, 22.58), "<b>丙</b>": (114.117, 22.533)}


def asked(kind: str, subject: str = "sel=hub-xili", **more: object) -> Question:
    count = 3 if kind == "nearest" else None
    return Question(kind, (SUBJECTS.get(kind, subject),), radii_m=RADII.get(kind, ()), count=count, **more)  # type: ignore[arg-type]


@pytest.fixture
def context(context: Context, store: OwnStore) -> Context:
    """With the layers of the test's own workspace."""
    return replace(context, workspace=OwnLayers(store))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnStore:
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path / "own"))
    return OwnStore.in_folder(tmp_path / "own")


@pytest.mark.parametrize("kind", KINDS)
def test_every_thing_that_was_found_is_there_once(kind: str, context: Context, store: OwnStore) -> None:
    found = answered(asked(kind), context)
    kept = keep_answer(found, store)
    features = store.load(kept.id).features
    pairs = Counter(row.object.id for row in found.answer.rows())
    if kind == "matrix":
        pairs += Counter(row.subject.id for row in found.answer.rows())
    assert dict(zip(features["编号"], features["涉及对象数"], strict=True)) == pairs
    sure = {row.object.id for row in found.answer.rows() if row.certain}
    if kind == "matrix":
        sure |= {row.subject.id for row in found.answer.rows() if row.certain}
    assert set(features["编号"][features["把握"] == "确定"]) == sure
    by_id = context.plan.by_id
    for row in features.itertuples():
        assert shapely.equals_exact(row.geometry, by_id[row.编号].geometry, 1e-9)
        assert row.uncertainty_m == by_id[row.编号].uncertainty_m
    assert kept.title == found.title and kept.placing == Placing("wgs84", certain=True)


def test_a_thing_s_row_is_its_surest_and_then_nearest(context: Context, store: OwnStore) -> None:
    question = asked("near", "theme=transport&kind=point")
    found = answered(question, context)
    features = answer_layer(found, store, file="a.geojson").features.set_index("编号")
    ranked = sorted(found.answer.rows(), key=lambda row: (not row.certain, row.distance_m, row.plus_minus_m))
    best = {row.object.id: row for row in reversed(ranked)}
    assert max(features["涉及对象数"]) > 1
    told = {name: (row["距离 m"], row["± m"], row["把握"] == "确定") for name, row in features.iterrows()}
    assert told == {
        name: (round(row.distance_m, 1), round(row.plus_minus_m, 1), row.certain) for name, row in best.items()
    }


def test_its_legend_has_certain_and_possible_and_its_original_every_pair(context: Context, store: OwnStore) -> None:
    found = answered(asked("near"), context)
    kept = keep_answer(found, store)
    looks, _ = classes(store.load(kept.id), style_of(kept.style, kept.fields), "zh")
    assert {look.words for look in looks} == {"确定", "可能"}
    original = json.loads(store.original(kept.id).read_text(encoding="utf-8"))
    assert len(original["features"]) == len(found.answer)
    assert original["about"]["question"] == found.question.record()


def sites(store: OwnStore, *, certain: bool) -> str:
    """A layer of two sites with hostile names, which do not say how far off they may be."""
    table = gpd.GeoDataFrame(
        {"名称": list(SITES)}, geometry=[shapely.Point(place) for place in SITES.values()], crs="EPSG:4326"
    )
    placing = Placing("gcj02", certain=certain, offset_m=None if certain else 580.0)
    layer: OwnLayer = own_layer(table, title="场地", file="场地.csv", placing=placing)
    original = store.folder.parent / "场地.csv"
    original.write_text("x", encoding="utf-8")
    return store.add(layer, original).id


@pytest.mark.parametrize("certain", [True, False])
def test_what_is_of_ones_own_is_no_surer_than_it_was(certain: bool, context: Context, store: OwnStore) -> None:
    identifier = sites(store, certain=certain)
    question = asked("near", objects=(f"own={identifier}&pm=40",))
    layer = answer_layer(answered(question, context), store, file="a.geojson")
    assert layer.placing == Placing("wgs84", certain=certain, offset_m=None if certain else 580.0)
    # Metres that whoever asked has put in are nobody's word on the thing.
    assert UNCERTAINTY not in layer.features.columns
    assert layer.features["名称"].tolist() == ["=1+1"]


def test_it_is_asked_about_like_any_other_layer(context: Context, store: OwnStore) -> None:
    kept = keep_answer(answered(asked("near"), context), store)
    again = features_of(f"own={kept.id}", context.plan, context.workspace)
    assert {feature.title for feature in again} == set(store.load(kept.id).features["名称"])
    assert not any(feature.assumed for feature in again)


def test_nothing_found_is_no_layer(context: Context, store: OwnStore) -> None:
    identifier = sites(store, certain=True)
    question = Question("near", ("sel=hub-xili",), (f"own={identifier}",), radii_m=(1.0,))
    with pytest.raises(ExportError) as refused:
        keep_answer(answered(question, context), store)
    assert refused.value.key == "ask.layer.none"
    assert [kept.id for kept in store.listing()[0]] == [identifier]
