"""The same items on the screen, on paper and in Leaflet: each draws the same parts, in one order and one look."""

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

import layers.leaflet.elements
import layers.paper.items
import layers.screen.deck
from geo.model import Evidence, Item, Plan
from layers.leaflet.drawing import Drawing
from layers.leaflet.elements import leaflet_html
from layers.paper.extent import PT_PER_PX, fit_extent
from layers.paper.items import BAND_HATCH_WIDTH, ITEM_ZORDER, draw_items
from layers.paper.pen import Pen
from layers.paper.sheet import prepare
from layers.progress.looks import Colouring
from layers.screen.deck import item_layers
from layers.screen.icons import icon_atlas
from layers.style.catalogue import Layer, load_catalogue
from layers.style.drawing import Part, parts
from layers.style.symbols import GRID, PAPER_RADIUS
from layers.view.state import Camera, View

CATALOGUE = load_catalogue()
VALUES = CATALOGUE.drawing
LAYERS = {layer.id: layer for layer in CATALOGUE.layers}
CAMERA = Camera(114.0, 22.6, 11.0)
UNCERTAINTY_M = 50
"""so little that no band is wide enough to fade"""
POINT, LINE = shapely.Point(114.0, 22.6), shapely.LineString([(113.95, 22.58), (114.05, 22.63)])
AREA = shapely.box(113.97, 22.58, 114.02, 22.62)
EVERY_ONE = (
    ("exact point", POINT, "transport-hub", "accelerate", "exact"),
    ("indicative point", POINT, "transport-hub", "promote", "indicative"),
    ("crisp area", AREA, "key-area", "promote", "site"),
    ("soft area with a rim", AREA, "water", "complete", "extent"),
    ("hatched area", AREA, "ecology", "study", "indicative"),
    ("hatched area without an edge", AREA, "structure-strategy", "start", "indicative"),
    ("indicative line in a chain", LINE, "transport-metro", "policy", "indicative"),
    ("line with ticks", LINE, "transport-rail", "promote", "alignment"),
    ("line with stations", LINE, "transport-intercity", "start", "alignment"),
    ("cased line with a rim", LINE, "transport-road", "complete", "alignment"),
    ("arrow", LINE, "structure-strategy", "policy", "indicative"),
)
STATIONS = tuple(
    Evidence("x", f"控制点{at} {name} {x},{y} ±100m：依据")
    for at, (name, x, y) in enumerate(
        (("甲站", 113.95, 22.58), ("乙站", 114.0, 22.605), ("图幅东缘", 114.05, 22.63)), start=1
    )
)
KINDS = {"Point": "point", "LineString": "line", "Polygon": "area"}
Look = tuple[Any, ...]
"""area | hatch, colour, opacity in percent; symbol, its size, its colours; stroke, colour, opacity, then, in pixels,
its width and its dash: on, off, the distance to the first"""
Renderers = dict[str, Callable[[Item], list[Look]]]
TOLERANCE = 0.3
"""in pixels and percent: what rounding on the way to a renderer leaves"""


@pytest.fixture(scope="module")
def items(plan: Plan) -> dict[str, Item]:
    """All, by what they are."""
    base = plan.by_id["hub-xili"]

    def made(number: int, place: Any, layer: Layer, stage: str, precision: str) -> Item:
        category = layer.categories[0] if layer.categories[0] != "*" else base.category
        return replace(
            base, id=f"item-{number}", geometry=place, located=KINDS[place.geom_type], theme=layer.theme,
            category=category, stage=stage, precision=precision, uncertainty_m=UNCERTAINTY_M, parent=None,
            evidence=STATIONS if layer.form == "ticks" else (),
        )  # fmt: skip

    return {
        name: made(number, place, LAYERS[layer], *rest) for number, (name, place, layer, *rest) in enumerate(EVERY_ONE)
    }


def area(color: str, opacity: float, *, hatched: bool = False) -> Look:
    return "hatch" if hatched else "area", color, 100 * opacity


def stroke(color: str, opacity: float, width_px: float, dash: Sequence[float], first: float) -> Iterator[Look]:
    """A look for each dash of a period; lengths in pixels."""
    period, ahead = sum(dash), first
    for on, off in zip(dash[::2], dash[1::2], strict=True) if dash else [(0.0, 0.0)]:
        yield "stroke", color, 100 * opacity, width_px, *((on, period - on, ahead) if dash else ())
        ahead += on + off


def symbol(size_px: float, colors: set[str]) -> Look:
    return "symbol", size_px, *sorted(colors)


def on_screen(item: Item) -> list[Look]:
    looks: list[Look] = []
    for layer in item_layers([item], CATALOGUE):
        if layer["@@type"] == "IconLayer":
            svg = icon_atlas([item], CATALOGUE, appearance="light")["svg"]
            looks.append(symbol(layer["getSize"], set(re.findall("#[0-9a-f]{6}", svg))))
            continue
        *rgb, opacity_u8 = layer.get("getFillColor") or layer["getColor"]
        color, opacity = "#{:02x}{:02x}{:02x}".format(*rgb), opacity_u8 / 255
        if layer["@@type"] == "SolidPolygonLayer" and not layer["id"].endswith(":reach"):
            looks.append(area(color, opacity, hatched=layer.get("hatched", False)))
        for row in layer["data"] if layer["@@type"] == "PathLayer" else ():
            on, off, first = (length * row["width"] for length in (*row["dash"], 0)[:3])
            looks += stroke(color, opacity, row["width"], (on, off) if off else (), first)
    return looks


def on_paper(item: Item, colouring: Colouring | None = None) -> list[Look]:
    figure = Figure(figsize=(10, 10))
    FigureCanvasAgg(figure)
    extent = fit_extent((113.9, 22.5, 114.1, 22.7), width_pt=720, height_pt=720)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    prepare(axes, extent)
    draw_items(Pen(axes, extent, CATALOGUE, "zh"), [item], opacity={}, colouring=colouring)
    artists = [artist for artist in axes.get_children() if isinstance(artist, PathPatch | LineCollection)]
    artists.sort(key=lambda artist: artist.get_zorder())
    if item.located == "point":
        signs = [artist for artist in artists if artist.get_zorder() == ITEM_ZORDER]
        return [*(filled(artist) for artist in artists if artist not in signs), *paper_symbol(signs, figure.dpi)]
    hatch_px = VALUES.hatch_width_px / 2**0.5
    looks: list[Look] = []
    for artist in artists:
        if isinstance(artist, PathPatch):
            looks.append(filled(artist))
            continue
        color, opacity = to_hex(artist.get_color()[0]), artist.get_alpha()
        width_px = artist.get_linewidth()[0] / PT_PER_PX
        if round(width_px, 3) == round(hatch_px, 3):
            # The paper between the lines was filled before.
            assert looks.pop() == area(color, opacity * VALUES.hatch_ground)
            looks.append(area(color, opacity, hatched=True))
        elif round(width_px, 3) != round(hatch_px * BAND_HATCH_WIDTH, 3):
            offset, dash = artist.get_linestyle()[0]
            lengths = [length / PT_PER_PX for length in dash or ()]
            first = (sum(lengths) - offset / PT_PER_PX) % sum(lengths) if lengths else 0.0
            looks += stroke(color, opacity, width_px, lengths, first)
    return looks


def paper_symbol(signs: Sequence[Any], dpi: float) -> list[Look]:
    """The shapes that make a symbol: its widest is the paper under it."""
    if not signs:
        return []
    across = max(sign.get_path().transformed(sign.get_transform()).get_extents().width for sign in signs)
    size_px = across / dpi * 72 / PT_PER_PX * GRID / (2 * PAPER_RADIUS)
    shades = [shade for sign in signs for shade in (sign.get_facecolor(), sign.get_edgecolor()) if shade[3]]
    return [symbol(size_px, set(map(to_hex, shades)))]


def filled(artist: Any) -> Look:
    return area(to_hex(artist.get_facecolor()), artist.get_alpha())


def in_leaflet(item: Item, plan: Plan, **options: Any) -> list[Look]:
    styles: list[tuple[dict[str, Any], str]] = []
    add_items = Drawing.add_items

    def noted(drawing: Drawing, target: Any, drawn: dict[str, Any], place: Callable[..., Any], **options: Any) -> str:
        styles.extend((style, options.get("pane", "overlay")) for style in drawn.values())
        return add_items(drawing, target, drawn, place, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Drawing, "add_items", noted)
        view = View(layers=frozenset(LAYERS), camera=CAMERA, **options)
        page = leaflet_html(replace(plan, items=(item,)), CATALOGUE, language="zh", view=view)
    patterns = dict(re.findall(r'<pattern id="([\w-]+)"[^>]*fill="(#\w+)"', page))
    looks: list[Look] = []
    for style, _ in sorted(styles, key=lambda entry: entry[1] != "bands"):
        if "html" in style:
            svg = base64.b64decode(re.search('base64,([^"]+)', style["html"])[1]).decode()  # type: ignore[index]
            looks.append(symbol(style["iconSize"][0], set(re.findall("#[0-9a-f]{6}", svg))))
        elif style["weight"]:
            dash = [float(length) for length in (style["dashArray"] or "").split()]
            first = sum(dash) - float(style.get("dashOffset", 0)) if dash and "dashOffset" in style else 0.0
            looks += stroke(style["color"], style["opacity"], style["weight"], dash, first)
        else:
            hatch = patterns.get(style["fillColor"][5:-1])
            looks.append(area(hatch or style["fillColor"], style["fillOpacity"], hatched=hatch is not None))
    return looks


@pytest.fixture
def renderers(plan: Plan) -> Renderers:
    return {"screen": on_screen, "paper": on_paper, "leaflet": lambda item: in_leaflet(item, plan)}


def alike(one: Sequence[Look], other: Sequence[Look]) -> bool:
    """Whether the same is drawn in the same order."""
    return len(one) == len(other) and all(
        len(left) == len(right)
        and all(
            a == (b if isinstance(b, str) else pytest.approx(b, abs=TOLERANCE))
            for a, b in zip(left, right, strict=True)
        )
        for left, right in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("name", [name for name, *_ in EVERY_ONE])
def test_every_renderer_draws_the_same_of_an_item(renderers: Renderers, items: dict[str, Item], name: str) -> None:
    looks = {renderer: draw(items[name]) for renderer, draw in renderers.items()}
    assert looks["screen"]
    assert alike(looks["screen"], looks["paper"]), looks
    assert alike(looks["screen"], looks["leaflet"]), looks


@pytest.mark.parametrize("name", [name for name, *_ in EVERY_ONE])
def test_coloured_by_progress_all_but_paper_has_the_colour_of_the_state(
    items: dict[str, Item], plan: Plan, name: str
) -> None:
    """Nothing is known of the ten; the screen changes the colour while it draws (tests/web/test_progress_days.py)."""
    item, look = items[name], CATALOGUE.states["unknown"]
    own, state = CATALOGUE.layer_of(item).color, look.color
    plain = on_screen(item)
    wanted = [tuple(state if value == own else value for value in shape) for shape in plain]
    if item.located == "point":
        kept = [value for value in plain[-1][2:] if value != own]
        wanted[-1] = (*plain[-1][:2], *sorted([*kept, state]))
    assert alike(on_paper(item, Colouring({item.id: look}, date(2026, 11, 29))), wanted)
    assert alike(in_leaflet(item, plan, tint="progress"), wanted)


MODULES = {"screen": layers.screen.deck, "paper": layers.paper.items, "leaflet": layers.leaflet.elements}


LEFT_OUT = (
    ("indicative point", "halo"),
    ("indicative point", "point"),
    ("crisp area", "fill"),
    ("hatched area", "hatch"),
    ("soft area with a rim", "edge"),
    ("soft area with a rim", "rim"),
    ("soft area with a rim", "gap"),
    ("line with ticks", "line"),
    ("line with ticks", "ticks"),
    ("line with stations", "station"),
    ("line with stations", "end-core"),
    ("cased line with a rim", "core"),
    ("arrow", "arrow"),
)


@pytest.mark.parametrize("renderer", MODULES)
@pytest.mark.parametrize("left_out", LEFT_OUT, ids=" ".join)
def test_a_part_that_one_renderer_leaves_out_is_seen(
    renderers: Renderers, items: dict[str, Item], monkeypatch: pytest.MonkeyPatch, renderer: str,
    left_out: tuple[str, str],
) -> None:  # fmt: skip
    name, gone = left_out
    whole = renderers["paper" if renderer == "screen" else "screen"](items[name])

    def fewer(*arguments: Any) -> list[Part]:
        return [part for part in parts(*arguments) if gone not in (part.kind, part.stroke and part.stroke.part)]

    monkeypatch.setattr(MODULES[renderer], "parts", fewer)
    assert not alike(renderers[renderer](items[name]), whole)
