"""Items as rows for files: one table of fields, whatever the format."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd

from briefing.files import stored
from exports.ledger.states import States
from exports.words import category_text
from geo.dataframe import to_table
from geo.model import Item, Plan
from layers.style.catalogue import Catalogue
from layers.text import Language, text

LIST_MARK = " | "
"""between the members of a list in one cell"""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of every file."""

    name: str
    """in GeoJSON, GeoPackage, KML and CSV"""
    short: str
    """in Shapefiles, whose field names have ten characters at most"""
    wording: str
    """key of its heading in the workbook"""
    coded: bool = False
    """holds a code of the data; the workbook leaves it to the field with the words"""
    width: int = 12
    """characters, in the workbook"""


FIELDS = (
    Field("id", "id", "data.field.id", width=24),
    Field("name", "name", "data.field.name", width=26),
    Field("name_en", "name_en", "data.field.nameEn", width=34),
    Field("aliases", "aliases", "data.field.aliases", width=18),
    Field("theme", "theme", "data.field.themeCode", coded=True),
    Field("theme_label", "theme_lbl", "data.field.theme"),
    Field("category", "category", "data.field.categoryCode", coded=True),
    Field("category_label", "cat_lbl", "data.field.category", width=18),
    Field("stage", "stage", "data.field.stageCode", coded=True),
    Field("stage_label", "stage_lbl", "data.field.stage", width=8),
    Field("state", "state", "data.field.stateCode", coded=True),
    Field("state_label", "state_lbl", "data.field.state", width=14),
    Field("state_since", "st_since", "data.field.stateSince", width=11),
    Field("state_as_of", "st_as_of", "data.field.stateAsOf", width=11),
    Field("state_confidence", "st_conf", "data.field.confidenceCode", coded=True),
    Field("state_confidence_label", "st_conflbl", "data.field.confidence", width=8),
    Field("plan_verb", "plan_verb", "data.field.verb", width=10),
    Field("clause", "clause", "data.field.clause", width=60),
    Field("section", "section", "data.field.section", width=28),
    # Not `column`: a word that SQL and File Geodatabases keep for themselves.
    Field("plan_column", "plan_col", "data.field.planColumn", width=7),
    Field("districts", "districts", "data.field.districtCodes", coded=True),
    Field("districts_label", "dist_lbl", "data.field.districts", width=20),
    Field("located", "located", "data.field.locatedCode", coded=True),
    Field("located_label", "loc_lbl", "data.field.located", width=8),
    Field("precision", "precision", "data.field.precisionCode", coded=True),
    Field("precision_label", "prec_lbl", "data.field.precision", width=10),
    Field("uncertainty_m", "uncert_m", "data.field.uncertainty", width=9),
    Field("inferred", "inferred", "data.field.inferred", width=9),
    Field("length_km", "length_km", "data.field.length", width=10),
    Field("area_km2", "area_km2", "data.field.area", width=10),
    Field("parent", "parent", "data.field.parent", width=18),
    Field("same_place_as", "same_place", "data.field.same", width=18),
    Field("note", "note", "data.field.note", width=40),
    Field("sources", "sources", "data.field.sources", width=24),
    Field("evidence", "evidence", "data.field.evidence", width=60),
)


def unit_names(item: Item, plan: Plan, language: Language) -> str:
    """Names of an item's districts in one piece."""
    names = {unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units}
    return ("、" if language == "zh" else ", ").join(names.get(unit, unit) for unit in item.districts)


def item_table(items: Sequence[Item], plan: Plan, catalogue: Catalogue, states: States) -> gpd.GeoDataFrame:
    """One row an item with the columns of FIELDS and its geometry in WGS-84; codes as in data/, labels in language."""
    table, language = to_table(items), states.language

    def words(entries: dict[str, object], key: str) -> str:
        return str(getattr(entries[key], language)) if key in entries else key

    return table.assign(
        aliases=[LIST_MARK.join(item.aliases) for item in items],
        theme_label=[words(dict(catalogue.themes), item.theme) for item in items],
        category_label=[category_text(item.category, catalogue, language) for item in items],
        stage_label=[words(dict(catalogue.stages), item.stage) for item in items],
        districts=[LIST_MARK.join(item.districts) for item in items],
        districts_label=[unit_names(item, plan, language) for item in items],
        located_label=[text(f"kind.{item.located}", language) for item in items],
        precision_label=[words(dict(catalogue.precisions), item.precision) for item in items],
        plan_column=table["plan_column"].astype("Int32"),
        uncertainty_m=table["uncertainty_m"].astype("Int32"),
        length_km=table["length_km"].round(3),
        area_km2=table["area_km2"].round(4),
        same_place_as=[LIST_MARK.join(item.same_place_as) for item in items],
        parent=table["parent"].fillna(""),
        sources=[LIST_MARK.join(dict.fromkeys(entry.source for entry in item.evidence)) for item in items],
        evidence=["\n".join(f"{entry.source}：{entry.says}" for entry in item.evidence) for item in items],
        **_state_columns(items, states),
    )[[*(field.name for field in FIELDS), "geometry"]].map(lambda cell: stored(cell) if isinstance(cell, str) else cell)


def _state_columns(items: Sequence[Item], states: States) -> dict[str, list[str]]:
    """What became of the items; empty where nobody follows one."""
    return {
        "state": [states.code(item) for item in items],
        "state_label": [states.name(item) for item in items],
        "state_since": [states.since(item) for item in items],
        "state_as_of": [states.as_of(item) for item in items],
        "state_confidence": [states.of(item).state.confidence for item in items],
        "state_confidence_label": [states.confidence(item) for item in items],
    }
