"""A class of a layer that somebody brought, as it is drawn: what map, legend and paper ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnLook:
    """Features that look alike."""

    words: str
    """value or range; the layer's title where all are alike"""
    color: str
    """#rrggbb, in dark too: somebody chose it"""
    kinds: frozenset[str]
    """point | line | area: what is drawn so"""
    size_px: float
    """diameter of points; of lines and edges a quarter"""
    opacity: float
    count: int
    """features"""
