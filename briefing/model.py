"""Briefings: titled views of the plan in an order, with words to say and figures to show.

A scene's view is the query string of a share link (`layers.view.state`), so a scene, a link, a slide and a print are
made of the same state. Figures are definitions; `briefing.figures` computes them. Reading and checking:
`briefing.reading`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from geo.query import Filter
from layers.text import Language, text
from layers.view.drawing import DrawnFeature, drawing_record

SIZES = ("length_km", "area_km2", "inside_length_km")
LEDGER_MEASURES = (
    "followed", "done", "part_open", "building", "ongoing", "ahead", "not_found", "promised", "kept", "slipped",
    "conflicting", "stale", "supported",
)  # fmt: skip
"""of items, counted by their states today"""
TARGET_MEASURES = ("targets", "targets_met", "targets_missed", "targets_open")
"""of the plan column's indicators, whatever the filter"""
MEASURES = ("count", "shown", "closed", "unplaced", "placed", *SIZES, *LEDGER_MEASURES, *TARGET_MEASURES)

OF_THEIR_OWN = ("figures", "fitted", "drawing", "own")
"""fields of a scene that are no texts"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What to compute from the data, and what to call it."""

    name: str
    """what stands in braces in a narrative: {name}"""
    label: str
    label_en: str
    measure: str
    """one of MEASURES: items, those on the map, in closed layers, without a place, with one; km of lines, km² of areas,
    km of lines inside unit; items by what became of them; indicators by their result"""
    filter: Filter | None = None
    """which items, whatever layers are on; None for the filter of the scene's view"""
    unit: str | None = None
    """id of the unit that inside_length_km measures in; None for all of the city"""
    shown: bool = True
    """False for a figure that only a narrative uses"""


@dataclass(frozen=True, slots=True)
class OwnNamed:
    """A layer that somebody brought, as a scene names it: whoever has not got it hears what is missing."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One step of a briefing."""

    id: str
    title: str
    title_en: str = ""
    narrative: str = ""
    """few words for the room; {name} stands for a figure"""
    narrative_en: str = ""
    notes: str = ""
    """for the speaker alone"""
    notes_en: str = ""
    view: str = ""
    """query string of a share link"""
    figures: tuple[Figure, ...] | None = None
    """None for the automatic ones: on the map, of all that match, and where the rest is"""
    fitted: tuple[str, ...] = ()
    """ids of items to fit into the window, where the view has no camera"""
    drawing: tuple[DrawnFeature, ...] = ()
    """what is drawn by hand over the map"""

    own: tuple[OwnNamed, ...] = ()
    """layers that people brought and its view names, with what they were called when somebody kept it"""

    @property
    def own_titles(self) -> dict[str, str]:
        """Id -> title of these layers."""
        return {layer.id: layer.title for layer in self.own}

    def words(self, name: str, language: Language) -> str:
        """title, narrative or notes in a language; the other language's where that one is empty."""
        zh, en = getattr(self, name), getattr(self, f"{name}_en")
        return str((zh or en) if language == "zh" else (en or zh))


@dataclass(frozen=True, slots=True)
class Briefing:
    """Scenes in the order they are told in."""

    id: str
    """of a-z, 0-9 and hyphens: its name in links, and of its file"""
    title: str
    title_en: str
    scenes: tuple[Scene, ...]

    def name(self, language: Language) -> str:
        """The title in a language; the other language's where that one is empty."""
        return (self.title or self.title_en) if language == "zh" else (self.title_en or self.title)

    def with_scene(self, position: int, **changes: Any) -> "Briefing":
        """The briefing with changes made to the scene at a 0-based position."""
        scenes = list(self.scenes)
        scenes[position] = replace(scenes[position], **changes)
        return replace(self, scenes=tuple(scenes))

    def moved(self, position: int, by: int) -> "Briefing":
        """The briefing with the scene at a 0-based position moved by so many places, as far as there are places."""
        scenes = list(self.scenes)
        scene = scenes.pop(position)
        scenes.insert(min(max(position + by, 0), len(scenes)), scene)
        return replace(self, scenes=tuple(scenes))

    def duplicated(self, position: int) -> "Briefing":
        """The briefing with a second copy of the scene at a 0-based position behind it."""
        scene = self.scenes[position]
        copy = replace(scene, id=free_id(scene.id, {other.id for other in self.scenes}))
        return replace(self, scenes=(*self.scenes[: position + 1], copy, *self.scenes[position + 1 :]))

    def without(self, position: int) -> "Briefing":
        """The briefing without the scene at a 0-based position."""
        return replace(self, scenes=self.scenes[:position] + self.scenes[position + 1 :])


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a briefing that was left out or not understood, said in words."""

    key: str
    """of the wording table"""
    values: Mapping[str, object]

    def message(self, language: Language) -> str:
        """The wording in one language."""
        return text(self.key, language, **self.values)


def free_id(wanted: str, taken: set[str]) -> str:
    """wanted, or wanted with the first number from 2 that is not taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _figure_record(figure: Figure) -> dict[str, Any]:
    record = {key: value for key, value in asdict(figure).items() if key != "filter" and value is not None}
    if figure.shown:
        del record["shown"]
    if figure.filter is not None:
        values = {field.name: getattr(figure.filter, field.name) for field in fields(Filter)}
        record["filter"] = {
            name: value if isinstance(value, str) else sorted(value) for name, value in values.items() if value
        }
    return record


def own_record(layers: Iterable[OwnNamed]) -> list[dict[str, str]]:
    """Layers that a scene names, as files and the browser have them."""
    return [{"id": layer.id, "title": layer.title} for layer in layers]


def _scene_record(scene: Scene) -> dict[str, Any]:
    record = {field.name: getattr(scene, field.name) for field in fields(Scene) if field.name not in OF_THEIR_OWN}
    record = {name: value for name, value in record.items() if value or name in ("id", "title", "view")}
    if scene.figures is not None:
        record["figures"] = [_figure_record(figure) for figure in scene.figures]
    if scene.fitted:
        record["frame"] = list(scene.fitted)
    if scene.drawing:
        record["drawing"] = drawing_record(scene.drawing)
    if scene.own:
        record["own"] = own_record(scene.own)
    return record


def briefing_json(briefing: Briefing) -> bytes:
    """A briefing as the file that `briefing.reading` reads back, the same."""
    record = {"id": briefing.id, "title": briefing.title, "title_en": briefing.title_en}
    content = {"briefings": [record | {"scenes": [_scene_record(scene) for scene in briefing.scenes]}]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
