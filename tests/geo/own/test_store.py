"""Layers are kept whole or not at all, whoever else works in the folder; what is deleted can be taken back."""

import threading
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.own.documents import KIND
from geo.own.kept import Kept, plain_title, read_kept
from geo.own.layer import UNCERTAINTY, OwnLayer, Placing
from geo.own.placing import own_layer, with_uncertainty
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from geo.store import takeover
from geo.store.store import Store

FRAME = gpd.GeoDataFrame(
    {"名称": ["甲", "=乙"], "数": pd.array([1, None], dtype="Int64"), UNCERTAINTY: [30.0, np.nan]},
    geometry=[shapely.Point(114.05, 22.54), shapely.box(114.1, 22.5, 114.2, 22.6)],
    crs=4326,
)


def layer(title: str = "场地") -> OwnLayer:
    return own_layer(FRAME, title=title, file="场地.CSV", placing=Placing("gcj02", certain=True, offset_m=583.2))


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "upload"
    path.write_bytes("名称\n甲\n".encode())
    return path


@pytest.fixture
def store(tmp_path: Path) -> OwnStore:
    return OwnStore.in_folder(tmp_path / "own-layers")


def titles(store: OwnStore) -> list[str]:
    return [kept.title for kept in store.listing()[0]]


def code(error: pytest.ExceptionInfo[OwnError]) -> str:
    return error.value.breach.code


def test_a_layer_survives_a_restart_with_all_that_it_says(store: OwnStore, original: Path) -> None:
    kept = store.add(layer(), original, left_out=3, style={"size": 5})
    again = OwnStore.in_folder(store.folder)
    assert again.listing() == ([kept], [])
    read = again.load(kept.id)
    assert (read.title, read.placing, read.fields, read.kinds) == (
        "场地", Placing("gcj02", certain=True, offset_m=583.2), layer().fields, {"point", "area"},
    )  # fmt: skip
    assert read.states_uncertainty
    assert read.features.crs == 4326
    assert shapely.equals(np.asarray(read.features.geometry), np.asarray(FRAME.geometry)).all()
    assert read.features["数"].isna().tolist() == [False, True]
    assert (kept.count, kept.left_out, kept.extent) == (2, 3, (114.05, 22.5, 114.2, 22.6))
    assert again.original(kept.id).read_bytes() == original.read_bytes()
    assert again.original(kept.id).name == "original.csv"


def test_the_newest_is_on_top_and_the_order_can_be_changed(store: OwnStore, original: Path) -> None:
    ids = {title: store.add(layer(title), original).id for title in "甲乙丙"}
    assert titles(store) == ["丙", "乙", "甲"]
    before = {kept.id: kept.version for kept in store.listing()[0]}
    store.reorder([ids["甲"], ids["丙"]])
    assert titles(store) == ["甲", "丙", "乙"]
    assert {kept.id: kept.version for kept in store.listing()[0]} == before, (
        "each is what it was: nothing is loaded anew"
    )
    store.add(layer("丁"), original)
    assert titles(store)[0] == "丁"


def test_two_of_one_name_are_two_layers(store: OwnStore, original: Path) -> None:
    assert store.add(layer(), original).id != store.add(layer(), original).id
    assert titles(store) == ["场地", "场地"]


def test_a_change_of_somebody_else_is_not_overwritten(store: OwnStore, original: Path) -> None:
    kept = store.add(layer(), original)
    renamed = store.change(kept.id, version=kept.version, title="  新\n名 ")
    assert renamed.title == "新 名"
    with pytest.raises(OwnError) as error:
        store.change(kept.id, version=kept.version, style={"size": 3})
    assert code(error) == "own-conflict"
    assert store.change(kept.id, version=renamed.version, style={"size": 3}).style == {"size": 3}


def test_what_is_deleted_can_be_taken_back_until_the_trash_is_emptied(store: OwnStore, original: Path) -> None:
    kept = store.add(layer(), original)
    name = store.delete(kept.id, version=kept.version)
    assert (titles(store), store.trash()) == ([], [(name, "场地")])
    assert store.restore(name) == kept
    name = store.delete(kept.id, version=kept.version)
    store.empty_trash()
    with pytest.raises(OwnError) as error:
        store.restore(name)
    assert code(error) == "own-gone"
    assert store.trash() == []


@pytest.mark.parametrize("name", ["../secret", "own-000000000000.x", "..", "own-000000000000", "", "\x00"])
def test_names_that_lead_elsewhere_are_gone(store: OwnStore, name: str) -> None:
    for ask in (store.get, store.load, store.original, store.restore, lambda name: store.delete(name, version="")):
        with pytest.raises(OwnError) as error:
            ask(name)
        assert code(error) == "own-gone"


def test_nothing_is_left_of_a_layer_that_could_not_be_written(
    store: OwnStore, original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gpd.GeoDataFrame, "to_parquet", full)
    with pytest.raises(OwnError) as error:
        store.add(layer(), original)
    assert code(error) == "store-files"
    assert "PLAN_MAP_FILES" in str(error.value)
    assert not store.folder.exists()


def test_a_damaged_layer_is_named_and_the_others_are_there(store: OwnStore, original: Path) -> None:
    good, bad = store.add(layer("好"), original), store.add(layer("坏"), original)
    with store.store.changes() as changes:
        changes.change(KIND, bad.id, '{"format": 1}', version=1)
    (store.folder / "files" / good.id / "features.parquet").write_bytes(b"PAR1")
    found, damaged = store.listing()
    assert [kept.id for kept in found] == [good.id]
    assert [entry.name for entry in damaged] == [bad.id]
    with pytest.raises(OwnError) as error:
        store.load(good.id)
    assert code(error) == "own-unreadable"


@pytest.mark.parametrize(
    "wrong", [{"count": "x"}, {"kinds": ["sphere"]}, {"placing": {"datum": "nowhere"}}, {"format": 9}, {"extent": [1]}]
)
def test_what_a_folder_says_is_read_strictly(store: OwnStore, original: Path, wrong: dict[str, object]) -> None:
    import json  # noqa: PLC0415

    kept = store.add(layer(), original)
    assert read_kept(kept.content, kept.id) == kept
    with pytest.raises(OwnError):
        read_kept(json.dumps(json.loads(kept.content) | wrong).encode(), kept.id)


def test_many_at_once_lose_nothing(store: OwnStore, original: Path) -> None:
    made: list[Kept] = []
    threads = [
        threading.Thread(target=lambda: made.append(OwnStore.in_folder(store.folder).add(layer(), original)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found, damaged = store.listing()
    assert (len(found), damaged) == (8, [])
    assert len({kept.order for kept in found}) == 8


def test_there_is_room_for_so_many(store: OwnStore, original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.own.store.MOST_LAYERS", 1)
    store.add(layer(), original)
    with pytest.raises(OwnError) as error:
        store.add(layer(), original)
    assert code(error) == "own-full"


def test_titles_are_one_line() -> None:
    assert plain_title("a\x00\u202eb\n c" + "x" * 500).startswith("a b c")
    assert len(plain_title("长" * 500)) == 120


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("误差", ["30", "x"], [30.0, None]),
        ("Uncertainty_m", [-1, 200], [None, 200.0]),
        ("误差（米）", [5, 6], [5.0, 6.0]),
    ],
)
def test_uncertainty_is_found_by_its_name(name: str, values: list[object], expected: list[float | None]) -> None:
    table = with_uncertainty(pd.DataFrame({"a": [1, 2], name: values}))
    assert table[UNCERTAINTY].astype(object).where(table[UNCERTAINTY].notna(), None).tolist() == expected


def test_a_field_of_that_name_with_other_things_is_no_uncertainty() -> None:
    assert UNCERTAINTY not in with_uncertainty(pd.DataFrame({UNCERTAINTY: ["about", "none"]})).columns


def test_an_old_folder_is_taken_over_once_and_left_as_it_is(tmp_path: Path, store: OwnStore, original: Path) -> None:
    """As versions up to 0.1 have kept layers: layer.json, features.parquet and the file in a folder a layer."""
    old, kept = tmp_path / "old", store.add(layer(), original)
    (old / kept.id).mkdir(parents=True)
    for path in (store.folder / "files" / kept.id).iterdir():
        (old / kept.id / path.name).write_bytes(path.read_bytes())
    (old / kept.id / "layer.json").write_bytes(kept.content)
    (old / "own-0123456789ab").mkdir()
    before = sorted(path.relative_to(old) for path in old.rglob("*"))
    new = OwnStore(Store.in_folder(tmp_path / "new"), old=old)
    found, damaged = new.listing()
    assert found == [kept]
    assert [entry.name for entry in damaged] == ["own-0123456789ab"]
    assert len(new.load(kept.id).features) == 2
    assert new.original(kept.id).read_bytes() == original.read_bytes()
    new.delete(kept.id, version=kept.version)
    takeover.DONE.clear()
    assert OwnStore(Store.in_folder(tmp_path / "new"), old=old).listing()[0] == []
    assert sorted(path.relative_to(old) for path in old.rglob("*")) == before
