"""The Chinese typeface of paper and slides: Noto Sans SC from an installed package, so no font of the machine.

Package pylopdf-fonts-zh-cn; licence SIL OFL 1.1 (see data/SOURCES.md). It has one weight: bold is made by a thin
outline of the letter's own colour, see layers/paper/text.py.
"""

from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, fontManager
from pylopdf_fonts_zh_cn import sans_path

FAMILY = "Noto Sans SC"
"""name of the typeface, also for slides"""
CJK_INK_HEIGHT = 0.74
"""height of a Chinese character above its baseline, in type sizes"""
MISSING_LETTER = "□"
CJK_INK_CENTRE = 0.36
"""middle of a Chinese character above its baseline, in type sizes"""


def font_paths() -> tuple[Path, ...]:
    """Font files of the package, regular first.

    Raises FileNotFoundError naming the remedy where the package lacks them.
    """
    path = Path(sans_path())
    if not path.is_file():
        raise FileNotFoundError(
            f"{path}: the Chinese font is missing; run pip install --force-reinstall pylopdf-fonts-zh-cn"
        )
    return (path,)


@cache
def use_fonts() -> str:
    """Make the typeface known to matplotlib and its default; returns its family name. Safe to call often."""
    for path in font_paths():
        fontManager.addfont(path)
    mpl.rcParams["font.family"] = [FAMILY]
    # Letters keep their place at every resolution: the preview is the print.
    mpl.rcParams["text.hinting"] = "none"
    mpl.rcParams["pdf.fonttype"] = 3
    return FAMILY


@lru_cache(maxsize=256)
def font(size_pt: float) -> FontProperties:
    """The typeface in one size, by its file, whatever fonts the machine has."""
    use_fonts()
    return FontProperties(fname=str(font_paths()[0]), size=size_pt)


@cache
def _advances() -> tuple[dict[int, int], int]:
    """Code point -> width of its letter, and widths per type size."""
    with TTFont(font_paths()[0], lazy=True) as face:
        widths, names = face["hmtx"], face.getBestCmap()
        return {code: widths[name][0] for code, name in names.items()}, face["head"].unitsPerEm


def width_pt(words: str, size_pt: float) -> float:
    """Width of one line of words in points."""
    advances, units = _advances()
    return sum(advances.get(ord(letter), units) for letter in words) * size_pt / units


def drawable(words: str) -> str:
    """Words with a square for every letter that the typeface lacks, such as an emoji."""
    advances, _ = _advances()
    return "".join(letter if ord(letter) in advances else MISSING_LETTER for letter in words)
