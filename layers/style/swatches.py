"""What stands in a legend, in small: a layer, a stage, the edge of a precision, as a short list of shapes.

One description for the browser and Leaflet (SVG, layers/style/svg.py), paper (matplotlib) and slides (native shapes).
Sizes are pixels of the screen, y downwards; a wider swatch is the same drawing, stretched along x.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from layers.own.looks import OwnLook
from layers.progress.looks import CENTRE, GRID, PEN, RADIUS, SIGNS, StateLook
from layers.style.catalogue import Catalogue, Layer, Stage, color_on
from layers.style.drawing import ARROW_SYMBOL, UNITS_LAYER
from layers.style.strokes import PAPER_PARTS, Stroke, plain_strokes, sample_strokes, strokes
from layers.style.values import DrawingValues, Pencil

Place = tuple[float, float]
Role = Literal["layer", "ink", "paper", "unit", "border", "fill"]
"""whose colour: the layer's, the words', the paper's, a unit's or the city's border's, what a mark is filled with"""
HEIGHT, LAYER_WIDTH, SAMPLE_WIDTH, EDGE_WIDTH, MARK_WIDTH = 18.0, 26.0, 74.0, 42.0, 30.0
WIDE = 2 * LAYER_WIDTH
"""of a layer's swatch on paper and slides, which have the room: its ticks or core are well seen"""
EDGE_MARK_WIDTH, EDGE_MARK_HEIGHT = 26.0, 14.0
SWATCH_STAGE = "accelerate"
"""whose full disc and solid line stand for a layer where no stage is meant"""
COURSE = ((2.0, 13.0), (9.0, 6.0), (17.0, 11.0), (24.0, 4.0))
UNIT = ((3.0, 5.0), (11.0, 2.0), (23.0, 5.0), (21.0, 15.0), (12.0, 16.0), (3.0, 12.0))
ARROW = ((3.0, 7.0), (14.0, 7.0), (14.0, 3.0), (23.0, 9.0), (14.0, 15.0), (14.0, 11.0), (3.0, 11.0))
UNIT_EDGE_PX, SIGN_PX, SIDE_SIGN_PX = 1.2, 18.0, 13.0
"""a point's symbol alone, and beside or on what else a layer draws"""
LINE_LENGTH, DISC_PX, BOX_WIDTH, BOX_HEIGHT, GAP = 26.0, 15.0, 19.0, 14.0, 5.0
BOX_OPACITY = 0.3
"""of a sample's area in a stage that is filled as strongly as its layer says"""
BOX_EDGE_PX = 1.4
STATE_LINE_PX, DRAWN_LINE_PX, DISC_CORNERS = 4.0, 3.0, 24
SOFT_BAND_PX, SOFT_LINE_PX, HATCH_EDGE_PX, MARK_BAND_PX, MARK_EDGE_PX = 9.0, 2.4, 1.0, 4.0, 1.5


@dataclass(frozen=True, slots=True)
class Outline:
    """A line or, closed, an area: filled where it has no stroke."""

    places: tuple[Place, ...]
    role: Role
    stroke: Stroke | None = None
    closed: bool = False
    opacity: float = 1.0
    rounded: bool = False
    """whether a solid line has round ends, as those of a badge's sign"""

    @property
    def round_ends(self) -> bool:
        """A solid line ends straight: at the ends of a rim one sees that these are two lines."""
        return self.rounded or (self.stroke is not None and bool(self.stroke.dash) and self.stroke.round_ends)


@dataclass(frozen=True, slots=True)
class Sign:
    """The disc of a stage, its middle at x and y; with a layer's pictogram in its colour, or in the words' without."""

    x: float
    y: float
    size: float
    stage: Stage
    layer: Layer | None = None


@dataclass(frozen=True, slots=True)
class Swatch:
    """Shapes in drawing order in a box."""

    width: float
    shapes: tuple[Outline | Sign, ...]
    height: float = HEIGHT


def swatch_colors(
    catalogue: Catalogue, appearance: str, layer: Layer | StateLook | OwnLook | Pencil | None = None
) -> Mapping[str, str]:
    """#rrggbb of each role in an appearance (light or dark); layer: whose swatch it is, a state's or pencil's too."""
    colors = catalogue.appearances[appearance]
    own = {"layer": layer.color if isinstance(layer, OwnLook) else color_on(layer, appearance)} if layer else {}
    unit = {"unit": colors["unit"], "border": colors["city_line"]}
    return own | unit | {"ink": colors["ink"], "paper": colors["halo"]}


def layer_swatch(layer: Layer, located: frozenset[str], catalogue: Catalogue, width: float = LAYER_WIDTH) -> Swatch:
    """A layer's kinds of geometry (point, line, area) as they are drawn, whatever the stage."""
    stage, values = catalogue.stages[SWATCH_STAGE], catalogue.drawing
    shapes: list[Outline | Sign] = []
    if layer.id == UNITS_LAYER:
        unit = _stretched(UNIT, width)
        border = Outline(unit, "border", Stroke("line", UNIT_EDGE_PX), closed=True)
        return Swatch(width, (Outline(unit, "unit", closed=True), border))
    if "area" in located:
        box = _box(2.0, 2.5, width - 4.0, HEIGHT - 5.0)
        shapes.append(Outline(box, "layer", closed=True, opacity=layer.opacity))
        if layer.edge:
            edge = plain_strokes(layer.edge, stage)
            shapes += [replace(_stroked(box, part, "layer", closed=True), opacity=values.edge_opacity) for part in edge]
    if "line" in located and layer.symbol == ARROW_SYMBOL:
        shapes.append(Outline(_stretched(ARROW, width), "layer", closed=True, opacity=values.arrow_opacity))
    elif "line" in located:
        shapes += [_stroked(_stretched(COURSE, width), part, "layer") for part in strokes(layer, stage)]
    if "point" in located or not shapes:
        size = SIDE_SIGN_PX if shapes else SIGN_PX
        # Beside a line, so that the line's form is seen.
        x = width - size / 2 if "line" in located else width / 2
        return Swatch(width, (*shapes, Sign(x, HEIGHT / 2, size, stage, layer)))
    return Swatch(width, tuple(shapes))


def stage_swatch(stage: Stage) -> Swatch:
    """Line, disc and area of a stage side by side."""
    left = 1.0 + LINE_LENGTH + 2.0 + GAP
    line, area = _line(stage, 2.0), _area(stage, left + DISC_PX + GAP)
    return Swatch(SAMPLE_WIDTH, (*line, Sign(left + DISC_PX / 2, HEIGHT / 2, DISC_PX, stage), *area))


def stage_mark(stage: Stage, kind: str) -> Swatch:
    """A stage as a point, line or area alone has it."""
    middle = MARK_WIDTH / 2
    if kind == "point":
        return Swatch(MARK_WIDTH, (Sign(middle, HEIGHT / 2, DISC_PX, stage),))
    if kind == "line":
        return Swatch(MARK_WIDTH, _line(stage, middle - LINE_LENGTH / 2 - 1.0))
    return Swatch(MARK_WIDTH, _area(stage, middle - BOX_WIDTH / 2))


def state_swatch(look: StateLook, width: float = LAYER_WIDTH) -> Swatch:
    """A line in a state's colour, with its badge at the end."""
    middle = HEIGHT / 2
    course = ((2.0, middle), (width - DISC_PX - 1.0, middle))
    line = Outline(course, "layer", Stroke("line", STATE_LINE_PX))
    return Swatch(width, (line, *_badge(look, width - DISC_PX / 2 - 1.0, middle, DISC_PX)))


def state_mark(look: StateLook) -> Swatch:
    """A state's badge alone."""
    return Swatch(DISC_PX + 1.0, _badge(look, DISC_PX / 2 + 0.5, DISC_PX / 2 + 0.5, DISC_PX), DISC_PX + 1.0)


def state_badge(look: StateLook, values: DrawingValues) -> Swatch:
    """A state's badge as it stands on a map, in a rim of the paper's colour."""
    half = values.badge_radius_px + values.badge_rim_px
    rim = Outline(_circle(half, half, half), "paper", closed=True)
    return Swatch(2 * half, (rim, *_badge(look, half, half, values.badge_radius_px / RADIUS * GRID)), 2 * half)


def own_swatch(look: OwnLook, width: float = LAYER_WIDTH) -> Swatch:
    """A class of an own layer as it is drawn: area, line and point, whichever it has."""
    shapes: list[Outline | Sign] = []
    edge = Stroke("line", min(look.line_px, STATE_LINE_PX))
    if "area" in look.kinds:
        box = _box(2.0, 2.5, width - 4.0, HEIGHT - 5.0)
        shapes += [Outline(box, "layer", closed=True, opacity=look.opacity), Outline(box, "layer", edge, closed=True)]
    if "line" in look.kinds:
        shapes.append(Outline(_stretched(COURSE, width), "layer", edge))
    if "point" in look.kinds:
        size = min(look.size_px, SIDE_SIGN_PX if shapes else SIGN_PX)
        shapes.append(Outline(_circle(width / 2, HEIGHT / 2, size / 2), "layer", closed=True, opacity=look.opacity))
    return Swatch(width, tuple(shapes))


def _circle(x: float, y: float, radius: float) -> tuple[Place, ...]:
    turns = [2 * math.pi * corner / DISC_CORNERS for corner in range(DISC_CORNERS)]
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def _badge(look: StateLook, x: float, y: float, size: float) -> tuple[Outline, ...]:
    """A disc in the state's colour with its sign in that of paper, its middle at x and y."""
    scale = size / GRID
    lines = [
        tuple((x + (px - CENTRE) * scale, y + (py - CENTRE) * scale) for px, py in line) for line in SIGNS[look.sign]
    ]
    disc = Outline(_circle(x, y, RADIUS * scale), "layer", closed=True)
    return disc, *(Outline(line, "paper", Stroke("line", PEN * scale), rounded=True) for line in lines)


def drawing_swatch(width: float = LAYER_WIDTH) -> Swatch:
    """A stroke of the pencil."""
    return Swatch(width, (Outline(_stretched(COURSE, width), "layer", Stroke("line", DRAWN_LINE_PX), rounded=True),))


def edge_swatch(edge: str, values: DrawingValues, width: float = EDGE_WIDTH) -> Swatch:
    """A line in its soft band, or a hatched area."""
    if edge == "soft":
        course = ((2.0, HEIGHT / 2), (width - 2.0, HEIGHT / 2))
        band = Outline(course, "ink", Stroke("line", SOFT_BAND_PX), opacity=values.halo_opacity)
        return Swatch(width, (band, Outline(course, "ink", Stroke("line", SOFT_LINE_PX))))
    sides = (1.0, 2.0, width - 2.0, HEIGHT - 4.0)
    border = Outline(_box(*sides), "ink", Stroke("line", HATCH_EDGE_PX), closed=True)
    return Swatch(width, (*_hatch(sides, values), border))


def edge_mark(edge: str, values: DrawingValues) -> Swatch:
    """The edge of a precision as a table's cell has it: crisp, soft, hatched; a dash for what is not drawn."""
    sides, middle = (5.0, 2.0, 16.0, 10.0), EDGE_MARK_HEIGHT / 2
    box = _box(*sides)
    outline = Outline(box, "ink", Stroke("line", MARK_EDGE_PX), closed=True)
    soft = Outline(box, "ink", Stroke("line", MARK_BAND_PX), closed=True, opacity=2 * values.halo_opacity)
    shapes: dict[str, tuple[Outline, ...]] = {
        "crisp": (outline,),
        "soft": (soft, Outline(box, "ink", Stroke("line", HATCH_EDGE_PX), closed=True)),
        "hatched": (outline, *_hatch(sides, values)),
        "none": (Outline(((9.0, middle), (17.0, middle)), "ink", Stroke("line", BOX_EDGE_PX)),),
    }
    return Swatch(EDGE_MARK_WIDTH, shapes[edge], EDGE_MARK_HEIGHT)


def _stretched(places: tuple[Place, ...], width: float) -> tuple[Place, ...]:
    return tuple((x * width / LAYER_WIDTH, y) for x, y in places)


def _box(x: float, y: float, width: float, height: float) -> tuple[Place, ...]:
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def _stroked(places: tuple[Place, ...], stroke: Stroke, role: Role, *, closed: bool = False) -> Outline:
    return Outline(places, "paper" if stroke.part in PAPER_PARTS else role, stroke, closed)


def _line(stage: Stage, left: float) -> tuple[Outline, ...]:
    course = ((left, HEIGHT / 2), (left + LINE_LENGTH, HEIGHT / 2))
    return tuple(_stroked(course, part, "ink") for part in sample_strokes(stage))


def _area(stage: Stage, left: float) -> tuple[Outline, ...]:
    """An area whose outermost line touches the same box whatever the stage."""
    edge = plain_strokes(BOX_EDGE_PX, stage)
    inset = edge[0].width_px / 2
    box = _box(left + inset, (HEIGHT - BOX_HEIGHT) / 2 + inset, BOX_WIDTH - 2 * inset, BOX_HEIGHT - 2 * inset)
    fill = Outline(box, "ink", closed=True, opacity=min(BOX_OPACITY * stage.area_factor, 1.0))
    return fill, *(_stroked(box, part, "ink", closed=True) for part in edge)


def _hatch(sides: tuple[float, float, float, float], values: DrawingValues) -> tuple[Outline, ...]:
    """Hatch lines as on the map, falling to the right, cut at the box (left, top, width, height)."""
    left, top, width, height = sides
    right, bottom, lines = left + width, top + height, []
    stroke = Stroke("line", values.hatch_width_px / 2**0.5)
    # Along each line x - y is constant.
    for number in range(1, int((width + height) / values.hatch_step_px) + 1):
        shift = left - bottom + number * values.hatch_step_px
        start, end = max(left, top + shift), min(right, bottom + shift)
        if start < end:
            lines.append(Outline(((start, start - shift), (end, end - shift)), "ink", stroke))
    return tuple(lines)
