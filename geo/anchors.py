"""Where the name of an item, or a badge in its place, may stand. Degrees, WGS-84."""

import shapely
from shapely.geometry.base import BaseGeometry

DECIMALS = 6


def label_anchors(geometry: BaseGeometry) -> list[list[float]]:
    """Where an item's label may stand, best first: a point inside an area, the middle and quarters of a line."""
    if geometry.geom_type == "Point":
        places = [geometry]
    elif "Line" in geometry.geom_type:
        longest = max(shapely.get_parts(geometry), key=lambda part: part.length)
        places = [longest.interpolate(share, normalized=True) for share in (0.5, 0.25, 0.75, 0.1, 0.9)]
    else:
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        centre = largest.centroid
        places = [centre if largest.contains(centre) else largest.representative_point()]
    return [[round(place.x, DECIMALS), round(place.y, DECIMALS)] for place in places]
