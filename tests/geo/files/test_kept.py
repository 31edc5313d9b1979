"""What is kept of files between processes: never of other content or code, never damaged, and never needed."""

import json
import os
from pathlib import Path

import pytest
import shapely

from geo.files import kept as keeping
from geo.files import schema
from geo.files.kept import DIGEST, code_hash, hash_of, keep, kept
from geo.files.packed import MOST, Packed, kept_shapes, packed, unpacked
from geo.plan import load_plan
from layers import text
from layers.paper.basemap import load_basemap
from layers.paper.city.features import city_features, subdistrict_borders

SHAPES = [shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)]), shapely.box(0, 0, 2, 1), shapely.Polygon()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keeping, "READ", tmp_path / "read")
    return tmp_path / "read"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.geojson"
    path.write_text("one", encoding="utf-8")
    return path


class Maker:
    """Makes shapes, and counts how often."""

    def __init__(self, path: Path, code: Path) -> None:
        self.path, self.code, self.times = path, code, 0

    def make(self) -> Packed:
        self.times += 1
        return {"says": self.path.read_text(encoding="utf-8")}, SHAPES

    def got(self) -> tuple[str, list[str]]:
        return kept_shapes(
            "some", [self.path], self.make, lambda values, shapes: (values["says"], [each.wkt for each in shapes]),
            code=[self.code],
        )  # fmt: skip


@pytest.fixture
def maker(file: Path, tmp_path: Path) -> Maker:
    code_hash.cache_clear()
    code = tmp_path / "code.py"
    code.write_text("1", encoding="utf-8")
    return Maker(file, code)


def test_values_and_shapes_come_back_as_they_were() -> None:
    values, shapes = unpacked(packed({"名": [1, None, 2.5]}, SHAPES))
    assert values == {"名": [1, None, 2.5]} and list(shapes) == SHAPES
    assert unpacked(packed([], [])) == ([], [])


def test_made_once_for_the_same_content_and_code(maker: Maker) -> None:
    first = maker.got()
    assert maker.got() == first == ("one", [shape.wkt for shape in SHAPES]) and maker.times == 1
    maker.path.write_text("two", encoding="utf-8")
    assert maker.got()[0] == "two" and maker.times == 2
    maker.code.write_text("2", encoding="utf-8")
    code_hash.cache_clear()
    assert maker.got()[0] == "two" and maker.times == 3
    maker.path.unlink()
    with pytest.raises(FileNotFoundError):
        maker.got()


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 200, None])
def test_what_is_damaged_or_cut_off_is_made_anew(maker: Maker, folder: Path, damage: bytes | None) -> None:
    wanted = maker.got()
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-3] if damage is None else damage)
    assert maker.got() == wanted and maker.times == 2
    assert maker.got() == wanted and maker.times == 2


@pytest.mark.parametrize(
    "poison", [b"", b"\xff" * 40, packed([1], SHAPES), packed({"says": "x"}, [])[:-1], b"\x01\0\0\0\x02\0\0\0[]"]
)
def test_what_somebody_has_put_there_with_its_right_hash_is_made_anew(
    maker: Maker, folder: Path, poison: bytes
) -> None:
    wanted = maker.got()
    (path,) = folder.iterdir()
    keep("some", path.name.removeprefix("some-"), poison, most=MOST)
    assert maker.got() == wanted and maker.times == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(maker: Maker, folder: Path) -> None:
    def make() -> Packed:
        maker.path.write_text("changed", encoding="utf-8")
        return {"says": "one"}, SHAPES

    assert kept_shapes("some", [maker.path], make, lambda values, _: values["says"], code=[]) == "one"
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_or_is_full_only_costs_time(
    maker: Maker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("in the way", encoding="utf-8")
    assert maker.got() == maker.got() and maker.times == 2
    folder.unlink()

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert maker.got() and list(folder.iterdir()) == []


def test_the_oldest_of_a_name_are_forgotten(folder: Path) -> None:
    for number in range(5):
        keep("some", str(number), b"x", most=2)
        os.utime(folder / f"some-{number}", (number, number))
    keep("other", "0", b"x", most=2)
    assert sorted(path.name for path in folder.iterdir()) == ["other-0", "some-3", "some-4"]
    assert kept("some", "4") == b"x" and kept("some", "0") is None
    assert (folder / "some-4").read_bytes()[DIGEST:] == b"x"


def test_contents_that_join_alike_have_hashes_of_their_own() -> None:
    assert hash_of([b"ab", b"c"]) != hash_of([b"a", b"bc"]) != hash_of([b"abc"])


def test_what_has_passed_is_not_checked_again_and_all_else_is(
    small_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    whole = schema.property_breaches

    def counted(properties: dict, *, file: str, item: str, schema: str) -> list:
        asked.append(item)
        return whole(properties, file=file, item=item, schema=schema)

    monkeypatch.setattr("geo.plan.property_breaches", counted)
    first = load_plan(small_copy)
    assert len(asked) == len(first.items)
    asked.clear()
    again = load_plan(small_copy)
    assert asked == [] and [each.id for each in again.items] == [each.id for each in first.items]
    assert again.breaches == first.breaches
    path = next((small_copy / "plan").glob("*.geojson"))
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["properties"]["stage"] = "someday"
    path.write_text(json.dumps(content), encoding="utf-8")
    for _ in range(2):
        # What is wrong is named each time.
        asked.clear()
        assert "someday" in "".join(str(breach.values) for breach in load_plan(small_copy).breaches)
        assert len(asked) == len(content["features"])


def test_what_has_passed_one_schema_has_not_passed_another() -> None:
    schema.passed([{"id": "x"}], "plan")
    assert schema.has_passed([{"id": "x"}], "plan") and not schema.has_passed([{"id": "x"}], "districts")
    assert not schema.has_passed([{"id": "y"}], "plan") and not schema.has_passed([object()], "plan")


def test_basemap_and_city_are_the_same_from_the_shelf(plan) -> None:  # type: ignore[no-untyped-def]
    def all_read() -> tuple:
        for cached in (load_basemap, city_features):
            cached.cache_clear()
        subdistrict_borders.__globals__["_borders"].cache_clear()
        basemap = load_basemap()
        shapes = [basemap.land, *basemap.borders.values(), subdistrict_borders(plan.units)]
        return [shape.wkb for shape in shapes], basemap.neighbours, basemap.waters, city_features()

    assert all_read() == all_read()


def test_wording_is_the_same_from_the_shelf_and_read_anew_where_it_is_poisoned(folder: Path, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "a.toml").write_text('"a.b" = { zh = "字", en = "word" }\n', encoding="utf-8")
    assert text.load_wording(words) == text.load_wording(words) == {"a.b": ("字", "word")}
    (path,) = folder.iterdir()
    for poison in (b"[]", b'{"a.b": 1}', b'{"a.b": ["x"]}', b'{"a.b": [1, 2]}', b"{"):
        keep(text.KEPT, path.name.removeprefix(f"{text.KEPT}-"), poison, most=4)
        assert text.load_wording(words) == {"a.b": ("字", "word")}
