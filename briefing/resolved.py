"""Briefings resolved for a screen, a slide or a file: JSON-ready, in both languages, every figure filled in.

What `scenes_document` gives (and the browser's presenter reads):

    {"briefings": [{
        "id": "transport",              of a-z, 0-9 and hyphens; the `brief` of a link
        "title": "…", "title_en": "…",  plain text, never markup; the other language's where one is empty
        "source": "shipped" | "own",    data/scenes.json, or saved by a user
        "scenes": [{                    in order; a link's `scene` counts them from 1; at least one
            "id": "air",                unique within the briefing
            "title", "title_en",
            "narrative", "narrative_en",    "" where the scene has none
            "figures": [{"label", "label_en", "value", "value_en"}],    0 to 4; value with its unit, such as "38.4 km"
            "notes", "notes_en",            of the speaker; "" where there are none
            "view": "on=ta&sel=air-t2",     query string as `layers.view.state.encode` writes it,
                                            without page, lang, brief and scene
            "bounds": [w, s, e, n] | null,  degrees, WGS-84: what to fit; null where the view has a camera (`at`)
            "sections": ["…"],              sections of the plan that the scene cites, as printed
            "items": ["air-t2", …],         ids of the items drawn, those without a place left out
            "drawing": {…}                  GeoJSON of what is drawn by hand; left out where there is nothing
            "own": [{"id", "title"}]        layers that people brought and the view names, with the titles that they had
                                            when the scene was kept; left out where there are none
        }]
    }]}
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import shapely

from briefing.errors import ExportError
from briefing.figures import Value, filled, scene_values
from briefing.model import Briefing, Notice, Scene, own_record
from briefing.reading import checked, read_briefings
from geo.files.strict import RefusedError, read_text
from geo.folder import DATA
from geo.model import Item
from layers.text import LANGUAGES, Language
from layers.view.drawing import drawing_record
from layers.view.link import Vocabulary, decode
from layers.view.state import View, shown_items, view_extent

Source = Literal["shipped", "own"]
SCENES_FILE = "scenes.json"
MAX_FIGURES_SHOWN = 4
MAX_SECTIONS = 3
SUFFIX: dict[Language, str] = {"zh": "", "en": "_en"}
"""of a field's name in a language"""
LEAST_EXTENT_DEG = 0.02
"""a single point is fitted with that much of its surroundings"""


@dataclass(frozen=True, slots=True)
class ResolvedScene:
    """A scene with everything that it shows, for one plan."""

    scene: Scene
    """with the canonical view"""
    view: View
    values: tuple[Value, ...]
    items: tuple[Item, ...]
    """items that pass the view's filter and whose layer is on, those without a place included"""
    bounds: tuple[float, float, float, float] | None
    """west, south, east, north in degrees, WGS-84; None where the view has a camera"""
    sections: tuple[str, ...]

    def narrative(self, language: Language) -> str:
        """The narrative with its figures filled in."""
        return filled(self.scene.words("narrative", language), {value.name: value.value for value in self.values})

    @property
    def key_figures(self) -> tuple[Value, ...]:
        """The figures to show beside the map."""
        return tuple(value for value in self.values if value.shown)[:MAX_FIGURES_SHOWN]


@dataclass(frozen=True)
class ResolvedBriefing:
    """A briefing for one plan and catalogue, and what of it was skipped."""

    briefing: Briefing
    source: Source
    scenes: tuple[ResolvedScene, ...]
    notices: tuple[Notice, ...]

    @cached_property
    def record(self) -> dict[str, Any]:
        """JSON-ready, as this module's first lines say."""
        names = {"title": self.briefing.name("zh"), "title_en": self.briefing.name("en")}
        return {
            "id": self.briefing.id,
            **names,
            "source": self.source,
            "scenes": [_record(scene) for scene in self.scenes],
        }


def shipped_briefings(data: Path = DATA) -> tuple[Briefing, ...]:
    """The briefings of data/scenes.json. Raises ExportError where the file is missing or wrong."""
    try:
        content = read_text(data / SCENES_FILE).encode()
    except RefusedError as refused:
        raise ExportError("briefing.noShipped", detail=refused.breach("")) from refused
    try:
        return read_briefings(content)[0]
    except ExportError as error:
        raise ExportError("briefing.noShipped", detail=error) from error


def resolve(briefing: Briefing, vocabulary: Vocabulary, *, source: Source = "shipped") -> ResolvedBriefing:
    """A briefing with views, figures, extents and citations worked out.

    Never raises; what no longer exists is in notices.
    """
    known, notices = checked(briefing, vocabulary)
    return ResolvedBriefing(known, source, tuple(_resolved(scene, vocabulary) for scene in known.scenes), notices)


def scenes_document(briefings: Iterable[ResolvedBriefing]) -> dict[str, Any]:
    """What the browser reads; briefings without scenes are left out, as there is nothing to present."""
    return {"briefings": [briefing.record for briefing in briefings if briefing.scenes]}


def _resolved(scene: Scene, vocabulary: Vocabulary) -> ResolvedScene:
    view = replace(decode(scene.view, vocabulary)[0], drawing=scene.drawing)
    plan = vocabulary.plan
    items = tuple(item for item in shown_items(view, plan, vocabulary.catalogue))
    bounds = None if view.camera else _bounds(scene, view, vocabulary)
    return ResolvedScene(
        scene, view, scene_values(scene, view, vocabulary), items, bounds, _sections(view, items, vocabulary)
    )


def _bounds(scene: Scene, view: View, vocabulary: Vocabulary) -> tuple[float, float, float, float]:
    named = [vocabulary.plan.by_id[item].geometry for item in scene.fitted]
    geometries = [geometry for geometry in named if geometry is not None]
    west, south, east, north = shapely.total_bounds(geometries) if geometries else view_extent(view, vocabulary.plan)
    grow_x, grow_y = max(0.0, LEAST_EXTENT_DEG - (east - west)) / 2, max(0.0, LEAST_EXTENT_DEG - (north - south)) / 2
    return float(west - grow_x), float(south - grow_y), float(east + grow_x), float(north + grow_y)


def _sections(view: View, items: Iterable[Item], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Where the plan says it: the section of the selection, else of the unit, else those that most items come from."""
    for identifier in (view.selection, view.unit):
        item = vocabulary.plan.by_id.get(identifier or "")
        if item is not None:
            return (item.section,)
    return tuple(section for section, _ in Counter(item.section for item in items).most_common(MAX_SECTIONS))


def _record(resolved: ResolvedScene) -> dict[str, Any]:
    scene = resolved.scene
    words: dict[str, Any] = {"id": scene.id}
    for language in LANGUAGES:
        suffix = SUFFIX[language]
        words["title" + suffix] = scene.words("title", language)
        words["narrative" + suffix] = resolved.narrative(language)
        words["notes" + suffix] = scene.words("notes", language)
    return words | {
        "figures": [
            {
                "label": value.label or value.label_en,
                "label_en": value.label_en or value.label,
                "value": value.value,
                "value_en": value.value,
            }
            for value in resolved.key_figures
        ],
        "view": scene.view,
        "bounds": None if resolved.bounds is None else [round(degree, 6) for degree in resolved.bounds],
        "sections": list(resolved.sections),
        "items": [item.id for item in resolved.items if item.geometry is not None],
        **({"drawing": drawing_record(scene.drawing)} if scene.drawing else {}),
        **({"own": own_record(scene.own)} if scene.own else {}),
    }
