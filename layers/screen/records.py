"""The documents as types: what layers/screen/document.py builds, what web/contract.d.ts tells the browser's modules of.

Degrees are WGS-84, longitude first; sizes km for lines and km² for areas.
"""

from dataclasses import dataclass
from typing import NotRequired, TypedDict

from geo.model import Evidence
from layers.progress.looks import StateLook
from layers.screen.drawn import AreaLayer, PathLayer, PointLayer
from layers.style.catalogue import Figure, Layer, Precision, Stage, Theme
from layers.style.values import AnswerMark, DrawingValues, LabelValues, Pencil
from layers.view.contract import Contract


class ItemRecord(TypedDict):
    """An item: its words, its size, and where its label may stand. Its geometry is in the layers."""

    id: str
    name: str
    name_en: str
    aliases: list[str]
    theme: str
    category: str
    plan_verb: str
    stage: str
    clause: list[str]
    section: str
    plan_column: int | None
    districts: list[str]
    located: str
    precision: str
    uncertainty_m: int | None
    inferred: bool
    parent: str | None
    same_place_as: list[str]
    note: str
    evidence: list[Evidence]
    layer: str
    labels: dict[str, str]
    pinyin: list[list[str]]
    size: NotRequired[float]
    inside: NotRequired[dict[str, float]]
    bounds: NotRequired[list[float]]
    anchors: NotRequired[list[list[float]]]
    place: NotRequired[dict[str, list[float]]]


class UnitRecord(TypedDict):
    """A unit as the district page tells of it."""

    id: str
    name: str
    name_en: str
    short_en: str
    kind: str
    area_km2: float
    area_km2_official: float | None
    area_source: str | None
    goal: str
    positioning: list[str]
    keyAreas: list[str]
    neighbours: list[str]


@dataclass(frozen=True, slots=True)
class LayerRecord(Layer):
    """A layer of the catalogue with the zoom from which its items are named where there are many."""

    labelZoom: float  # noqa: N815 - the browser's name


@dataclass(frozen=True, slots=True)
class StageRecord(Stage):
    """A stage with its drawings (SVG) for legends and tables: all three together, and one for each kind of place."""

    sample: str
    marks: dict[str, str]


@dataclass(frozen=True, slots=True)
class StateRecord(StateLook):
    """A state with the drawings (SVG) of its row in legends and of its badge alone; path: the sign, for a pen."""

    swatch: str
    mark: str
    path: str


@dataclass(frozen=True, slots=True)
class PrecisionRecord(Precision):
    """A precision with the drawing (SVG) of its edge for tables."""

    mark: str


class AppearanceColors(TypedDict):
    """Colours of one appearance by role, as #rrggbb."""

    sea: str
    land: str
    neighbour_line: str
    unit: str
    unit_line: str
    city_line: str
    label: str
    label_quiet: str
    label_sea: str
    halo: str
    ink: str
    highlight: str
    focus: str
    warn: str


class CatalogueRecord(TypedDict):
    """The catalogue as the browser has it; edges: drawings (SVG) of those that a legend explains, soft and hatched;
    markSwatches: of an answer's marks, by appearance and mark."""

    themes: dict[str, Theme]
    layers: list[LayerRecord]
    stages: dict[str, StageRecord]
    precisions: dict[str, PrecisionRecord]
    states: dict[str, StateRecord]
    edges: dict[str, str]
    appearances: dict[str, AppearanceColors]
    figures: list[Figure]
    drawing: DrawingValues
    labels: LabelValues
    pencils: dict[str, Pencil]
    marks: dict[str, AnswerMark]
    markSwatches: dict[str, dict[str, str]]


class SourceRecord(TypedDict):
    """A source that items or units name."""

    title: str
    licence: str
    date: str


class IconAtlas(TypedDict):
    """Every point symbol in use as one drawing; cells: its upper left corner by `<layer>:<stage>`."""

    svg: str
    cell: int
    cells: dict[str, list[int]]


class CityRecord(TypedDict):
    """A neighbouring city, and where its name stands."""

    id: str
    name: str
    name_en: str
    label: list[float]


class WaterRecord(TypedDict):
    """A water, how much its name matters (1 the most), and where that stands."""

    name: str
    name_en: str
    rank: int
    label: list[float]


class BasemapDocument(TypedDict):
    """The basemap under the plan as the browser loads it."""

    layers: list[AreaLayer | PathLayer]
    neighbours: list[CityRecord]
    waters: list[WaterRecord]


class PlanDocument(TypedDict):
    """The plan as the browser loads it; swatches: each layer's drawing (SVG), by appearance and layer."""

    items: list[ItemRecord]
    layers: list[AreaLayer | PathLayer | PointLayer]
    sources: dict[str, SourceRecord]
    swatches: dict[str, dict[str, str]]
    icons: dict[str, IconAtlas]
    catalogue: CatalogueRecord
    units: list[UnitRecord]
    contract: Contract
    text: dict[str, dict[str, str]]
