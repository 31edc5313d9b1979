"""The kinds of things of the city under the plan. Asked by whoever reads the catalogue: imports nothing."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "range": ("area",), "forest": ("area",), "park": ("area",), "lake": ("area",), "reservoir": ("area",),
    "river": ("line",), "bay": ("point", "area"), "airport": ("point", "area"), "runway": ("line",),
    "port": ("point", "area"), "subdistrict": ("area",), "arterial": ("line",), "expressway": ("line",),
    "bridge": ("line",), "rail-line": ("line",), "metro-line": ("line",), "rail-station": ("point",),
    "metro-station": ("point",), "crossing": ("point",), "peak": ("point",), "place": ("point",),
    "community": ("point",),
}  # fmt: skip
"""kind -> what it may be on the map: point, line or area"""
RANKS = (1, 2, 3, 4)
"""how much a feature matters among its kind, 1 the most"""
