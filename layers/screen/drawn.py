"""The drawn part of the documents as types: the layers that layers/screen/deck.py and basemap.py describe, as JSON.

What pydeck adds for other readers than ours is left out. Degrees are WGS-84, longitude first.
"""

from typing import Literal, NotRequired, TypedDict


class AreaRow(TypedDict):
    """An area: closed rings, the outer one first; triangles as layers/screen/triangles.py says.

    Of a band its width in metres, below zero.
    """

    id: NotRequired[str]
    polygon: list[list[list[float]]]
    triangles: list[int]
    width: NotRequired[float]


class PathRow(TypedDict):
    """A line, or the outline of an area: width in pixels; dash as on, off, distance to the first, in widths.

    On the way a path said before is only named (layers/screen/shared_paths.py).
    """

    id: NotRequired[str]
    path: list[list[float]]
    width: float
    dash: NotRequired[list[float]]


class PointRow(TypedDict):
    """A point; its icon is a cell of the atlas."""

    id: str
    position: list[float]
    icon: str


_Areas = TypedDict("_Areas", {"@@type": Literal["AreaLayer"]})
_Paths = TypedDict("_Paths", {"@@type": Literal["PathLayer"]})
_Points = TypedDict("_Points", {"@@type": Literal["IconLayer"]})


class AreaLayer(_Areas, TypedDict):
    """Areas drawn alike, of a catalogue's layer or of the basemap; id: `<layer>:<kind>`."""

    id: str
    data: list[AreaRow]
    getFillColor: list[int]
    hatched: NotRequired[bool]
    pickable: NotRequired[bool]


class PathLayer(_Paths, TypedDict):
    """Lines or outlines drawn alike; id: `<layer>:<kind>`."""

    id: str
    data: list[PathRow]
    getColor: list[int]
    pickable: NotRequired[bool]


class PointLayer(_Points, TypedDict):
    """Point symbols, getSize pixels high; id: `<layer>:point`."""

    id: str
    data: list[PointRow]
    getSize: float
    pickable: NotRequired[bool]
