"""Views as links and back.

`encode` writes only what differs from the default; `decode` never raises and names what it dropped. The browser does
the same in web/state/view.js; tests/browser holds the two against each other.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, quote

from geo.analysis.question import NOT_QUOTED
from geo.model import Plan
from geo.own.ids import PREFIX
from geo.progress.targets.rule import RESULTS
from geo.query import FACETS, Filter, clean_text
from geo.tiles.model import PACKAGE_ID
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES
from layers.view.asking import decode_question
from layers.view.comparing import COMPARED, comparison_texts, decode_comparison
from layers.view.decoding import (
    camera_text,
    decode_briefing,
    decode_camera,
    decode_day,
    decode_opacity,
    decode_own,
    decode_scene,
)
from layers.view.facets import Value, facet_values
from layers.view.pages import FORM_PAGES, PAGES
from layers.view.state import (
    APPEARANCES,
    BASEMAPS,
    GROUPINGS,
    MOST_OWN,
    SORTS,
    TARGET_KINDS,
    TARGET_SORTS,
    TINTS,
    View,
)

PARAMETERS = (
    "page", "lang", "ground", "base", "on", "op", "own", *(facet.parameter for facet in FACETS.values()),
    "q", "tint", "day", "sel", "unit", "at", "3d", "sort", "group", "target", "result", "targetsort", "brief", "scene",
    "ask", "vs", "split",
)  # fmt: skip
"""of a view, in the order that links have them"""
SCENE_PARAMETERS = ("page", "lang", "ground", "brief", "scene")
"""those that say which scene is shown, and nothing that the scene itself says"""
PRODUCT_PARAMETERS = ("product", "format")
"""of the page of products alone"""
MAX_QUERY_LENGTH = 8000
MAX_SHOWN_VALUE = 40


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of a link that was left out because nothing of that name exists (any more)."""

    parameter: str
    value: str


class Vocabulary:
    """The values a View may hold, and their names in links, for one plan and catalogue."""

    def __init__(self, plan: Plan, catalogue: Catalogue) -> None:
        self.plan, self.catalogue = plan, catalogue
        self.default_layers = frozenset(layer.id for layer in catalogue.layers if layer.on)
        self.code_of = {layer.id: layer.code for layer in catalogue.layers}
        self.layer_of_code = {layer.code: layer.id for layer in catalogue.layers}
        self.units = tuple(unit.id for unit in plan.units)

    @cached_property
    def facets(self) -> dict[str, dict[str, Value]]:
        """Name of a filter field -> id of a value -> the value, in the order that links list them."""
        return facet_values(self.plan, self.catalogue)

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """Name of a filter field -> name in links -> id of the value."""
        return {name: {value.slug: value.id for value in values.values()} for name, values in self.facets.items()}


def _layer_parameters(view: View, words: Vocabulary) -> Iterable[tuple[str, str]]:
    if view.layers is not None and view.layers != words.default_layers:
        yield "on", ".".join(code for layer, code in words.code_of.items() if layer in view.layers) or "-"
    faded = [
        f"{code}{view.opacity[layer]}" for layer, code in words.code_of.items() if view.opacity.get(layer, 100) != 100
    ]
    if faded:
        yield "op", ".".join(faded)
    if view.own:
        yield "own", ".".join(each.removeprefix(PREFIX) for each in view.own[:MOST_OWN])


def _filter_parameters(conditions: Filter, words: Vocabulary) -> Iterable[tuple[str, str]]:
    for name, facet in FACETS.items():
        known, picked = words.values[name], getattr(conditions, name)
        names = [key for key, value in known.items() if value in picked]
        if not names:
            continue
        # Long lists are written by what they leave out.
        rest = [key for key, value in known.items() if value not in picked]
        yield facet.parameter, "!" + ",".join(rest) if len(rest) < len(names) else ",".join(names)
    if conditions.text:
        yield "q", conditions.text


def encode(view: View, words: Vocabulary) -> str:
    """Query string of a view, without the question mark: only what differs from the default."""
    default, pairs = View(), list[tuple[str, str]]()
    if view.page != default.page:
        pairs.append(("page", view.page))
    if view.language != default.language:
        pairs.append(("lang", view.language))
    if view.appearance:
        pairs.append(("ground", view.appearance))
    if view.base != default.base:
        pairs.append(("base", view.base))
    pairs.extend(_layer_parameters(view, words))
    pairs.extend(_filter_parameters(view.filter, words))
    if view.tint != default.tint:
        pairs.append(("tint", view.tint))
    if view.day is not None:
        pairs.append(("day", view.day.isoformat()))
    pairs.extend((name, value) for name, value in (("sel", view.selection), ("unit", view.unit)) if value)
    if view.camera:
        pairs.append(("at", camera_text(view.camera)))
    if view.towers:
        pairs.append(("3d", "1"))
    of_lists = (
        ("sort", view.sort), ("group", view.grouping), ("target", view.target_kind), ("result", view.target_result),
        ("targetsort", view.target_sort),
    )  # fmt: skip
    pairs.extend((name, value) for name, value in of_lists if value)
    if view.briefing:
        pairs.append(("brief", view.briefing))
        if view.scene != default.scene:
            pairs.append(("scene", str(view.scene)))
    pairs.extend(("ask", question.link()) for question in (view.ask,) if question is not None)
    pairs.extend(comparison_texts(view, lambda other: encode(other, words)))
    return "&".join(f"{name}={quote(value, safe=NOT_QUOTED)}" for name, value in pairs)


def parameters_of(query: str) -> dict[str, str]:
    """The parameters of a link, a query string or a whole address; the last of a name counts. Never raises."""
    _, mark, after = query.partition("?")
    text = (after if mark else query).partition("#")[0][:MAX_QUERY_LENGTH]
    return dict(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=None))


def decode(source: str | Mapping[str, str], words: Vocabulary) -> tuple[View, tuple[Dropped, ...]]:
    """The view that a link stands for, and what of it was dropped. Never raises."""
    parameters = parameters_of(source) if isinstance(source, str) else dict(source)
    dropped: list[Dropped] = []

    def drop(name: str, value: str) -> None:
        dropped.append(Dropped(name, _shown(value)))

    def one_of(name: str, allowed: Iterable[str]) -> str | None:
        value = parameters.get(name)
        if value is None or value in allowed:
            return value
        drop(name, value)
        return None

    briefing = decode_briefing(parameters.get("brief"), drop)
    view = View(
        page=one_of("page", (*PAGES, *FORM_PAGES)) or "map",
        language=one_of("lang", LANGUAGES) or "zh",
        appearance=one_of("ground", APPEARANCES),
        base=_base(parameters, dropped),
        layers=_layers(parameters, words, dropped),
        opacity=decode_opacity(parameters.get("op"), words.layer_of_code, drop),
        own=decode_own(parameters.get("own"), drop),
        filter=_filter(parameters, words, dropped),
        tint=one_of("tint", TINTS) or TINTS[0],
        day=decode_day(parameters.get("day"), drop),
        selection=one_of("sel", words.plan.by_id),
        unit=one_of("unit", words.units),
        camera=decode_camera(parameters.get("at"), drop),
        towers=one_of("3d", ("1",)) is not None,
        sort=one_of("sort", SORTS),
        grouping=one_of("group", GROUPINGS),
        target_kind=one_of("target", TARGET_KINDS),
        target_result=one_of("result", RESULTS),
        target_sort=one_of("targetsort", TARGET_SORTS),
        briefing=briefing,
        scene=decode_scene(parameters.get("scene"), briefing, drop),
        ask=decode_question(parameters.get("ask"), drop),
        compare=decode_comparison(parameters, lambda query: _other(query, words), drop),
    )
    return view, tuple(dropped)


def _other(query: str, words: Vocabulary) -> tuple[View, list[tuple[str, str]]]:
    """The other view of a comparison, and what of its query string names nothing."""
    given = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace"))
    view, dropped = decode({name: value for name, value in given.items() if name in COMPARED}, words)
    unknown = [(name, value) for name, value in given.items() if name not in COMPARED]
    return view, [(each.parameter, each.value) for each in dropped] + unknown


def _base(parameters: Mapping[str, str], dropped: list[Dropped]) -> str:
    """A basemap that there is, or the id of a package, which may lie in the folder of whoever opens the link."""
    value = parameters.get("base", BASEMAPS[0])
    if value in BASEMAPS or re.fullmatch(PACKAGE_ID, value):
        return value
    dropped.append(Dropped("base", _shown(value)))
    return BASEMAPS[0]


def _shown(value: str) -> str:
    text = clean_text(value)
    return text if len(text) <= MAX_SHOWN_VALUE else text[:MAX_SHOWN_VALUE] + "…"


def _layers(parameters: Mapping[str, str], words: Vocabulary, dropped: list[Dropped]) -> frozenset[str] | None:
    value = parameters.get("on")
    if value is None:
        return None
    codes = [] if value == "-" else value.split(".")
    unknown = [code for code in codes if code not in words.layer_of_code]
    dropped.extend(Dropped("on", _shown(code)) for code in unknown[:3])
    layers = frozenset(words.layer_of_code[code] for code in codes if code in words.layer_of_code)
    return None if layers == words.default_layers or (codes and not layers) else layers


def _filter(parameters: Mapping[str, str], words: Vocabulary, dropped: list[Dropped]) -> Filter:
    picked: dict[str, frozenset[str]] = {}
    for name, facet in FACETS.items():
        value, known = parameters.get(facet.parameter, ""), words.values[name]
        names = [part for part in value.removeprefix("!").split(",") if part]
        dropped.extend(
            Dropped(facet.parameter, _shown(part)) for part in [part for part in names if part not in known][:3]
        )
        found = frozenset(known[part] for part in names if part in known)
        picked[name] = frozenset(known.values()) - found if value.startswith("!") else found
    return Filter(**picked, text=parameters.get("q", ""))
