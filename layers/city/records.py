"""The city's document as types. Places are whole numbers, 1e-5 degrees WGS-84: longitude and latitude of the first
point, then how far each is from the one before, all in one list."""

from typing import NotRequired, TypedDict

from layers.style.city import CityKind


class CityRow(TypedDict):
    """A line or point (`path`), or an area: closed rings, the outer one first, and triangles.

    These are as layers/screen/triangles.py has them. colors: its own, on light and on dark. name: number of the name
    that may run along it.
    """

    path: NotRequired[list[int]]
    rings: NotRequired[list[list[int]]]
    triangles: NotRequired[list[int]]
    colors: NotRequired[list[str]]
    name: NotRequired[int]


class CityLayer(TypedDict):
    """What is drawn of a kind and a rank."""

    kind: str
    rank: int
    rows: list[CityRow]


class CityName(TypedDict):
    """A name with the places where it may stand, best first; pinyin: its syllables, apart.

    about: number of a road or line, height of a peak in metres, lines of a station.
    """

    kind: str
    rank: int
    name: str
    name_en: str
    places: list[int]
    pinyin: str
    district: NotRequired[str]
    about: NotRequired[str]
    color: NotRequired[str]


class CityDocument(TypedDict):
    """The city under the plan as the browser loads it: kinds and layers in drawing order."""

    kinds: dict[str, CityKind]
    layers: list[CityLayer]
    names: list[CityName]
