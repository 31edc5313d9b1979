"""Where everything stands on a sheet of paper. Points (1/72 inch), from the bottom left."""

from dataclasses import dataclass

MM_PT = 72 / 25.4
PAPERS_MM = {
    "A4": (210.0, 297.0), "A3": (297.0, 420.0), "A2": (420.0, 594.0), "A1": (594.0, 841.0), "A0": (841.0, 1189.0),
}  # fmt: skip
"""short and long side"""
A3_SHORT_PT = 297.0 * MM_PT
MARGIN, GAP, FOOT = 28.0, 16.0, 40.0
"""on A3; smaller paper takes less"""
MAP_SHARE = 0.72
"""of a landscape sheet's width"""
PORTRAIT_MAP_SHARE = 0.6
"""of a portrait sheet's height"""
REGION_ASPECT = 0.46
"""height of the inset of the region against its width"""
SMALLEST_FACTOR = 0.78
SCALES, LONGEST = (1_000, 5_000_000), 12
"""N of 1:N, least and most; digits that are read"""
CITY = "city"
"""an extent that is asked for by name; others are ids of units"""
MOST_BYTES = 1_000_000
"""of a logo"""
GROWTH = 0.5
"""power of the paper's size by which type grows beyond A3"""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is in it or on its edge."""
        return self.x <= x <= self.right and self.y <= y <= self.top


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of a sheet."""

    width: float
    height: float
    factor: float
    """size of type and symbols against A3"""
    map: Box
    title: Box
    legend: Box
    region: Box
    foot: Box
    legend_columns: int


def paper_pt(paper: str, *, portrait: bool) -> tuple[float, float]:
    """Width and height of a paper in points. Raises KeyError for an unknown one."""
    short, long = (side * MM_PT for side in PAPERS_MM[paper])
    return (short, long) if portrait else (long, short)


def sheet_layout(paper: str, *, portrait: bool) -> Layout:
    """Map at the left, the rest in a column at the right; on portrait paper title, map, legend from top down."""
    width, height = paper_pt(paper, portrait=portrait)
    share = min(width, height) / A3_SHORT_PT
    # On larger paper type grows more slowly than the paper: it is to show more, not the same larger.
    factor = max(share if share <= 1 else share**GROWTH, SMALLEST_FACTOR)
    margin, gap = MARGIN * min(share, factor), GAP * factor
    foot = Box(margin, margin, width - 2 * margin, FOOT * factor)
    inner = height - 2 * margin
    if portrait:
        title = Box(margin, height - margin - 72 * factor, width - 2 * margin, 72 * factor)
        map_height = PORTRAIT_MAP_SHARE * height
        map_box = Box(margin, title.y - map_height, width - 2 * margin, map_height)
        region_width = (width - 2 * margin) * 0.3
        low = foot.top + gap * 0.5
        region = Box(
            width - margin - region_width,
            map_box.y - gap - region_width * REGION_ASPECT,
            region_width,
            region_width * REGION_ASPECT,
        )
        legend = Box(margin, low, width - 2 * margin - region_width - gap, map_box.y - gap * 0.7 - low)
        return Layout(width, height, factor, map_box, title, legend, region, foot, 2)
    map_box = Box(margin, foot.top, MAP_SHARE * width - margin, inner - foot.height)
    left = map_box.right + gap
    column = width - margin - left
    title = Box(left, height - margin - 104 * factor, column, 104 * factor)
    region = Box(left, foot.top, column, column * REGION_ASPECT)
    legend = Box(left, region.top + 34 * factor, column, title.y - region.top - 34 * factor)
    return Layout(width, height, factor, map_box, title, legend, region, foot, 1)


def scale_of(written: str) -> float:
    """N of `1:N`, `N` or `1:50 000`. Raises ValueError."""
    digits = "".join(written.replace("：", ":").split()).removeprefix("1:").replace(",", "")
    least, most = SCALES
    if not (digits.isascii() and digits.isdigit() and len(digits) < LONGEST and least <= int(digits) <= most):
        raise ValueError(f"{written[:40]}: 1:{least} – 1:{most}")
    return float(digits)
