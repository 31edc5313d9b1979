"""The catalogue as values, and the only place where a colour becomes numbers."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.files.strict import RefusedError, read_text
from geo.model import Item
from geo.progress.model import STATES
from layers.progress.looks import StateLook, state_looks
from layers.style.city import CityKind, city_kinds
from layers.style.faults import CATALOGUE_PATH, OWN_CATALOGUE, CatalogueError, catalogue_faults
from layers.style.values import AnswerMark, DrawingValues, LabelValues, Pencil, pencils_and_marks

ANY_CATEGORY = "*"
FORMS = ("solid", "ticks", "cased")
"""of lines: plain, with cross ticks, with a pale core"""
FILLS = ("rimmed", "full", "half", "quarter", "ring", "square")
"""of point symbols: a ringed disc, a disc, half of it, a quarter, its outline; a small square for what has no stage"""
PARENT_MARK, PARENT_MARK_EN = "·", ": "
"""part a parent's name from its child's"""
INDICATIVE_MARK = {"zh": "（示意）", "en": " (indicative)"}

Rgba = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stage:
    """How a stage of the plan is drawn."""

    id: str
    zh: str
    en: str
    dash: tuple[float, ...]
    """lengths on and off, in line widths; empty for a solid line"""
    rim: bool
    """whether a thin line runs along both sides"""
    fill: str
    """one of FILLS: how a point symbol is filled"""
    width_factor: float
    area_factor: float
    """how strongly areas are filled, times their layer's opacity"""


@dataclass(frozen=True, slots=True)
class Precision:
    """How a class of precision is drawn."""

    id: str
    zh: str
    en: str
    edge: str
    """crisp | soft | hatched | none"""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the plan."""

    id: str
    zh: str
    en: str
    color: str
    """#rrggbb, in light and on paper"""
    color_dark: str
    """#rrggbb, in dark"""


@dataclass(frozen=True, slots=True)
class Layer:
    """One row of the layer tree: items of a theme and of some of its categories, drawn alike."""

    id: str
    code: str
    """two letters that stand for the layer in links"""
    theme: str
    group_zh: str
    group_en: str
    categories: tuple[str, ...]
    zh: str
    en: str
    color: str
    """#rrggbb, in light and on paper"""
    color_dark: str
    """#rrggbb, in dark"""
    symbol: str
    """name of a pictogram of layers/style/symbols.py"""
    width: float
    """line width in pixels"""
    form: str
    """one of FORMS: what tells its lines from those of other layers without colour"""
    edge: float
    """width of area outlines in pixels; 0 for none"""
    opacity: float
    """of area fills, 0 to 1"""
    z: int
    """drawing order, higher is drawn later"""
    rank: int
    """label order, lower wins"""
    on: bool
    """shown when the app opens"""
    quiet: bool
    """thin and pale in sight of the whole city, below `DrawingValues.quiet_zoom`"""
    stops: bool
    """whether stations and ends of its lines are marked"""
    citywide: bool
    """would wash over the whole of a district's map, and is left out of it"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure of the overview: the length inside the city or the area of some layers' items."""

    id: str
    located: str
    """line | area"""
    layers: tuple[str, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that layers/catalogue.toml says."""

    themes: dict[str, Theme]
    layers: tuple[Layer, ...]
    stages: dict[str, Stage]
    precisions: dict[str, Precision]
    appearances: dict[str, dict[str, str]]
    """light and dark: role -> #rrggbb"""
    figures: tuple[Figure, ...]
    category_en: dict[str, str]
    """the plan's sub-heading as printed -> English"""
    drawing: DrawingValues
    labels: LabelValues
    states: dict[str, StateLook]
    """in the order of geo.progress.model.STATES"""
    city: dict[str, CityKind]
    """kinds of things of the city under the plan, in drawing order"""
    pencils: dict[str, Pencil]
    marks: dict[str, AnswerMark]

    def layer_of(self, item: Item) -> Layer:
        """The layer that draws item. Raises CatalogueError where the catalogue has none for its theme and category."""
        for category in (item.category, ANY_CATEGORY):
            for layer in self.layers:
                if layer.theme == item.theme and category in layer.categories:
                    return layer
        raise CatalogueError(
            f"{item.file}: {item.id}: layers/catalogue.toml has no layer for theme '{item.theme}', "
            f"category '{item.category}'; add one"
        )


def _listed(value: Any) -> Any:
    """A list as values hold it; what is none is found by `catalogue_faults`."""
    return tuple(value) if isinstance(value, list) else value


def _values(raw: dict[str, Any]) -> tuple[DrawingValues, LabelValues]:
    drawing, labels = ({key: _listed(value) for key, value in raw[name].items()} for name in ("drawing", "labels"))
    return DrawingValues(**drawing), LabelValues(**labels)


def _layer(raw: dict[str, Any], themes: dict[str, Theme]) -> Layer:
    theme = themes[raw["theme"]]
    group = raw.get("group", {"zh": theme.zh, "en": theme.en})
    plain = {
        key: raw[key]
        for key in ("id", "code", "theme", "zh", "en", "symbol", "width", "edge", "opacity", "z", "rank", "on")
    }
    form = raw.get("form", FORMS[0])
    if form not in FORMS:
        raise CatalogueError(
            f"layers/catalogue.toml: form '{form}' of layer '{raw['id']}' is unknown; one of {', '.join(FORMS)}"
        )
    return Layer(
        **plain,
        form=form,
        group_zh=group["zh"],
        group_en=group["en"],
        categories=_listed(raw["categories"]),
        color=raw.get("color", theme.color),
        color_dark=raw.get("color_dark", theme.color_dark),
        quiet=raw.get("quiet", False),
        stops=raw.get("stops", False),
        citywide=raw.get("citywide", False),
    )


def _stage(key: str, raw: dict[str, Any]) -> Stage:
    stage = Stage(id=key, **(raw | {"dash": _listed(raw["dash"])}))
    if stage.fill not in FILLS:
        raise CatalogueError(f"layers/catalogue.toml: [stage.{key}] {stage.fill}: {', '.join(FILLS)}; or restore it")
    return stage


def area_opacity(layer: Layer, stage: Stage, factor: float = 1.0) -> float:
    """How strongly an area is filled, 0 to 1; factor: of what it is filled with, such as hatching."""
    return min(layer.opacity * stage.area_factor * factor, 1.0)


@cache
def load_catalogue(path: Path = CATALOGUE_PATH, own: Path = OWN_CATALOGUE) -> Catalogue:
    """Read and check the catalogue. Raises CatalogueError naming the file, the entry that is wrong, and the remedy."""
    file = f"layers/{path.name}"
    try:
        raw = tomllib.loads(read_text(path))
        if own.exists():
            file = f"data/{own.name}"
            raw |= tomllib.loads(read_text(own))
        themes = {key: Theme(id=key, **value) for key, value in raw["theme"].items()}
        stages = {key: _stage(key, value) for key, value in raw["stage"].items()}
        precisions = {key: Precision(id=key, **value) for key, value in raw["precision"].items()}
        layers = tuple(_layer(entry, themes) for entry in raw["layer"])
        figures = tuple(Figure(**(entry | {"layers": _listed(entry["layers"])})) for entry in raw.get("figure", []))
        tables = (raw["ground"], figures, raw["category_en"], *_values(raw))
        looks = state_looks(raw["state"], STATES), city_kinds(raw["city"]), *pencils_and_marks(raw)
        catalogue = Catalogue(themes, layers, stages, precisions, *tables, *looks)
        fault = next(catalogue_faults(catalogue), None)
    except CatalogueError:
        raise
    except (RefusedError, KeyError, TypeError, AttributeError, ValueError) as error:
        wrong = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise CatalogueError(f"{file}: {wrong}; compare with the other entries, or restore the file") from error
    if fault:
        raise CatalogueError(f"{file}: {fault}; correct it, or restore the file from the repository")
    return catalogue


def color_on(entry: Theme | Layer | StateLook | Pencil | AnswerMark, appearance: str) -> str:
    """#rrggbb of a theme, layer, state, pencil or mark's edge in an appearance (light or dark)."""
    return entry.color_dark if appearance == "dark" else entry.color


def rgba(color: str, opacity: float = 1.0) -> Rgba:
    """#rrggbb and an opacity of 0 to 1 as four numbers of 0 to 255."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue, round(opacity * 255)


def label_text(item: Item, language: str) -> str:
    """The name on the map: without the parent's, and marked 示意 where the place is indicative."""
    name = item.name if language == "zh" else item.name_en
    if item.parent:
        name = name.rpartition(PARENT_MARK if language == "zh" else PARENT_MARK_EN)[2]
    return name.strip() + (INDICATIVE_MARK[language] if item.precision == "indicative" else "")
