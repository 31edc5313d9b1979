"""What the browser must know of views: fields, names, values and limits.

They stand once, here and in what this imports; the plan's document carries them, and web/contract.d.ts, written from
these types by `python -m scripts.docs`, lets its modules be checked.
"""

from typing import TypedDict

from geo.facts import facts
from geo.model import Plan
from geo.own.ids import CODE_PATTERN, PREFIX
from geo.progress.targets.rule import RESULTS
from geo.query import FACETS, MAX_TEXT_BYTES
from geo.tiles.model import PACKAGE_ID
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES
from layers.view.asking import QuestionRules, question_rules
from layers.view.comparing import COMPARED, LONGEST_COMPARED, SWIPE
from layers.view.decoding import LARGEST_SCENE, MAX_BRIEFING, OPACITY_RANGE, OPACITY_STEP
from layers.view.facets import facet_values
from layers.view.link import (
    MAX_QUERY_LENGTH,
    MAX_SHOWN_VALUE,
    PARAMETERS,
    PRODUCT_PARAMETERS,
    SCENE_PARAMETERS,
)
from layers.view.pages import FORM_PAGES, PAGES
from layers.view.state import (
    APPEARANCES,
    BASEMAPS,
    CAMERA_WINDOW,
    DATUMS,
    FIT_MAX_ZOOM,
    GROUPINGS,
    MAX_PITCH,
    MAX_ZOOM,
    MIN_ZOOM,
    MOST_OWN,
    POINT_ZOOM,
    TABLE_COLUMNS,
    TARGET_COLUMNS,
    TARGET_KINDS,
    TILT_DEG,
    TINTS,
)


class FacetValue(TypedDict):
    """One value of a filter field."""

    id: str
    slug: str
    zh: str
    en: str


class FacetRow(TypedDict):
    """A filter field; ledger: what became of an item answers it, on the day shown."""

    name: str
    parameter: str
    field: str
    none: str
    ledger: bool
    values: list[FacetValue]


class Extent(TypedDict):
    """Degrees, WGS-84."""

    west: float
    south: float
    east: float
    north: float


class PixelSize(TypedDict):
    """Pixels."""

    width: float
    height: float


class CameraRules(TypedDict):
    """Where a camera may stand, and how near it goes by itself; zooms as deck.gl counts them, angles in degrees."""

    world: Extent
    reach: Extent
    start: list[float]
    minZoom: float
    maxZoom: float
    fitMaxZoom: float
    pointZoom: float
    maxPitch: float
    tilt: float
    window: PixelSize


class Limits(TypedDict):
    """The most that is read: characters, bytes for text, percent for opacity; least, most and step of a swipe."""

    query: int
    shown: int
    text: int
    briefing: int
    scene: int
    own: int
    opacityLeast: int
    opacityMost: int
    opacityStep: int
    compared: int
    swipe: list[int]


class ApartUnit(TypedDict):
    """A unit beyond the city's extent, with what its button says."""

    id: str
    zh: str
    en: str


class LinkParameters(TypedDict):
    """Names in links: all of a view's, those of the page of products, those that say which scene is shown, those that
    the other view of a comparison may have."""

    view: list[str]
    products: list[str]
    scene: list[str]
    compared: list[str]


class Period(TypedDict):
    """First and last day of the plan's years, as 2021-01-01."""

    first: str
    last: str


class TargetChoices(TypedDict):
    """Which targets may be listed, by kind and result, and by what they are sorted."""

    kinds: list[str]
    results: list[str]
    columns: list[str]


class Contract(TypedDict):
    """All of it."""

    pages: list[str]
    formPages: list[str]
    languages: list[str]
    appearances: list[str]
    basemaps: list[str]
    tints: list[str]
    period: Period
    packagePattern: str
    ownPrefix: str
    ownPattern: str
    facets: list[FacetRow]
    columns: list[str]
    groupings: list[str]
    targets: TargetChoices
    datums: list[str]
    apart: list[ApartUnit]
    camera: CameraRules
    limits: Limits
    parameters: LinkParameters
    question: QuestionRules


def _window(bounds: tuple[float, float, float, float]) -> Extent:
    west, south, east, north = bounds
    return Extent(west=west, south=south, east=east, north=north)


def _facets(plan: Plan, catalogue: Catalogue) -> list[FacetRow]:
    values = facet_values(plan, catalogue)
    return [
        FacetRow(
            name=facet.name,
            parameter=facet.parameter,
            field=facet.field,
            none=facet.none,
            ledger=facet.ledger,
            values=[
                FacetValue(id=each.id, slug=each.slug, zh=each.zh, en=each.en) for each in values[facet.name].values()
            ],
        )
        for facet in FACETS.values()
    ]


def contract(plan: Plan, catalogue: Catalogue) -> Contract:
    """What the browser must know for one plan."""
    camera = CameraRules(
        world=_window(facts().link),
        reach=_window(facts().reach),
        start=list(facts().start),
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        fitMaxZoom=FIT_MAX_ZOOM,
        pointZoom=POINT_ZOOM,
        maxPitch=MAX_PITCH,
        tilt=TILT_DEG,
        window=PixelSize(width=CAMERA_WINDOW[0], height=CAMERA_WINDOW[1]),
    )
    first, last = facts().period
    limits = Limits(
        query=MAX_QUERY_LENGTH,
        shown=MAX_SHOWN_VALUE,
        text=MAX_TEXT_BYTES,
        briefing=MAX_BRIEFING,
        scene=LARGEST_SCENE,
        own=MOST_OWN,
        opacityLeast=OPACITY_RANGE[0],
        opacityMost=OPACITY_RANGE[1],
        opacityStep=OPACITY_STEP,
        compared=LONGEST_COMPARED,
        swipe=list(SWIPE),
    )
    return Contract(
        pages=list(PAGES),
        formPages=list(FORM_PAGES),
        languages=list(LANGUAGES),
        appearances=list(APPEARANCES),
        basemaps=list(BASEMAPS),
        tints=list(TINTS),
        period=Period(first=first.isoformat(), last=last.isoformat()),
        packagePattern=PACKAGE_ID,
        ownPrefix=PREFIX,
        ownPattern=CODE_PATTERN,
        facets=_facets(plan, catalogue),
        columns=list(TABLE_COLUMNS),
        groupings=list(GROUPINGS),
        targets=TargetChoices(kinds=list(TARGET_KINDS), results=list(RESULTS), columns=list(TARGET_COLUMNS)),
        datums=list(DATUMS),
        apart=[ApartUnit(id=each.id, zh=each.zh, en=each.en) for each in facts().apart if each.id in plan.by_id],
        camera=camera,
        limits=limits,
        parameters=LinkParameters(
            view=list(PARAMETERS),
            products=list(PRODUCT_PARAMETERS),
            scene=list(SCENE_PARAMETERS),
            compared=list(COMPARED),
        ),
        question=question_rules(),
    )
