"""One state: what is shown, and how. A View is the link (layers/view/link.py), the scene, the print and the slide."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from geo.analysis.question import Question
from geo.facts import facts
from geo.model import Item, Plan, Unit
from geo.progress.standing import standings
from geo.query import Filter, matching
from layers.progress.indicators import KINDS
from layers.style.catalogue import Catalogue
from layers.view.drawing import DrawnFeature

APPEARANCES = ("light", "dark")
NO_BASEMAP = "none"
BASEMAPS = ("city", NO_BASEMAP, "online", "tianditu-vec", "tianditu-img", "tianditu-ter")
"""what lies under the plan: the city, land and sea alone, or tiles: the server's own (PLAN_MAP_TILES), Tianditu's map,
pictures or relief. A tile package goes by an id like geo.tiles.model.PACKAGE_ID"""
TINTS = ("theme", "marks", "progress")
"""what the plan's colours say: the theme, the theme with a badge of the state, or the state"""
TABLE_COLUMNS = ("name", "category", "stage", "state", "districts", "precision", "uncertainty", "size", "column")
SORTS = tuple(mark + column for column in TABLE_COLUMNS for mark in ("", "-"))
"""by which column the table is sorted, `column` being the plan's; a minus turns the order round"""
GROUPINGS = ("theme", "district", "stage")
"""by what the table's rows stand together"""
TARGET_KINDS = tuple(KINDS.values())
TARGET_COLUMNS = ("number", "kind", "result", "gap")
"""by which the targets are sorted; gap is the distance from the target"""
TARGET_SORTS = tuple(mark + column for column in TARGET_COLUMNS for mark in ("", "-"))
MAX_ZOOM, MIN_ZOOM, MAX_PITCH = 18.0, 7.0, 60.0
FIT_MAX_ZOOM, POINT_ZOOM = 14.0, 13.0
"""how near a camera goes by itself: to anything, and to a chosen item"""
CAMERA_WINDOW = (1140.0, 820.0)
"""width and height in pixels of the window that a view's own camera was chosen in: what it showed is shown, whatever
the present one"""
TILT_DEG = 52.0
"""pitch of the view in 3D"""
DATUMS = ("wgs84", "cgcs2000", "metric", "gcj02")
"""in which an item's place is told"""
MOST_OWN = 20
"""layers that people brought and that a view shows"""
MIDDLE, SWIPE_RANGE, SWIPE_STEP = 50, (10, 90), 5
"""per cent of the window's width at which two views may meet"""
TILE_PX = 512


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks from. Rounded as links are, so that a link gives the same camera back."""

    longitude: float
    """degrees, WGS-84"""
    latitude: float
    zoom: float
    """Web Mercator with 512-pixel tiles, as deck.gl counts"""
    pitch: float = 0.0
    """degrees from straight down"""
    bearing: float = 0.0
    """degrees clockwise from north, -180 to 180"""

    def __post_init__(self) -> None:
        numbers = (self.longitude, self.latitude, self.zoom, self.pitch, self.bearing)
        if not all(math.isfinite(number) for number in numbers):
            raise ValueError("camera: not a finite number")
        west, south, east, north = facts().link
        if not (west <= self.longitude <= east and south <= self.latitude <= north):
            raise ValueError("camera: outside the region")
        for name, value in (
            ("longitude", round(self.longitude, 5)),
            ("latitude", round(self.latitude, 5)),
            ("zoom", round(min(max(self.zoom, MIN_ZOOM), MAX_ZOOM), 2)),
            ("pitch", float(round(min(max(self.pitch, 0.0), MAX_PITCH)))),
            ("bearing", float(round(math.remainder(self.bearing, 360.0)))),
        ):
            object.__setattr__(self, name, value + 0.0)

    def bounds(self, width_px: float, height_px: float) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees of what a window of that size shows, tilt and bearing left aside."""
        scale = TILE_PX * 2**self.zoom / math.tau
        x, y = math.radians(self.longitude), math.log(math.tan(math.pi / 4 + math.radians(self.latitude) / 2))
        half_x, half_y = width_px / scale / 2, height_px / scale / 2

        def latitude(mercator_y: float) -> float:
            return math.degrees(2 * math.atan(math.exp(mercator_y)) - math.pi / 2)

        return math.degrees(x - half_x), latitude(y - half_y), math.degrees(x + half_x), latitude(y + half_y)


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a link holds."""

    page: str = "map"
    """one of PAGES or FORM_PAGES"""
    layers: frozenset[str] | None = None
    """ids of the layers that are on; None for the catalogue's default"""
    opacity: Mapping[str, int] = field(default_factory=dict)
    """layer id -> percent, only where it is not 100"""
    own: tuple[str, ...] = ()
    """ids of layers that people brought (geo.own.ids) and that are on, the topmost first, MOST_OWN at most; whoever
    opens the link may have others: layers.view.own.without_gone leaves out those that there are not"""
    filter: Filter = field(default_factory=Filter)
    selection: str | None = None
    """id of the chosen item"""
    unit: str | None = None
    """id of the unit that the district page or a district's scene is about"""
    camera: Camera | None = None
    """None fits the selection, else the unit, else the filter's districts, else the city"""
    language: str = "zh"
    appearance: str | None = None
    """light or dark; None follows the system's theme"""
    base: str = BASEMAPS[0]
    """one of BASEMAPS, or the id of a tile package, which the browser may not find any more"""
    tint: str = TINTS[0]
    """one of TINTS"""
    day: date | None = None
    """the day whose progress counts, within the plan's years and up to today; None for today"""
    towers: bool = False
    """3D counts by district"""
    sort: str | None = None
    """one of SORTS; None for the plan's own order"""
    grouping: str | None = None
    """one of GROUPINGS"""
    target_kind: str | None = None
    """one of TARGET_KINDS: the targets that are listed; None for all"""
    target_result: str | None = None
    """one of geo.progress.targets.rule.RESULTS; None for all"""
    target_sort: str | None = None
    """one of TARGET_SORTS; None for the printed order"""
    briefing: str | None = None
    """id of the briefing that is presented"""
    scene: int = 1
    """1-based number of its scene"""
    ask: Question | None = None
    """what is asked about where things lie; its day is the view's"""
    compare: "Comparison | None" = None
    """the view that is shown beside this one"""
    drawing: tuple[DrawnFeature, ...] = ()
    """what is drawn by hand over it: of scenes and products, never of a link"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The other view of two, which lies right of the first."""

    view: View
    """of it only what layers.view.comparing.COMPARED names"""
    split: int | None = MIDDLE
    """per cent of the window's width at which one swipes from the first to the other; None: side by side"""


def layers_on(view: View, catalogue: Catalogue) -> frozenset[str]:
    """Ids of the layers that view shows; where it names none, those of the catalogue."""
    return frozenset(layer.id for layer in catalogue.layers if layer.on) if view.layers is None else view.layers


def found_items(view: View, plan: Plan) -> list[Item]:
    """Items that the view's filter finds, in plan order: for lists and data, whatever is on or chosen."""
    return matching(plan.items, view.filter, lambda: standings(plan, view.day))


def shown_items(view: View, plan: Plan, catalogue: Catalogue) -> list[Item]:
    """Items that pass the view's filter and whose layer is on, in plan order, those without a place included."""
    on = layers_on(view, catalogue)
    chosen = plan.by_id.get(view.selection or "")
    items = [item for item in found_items(view, plan) if catalogue.layer_of(item).id in on]
    return items if chosen is None or chosen in items else [*items, chosen]


def picked_units(view: View, plan: Plan) -> list[Unit]:
    """The units that the view's filter names, in the plan's order."""
    return [unit for unit in plan.units if unit.id in view.filter.district]


def without_lists(view: View) -> View:
    """A view without what only its pages' lists show: how they are sorted, grouped and cut down."""
    return replace(view, sort=None, grouping=None, target_kind=None, target_result=None, target_sort=None)


def outlined_units(view: View, plan: Plan) -> list[Unit]:
    """The units whose border is drawn heavier: the one that the view is about, then those of its filter."""
    about = [unit for unit in plan.units if unit.id == view.unit]
    return about + [unit for unit in picked_units(view, plan) if unit not in about]


def apart_units(plan: Plan) -> list[Unit]:
    """The units that lie beyond the city's extent."""
    ids = {apart.id for apart in facts().apart}
    return [unit for unit in plan.units if unit.id in ids]


def city_units(plan: Plan) -> list[Unit]:
    """The units that a picture of the city fits: all where all lie apart."""
    apart = apart_units(plan)
    return [unit for unit in plan.units if unit not in apart] or list(plan.units)


def extent_geometries(view: View, plan: Plan) -> Sequence[BaseGeometry]:
    """What a view without a camera fits: selection, else unit, else the filter's districts, else the city.

    As web/map/fitting.js does; the city without the units that lie apart.
    """
    chosen = plan.by_id.get(view.selection or "")
    if chosen is not None and chosen.geometry is not None:
        return [chosen.geometry]
    about = [unit for unit in plan.units if unit.id == view.unit] or picked_units(view, plan)
    fitted = about or city_units(plan)
    # Where districts.geojson is missing the plan itself is fitted.
    return [unit.geometry for unit in fitted] or [item.geometry for item in plan.items if item.geometry is not None]


def shows_city(view: View, plan: Plan) -> bool:
    """Whether the view shows the whole city: neither a camera nor anything else that it would fit."""
    return view.camera is None and view.selection is None and view.unit is None and not picked_units(view, plan)


def view_extent(
    view: View, plan: Plan, *, width_px: float = CAMERA_WINDOW[0], height_px: float = CAMERA_WINDOW[1]
) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees, WGS-84, of what a view fits; a camera counts for a window of that size."""
    if view.camera is not None:
        return view.camera.bounds(width_px, height_px)
    fitted = list(extent_geometries(view, plan))
    if not fitted:
        return facts().region
    west, south, east, north = shapely.total_bounds(fitted)
    return float(west), float(south), float(east), float(north)


def units_bounds(plan: Plan) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees, WGS-84, of all units; of the region where the plan has none."""
    if not plan.units:
        return facts().region
    west, south, east, north = shapely.total_bounds([unit.geometry for unit in plan.units])
    return float(west), float(south), float(east), float(north)
