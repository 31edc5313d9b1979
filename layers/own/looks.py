"""A class of a layer that somebody brought, as it is drawn: what map, legend and paper ask for."""

from dataclasses import dataclass

LEAST_LINE_PX = 1.0


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

    @property
    def line_px(self) -> float:
        """Width of lines and edges."""
        return max(self.size_px / 4, LEAST_LINE_PX)
