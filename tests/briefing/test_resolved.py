"""The briefings that ship: each scene resolves, shows something, and says nothing beyond data and outline."""

import json
import re
from datetime import date
from functools import cache

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import shape

from briefing.model import LEDGER_MEASURES, TARGET_MEASURES, Briefing, Figure, Scene
from briefing.reading import NAME
from briefing.resolved import ResolvedBriefing, ResolvedScene, resolve, scenes_document, shipped_briefings
from geo.facts import facts
from geo.folder import DATA
from geo.model import Plan
from geo.outline.text import outline_lines
from geo.progress.standing import ledger_of
from geo.progress.targets.rule import outcomes
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary
from tests.conftest import the_plan

SHIPPED = shipped_briefings()
PLAN = the_plan()
VOCABULARY = Vocabulary(PLAN, load_catalogue())
SCENES = [
    pytest.param(briefing.id, scene.id, id=f"{briefing.id}/{scene.id}")
    for briefing in SHIPPED
    for scene in briefing.scenes
]
FEATURES = [
    feature
    for path in sorted((DATA / "plan").glob("*.geojson"))
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
]
LONGEST_NARRATIVE = 92
CITATION = re.compile(
    r"第[一二三四五六七八九十]+[篇章节]|专栏\d+|Part [IVX]+|Chapter \d+|Section \d+|Columns? [\d, and]+|T2"
)
HEADINGS = {
    "strategy": ["东进", "西协", "南联", "北拓", "中优", "一核多心网络化", "都市核心区"],
    "transport": ["空港", "海港", "国家铁路", "城际轨道", "城市轨道", "交通枢纽", "公路通道"],
}


@cache
def resolved() -> dict[str, ResolvedBriefing]:
    return {briefing.id: resolve(briefing, VOCABULARY) for briefing in SHIPPED}


def test_the_briefings_that_the_plan_calls_for_are_there() -> None:
    assert [briefing.id for briefing in SHIPPED] == [
        "overview", "strategy", "transport", "water-ecology", "districts", "evaluation",
    ]  # fmt: skip
    for name, titles in HEADINGS.items():
        assert [scene.scene.title for scene in resolved()[name].scenes] == titles
    assert [scene.scene.title for scene in resolved()["districts"].scenes] == [unit.name for unit in PLAN.units]
    assert {scene.view.unit for scene in resolved()["districts"].scenes} == {unit.id for unit in PLAN.units}
    eleven = {value for item in PLAN.items if item.plan_column == 11 for value in [item.category]}
    assert {item.category for scene in resolved()["water-ecology"].scenes for item in scene.items} == eleven


@pytest.mark.parametrize("name", [briefing.id for briefing in SHIPPED])
def test_nothing_of_a_shipped_briefing_is_skipped(name: str) -> None:
    assert resolved()[name].notices == ()


@pytest.mark.parametrize(("briefing", "name"), SCENES)
def test_a_scene_shows_what_it_says_and_says_what_is_so(briefing: str, name: str) -> None:
    scene = next(scene for scene in resolved()[briefing].scenes if scene.scene.id == name)
    wrong = [*shows(scene), *says(scene), *cites(scene), *counts(scene)]
    assert wrong == []


def failing(held: dict[str, object]) -> list[str]:
    """The names of what does not hold."""
    return [rule for rule, kept in held.items() if not kept]


def shows(scene: ResolvedScene) -> list[str]:
    """Whether items are shown, inside the extent."""
    placed = [item for item in scene.items if item.geometry is not None]
    if scene.bounds is None:
        return ["an extent"]
    west, south, east, north = scene.bounds
    extent = shapely.box(west, south, east, north)
    return failing(
        {
            "items with a place": placed,
            "an item inside the extent": any(extent.intersects(item.geometry) for item in placed),
            "the city inside the extent": extent.intersects(shapely.union_all([unit.geometry for unit in PLAN.units])),
        }
    )


def says(scene: ResolvedScene) -> list[str]:
    """Whether everything is said in both languages."""
    told = scene.scene
    english = told.title_en + told.narrative_en + told.notes_en
    return failing(
        {
            "all texts": all((told.title, told.title_en, told.narrative, told.narrative_en, told.notes, told.notes_en)),
            "English without Chinese": not re.search(r"[一-鿿]", english),
            "figures with labels in both languages": all(
                figure.label and figure.label_en for figure in told.figures or ()
            ),
            "two to four figures": 2 <= len(scene.key_figures) <= 4,
            "no figure that the Chinese lacks": set(re.findall(r"\{\w+\}", told.narrative))
            >= set(re.findall(r"\{\w+\}", told.narrative_en)),
        }
    )


def cites(scene: ResolvedScene) -> list[str]:
    """Whether a narrative is short, cites its place, quotes what is printed and types no figure."""
    told = scene.scene
    plain = [CITATION.sub("", re.sub(r"\{\w+\}", "", narrative)) for narrative in (told.narrative, told.narrative_en)]
    outline = "".join(outline_lines())
    held = {
        "a short narrative": len(scene.narrative("zh")) <= LONGEST_NARRATIVE,
        "a place in the plan": re.search(r"专栏\d|第[一二三四五六七八九十]+章", told.narrative),
        "a place in English": re.search(r"Column|Chapter", told.narrative_en),
        "no figure typed": not any(re.search(r"\d", words) for words in plain),
        "all figures filled in": not any(re.search(r"[{}]", scene.narrative(language)) for language in ("zh", "en")),
        "sections": scene.sections,
    }
    invented = [quoted for quoted in _quotations(told.narrative) if quoted not in outline]
    return failing(held) + [f"not in the outline: {quoted}" for quoted in invented]


def counts(scene: ResolvedScene) -> list[str]:
    """Whether its figures agree with a count of the files."""
    wrong = []
    for figure, value in zip(scene.scene.figures or (), scene.values, strict=True):
        number, counted = float(value.value.split()[0].replace(",", "")), _counted(figure)
        if number != pytest.approx(counted, abs=0.51 if number >= 100 else 0.051) or (
            number <= 0 and scene.scene.id != "dapeng"
        ):
            wrong.append(f"{figure.name}: {number}, counted {counted}")
    return wrong


def _quotations(text: str) -> list[str]:
    """Texts in outermost quotation marks."""
    found, depth, start = [], 0, 0
    for position, sign in enumerate(text):
        if sign == "“":
            depth += 1
            start = position + 1 if depth == 1 else start
        elif sign == "”":
            depth -= 1
            if depth == 0:
                found.append(text[start:position])
    assert depth == 0
    return found


def _matches(properties: dict, figure: Figure) -> bool:
    wanted = figure.filter
    assert wanted is not None
    pairs = {
        "theme": [properties["theme"]],
        "category": [properties["category"]],
        "stage": [properties["stage"]],
        "district": properties["districts"],
        "plan_column": [str(properties["column"]).replace("None", "null")],
        "precision": [properties["precision"]],
        "kind": [properties["located"]],
    }
    clause = properties["clause"] if isinstance(properties["clause"], str) else "".join(properties["clause"])
    held = wanted.text in clause + properties["name"]
    return held and all(
        not getattr(wanted, name) or set(values) & getattr(wanted, name) for name, values in pairs.items()
    )


@cache
def _features() -> list[tuple[dict, dict | None]]:
    districts = json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))["features"]
    as_items = {
        "theme": "structure", "category": "各区发展定位", "stage": "policy", "column": 4, "precision": "extent",
        "located": "area",
    }  # fmt: skip
    units = [
        (as_items | feature["properties"] | {"districts": [feature["properties"]["id"]]}, feature["geometry"])
        for feature in districts
    ]
    return units + [(feature["properties"], feature["geometry"]) for feature in FEATURES]


@cache
def _units() -> gpd.GeoDataFrame:
    return gpd.read_file(DATA / "districts.geojson").to_crs(4547)


def _is(measure: str, properties: dict) -> bool:
    """Whether an item counts under one of LEDGER_MEASURES today."""
    if properties["theme"] not in facts().followed:
        return False
    found = ledger_of(PLAN).state(properties["id"], date.today())
    state, name = found.state, found.state.name
    return {
        "followed": True,
        "done": name in ("open", "complete"),
        "part_open": name == "part_open",
        "building": name in ("building", "suspended"),
        "ongoing": name == "ongoing",
        "ahead": name in ("approved", "planned", "study", "changed"),
        "not_found": name in ("no_start_found", "unknown"),
        "promised": properties["stage"] in ("complete", "start"),
        "kept": found.promise == "kept",
        "slipped": bool(state.slips),
        "conflicting": bool(state.conflicts),
        "stale": state.stale,
        "supported": state.confidence in ("high", "medium"),
    }[measure]


def _counted(figure: Figure) -> float:
    """The figure, from the files by another way: geopandas in EPSG:4547, states one by one."""
    if figure.measure in TARGET_MEASURES:
        results = [found.result for found in outcomes(ledger_of(PLAN).indicators) if found.rows[0].id[:4] == "col1"]
        met, missed = results.count("met"), results.count("missed")
        return dict(zip(TARGET_MEASURES, (22, met, missed, 22 - met - missed), strict=True))[figure.measure]
    chosen = [(properties, geometry) for properties, geometry in _features() if _matches(properties, figure)]
    if figure.measure in LEDGER_MEASURES:
        return float(sum(_is(figure.measure, properties) for properties, _ in chosen))
    placed = [(properties, shape(geometry)) for properties, geometry in chosen if geometry]
    if figure.measure in ("count", "placed", "unplaced"):
        return {"count": len(chosen), "placed": len(placed), "unplaced": len(chosen) - len(placed)}[figure.measure]
    located = "area" if figure.measure == "area_km2" else "line"
    shapes = gpd.GeoSeries(
        [geometry for properties, geometry in placed if properties["located"] == located], crs=4326
    ).to_crs(4547)
    if figure.measure == "area_km2":
        return float(shapes.area.sum() / 1e6)
    if figure.measure == "inside_length_km":
        units = _units()
        mask = units[units.id == figure.unit] if figure.unit else units
        shapes = shapes.intersection(mask.union_all())
    return float(shapes.length.sum() / 1e3)


def test_the_document_keeps_its_contract() -> None:
    document = json.loads(json.dumps(scenes_document(resolved().values()), allow_nan=False))
    for briefing in document["briefings"]:
        assert set(briefing) == {"id", "title", "title_en", "source", "scenes"}
        for scene in briefing["scenes"]:
            assert NAME.fullmatch(scene["id"])
            assert len(scene["bounds"]) == 4
            assert set(scene["items"]) <= set(PLAN.by_id)
            assert all(set(figure) == {"label", "label_en", "value", "value_en"} for figure in scene["figures"])
            assert set(scene) == {
                "id", "title", "title_en", "narrative", "narrative_en", "figures", "notes", "notes_en", "view",
                "bounds", "sections", "items",
            }  # fmt: skip


def test_what_no_longer_exists_is_named_and_skipped(plan: Plan) -> None:
    scene = Scene("a", "甲", view="on=ta.zz&sel=gone&dist=futian,mars&unit=mars", fitted=("hub-xili", "lost"))
    resolved = resolve(Briefing("b", "乙", "", (scene,)), Vocabulary(plan, load_catalogue()), source="own")
    said = "".join(notice.message("zh") for notice in resolved.notices)
    assert all(name in said for name in ("zz", "gone", "mars", "lost", "甲"))
    assert resolved.scenes[0].scene.view == "on=ta&dist=futian"
    assert resolved.scenes[0].scene.fitted == ("hub-xili",)
    assert scenes_document([resolved])["briefings"][0]["source"] == "own"


def test_a_scene_with_a_camera_has_no_bounds_and_one_language_serves_for_both() -> None:
    scene = Scene("a", "甲", view="at=114.05000,22.54000,12.00&lang=en&page=table&brief=x")
    record = resolve(Briefing("b", "乙", "", (scene,)), VOCABULARY, source="own").record
    assert record["title_en"] == "乙"
    only = record["scenes"][0]
    assert (only["bounds"], only["view"], only["title_en"]) == (None, "at=114.05000,22.54000,12.00", "甲")
    labels = [figure["label_en"] for figure in only["figures"]]
    assert labels == ["On the map", "Matching", "In closed layers", "Without a place"]


def test_a_point_is_fitted_with_its_surroundings() -> None:
    scene = Scene("a", "甲", view="sel=hub-xili")
    west, south, east, north = resolve(Briefing("b", "乙", "", (scene,)), VOCABULARY).record["scenes"][0]["bounds"]
    assert east - west == pytest.approx(0.02) and north - south == pytest.approx(0.02)
