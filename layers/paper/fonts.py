"""The Chinese typeface of paper and slides: Noto Sans SC from installed packages, so no font of the machine.

Regular is package pylopdf-fonts-zh-cn, bold noto-cjk-sans-jp-bold; licence of both SIL OFL 1.1 (see data/SOURCES.md).
The bold file has the characters of all East Asian scripts: LANGUAGE chooses the simplified Chinese ones.
"""

from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags
from noto_cjk_sans_jp_bold import FONT_PATH as BOLD_PATH
from pylopdf_fonts_zh_cn import sans_path

FAMILY = "Noto Sans SC"
"""name of the typeface, also for slides"""
LANGUAGE = "zh-Hans"
"""whose forms of the characters are drawn"""
LOCAL_WIDTHS = {
    '"': 577, "'": 326, "·": 1000, "ʻ": 1000, "—": 1000, "‘": 1000, "’": 1000, "‚": 326, "“": 1000, "”": 1000, "„": 577,
    "•": 1000, "‼": 679, "⁇": 976, "⁈": 832, "⁉": 832, "⸺": 2000, "⸻": 3000,
}  # fmt: skip
"""in thousandths of the type's size: letters of which simplified Chinese has a form of another width in the bold file;
tests/layers/paper/test_typeface.py reads the file's own tables, which takes half a second"""
CJK_INK_HEIGHT = 0.74
"""height of a Chinese character above its baseline, in type sizes"""
MISSING_LETTER = "□"
CJK_INK_CENTRE = 0.36
"""middle of a Chinese character above its baseline, in type sizes"""


def font_path(*, bold: bool = False) -> Path:
    """The file of a weight.

    Raises FileNotFoundError naming the remedy where the package lacks it.
    """
    path = Path(str(BOLD_PATH) if bold else sans_path())
    if not path.is_file():
        package = "noto-cjk-sans-jp-bold" if bold else "pylopdf-fonts-zh-cn"
        raise FileNotFoundError(f"{path}: the Chinese font is missing; run pip install --force-reinstall {package}")
    return path


@cache
def use_fonts() -> str:
    """Make the typeface known to matplotlib and its default; returns its family name. Safe to call often."""
    fontManager.addfont(font_path())
    mpl.rcParams["font.family"] = [FAMILY]
    # Letters keep their place at every resolution: the preview is the print.
    mpl.rcParams["text.hinting"] = "none"
    mpl.rcParams["pdf.fonttype"] = 3
    # 6 would take twice as long for a fiftieth of the size.
    mpl.rcParams["pdf.compression"] = 4
    return FAMILY


@lru_cache(maxsize=256)
def font(size_pt: float, *, bold: bool = False) -> FontProperties:
    """The typeface in one size, by its file, whatever fonts the machine has."""
    use_fonts()
    return FontProperties(fname=str(font_path(bold=bold)), size=size_pt)


def is_square(letter: str) -> bool:
    """Whether a letter is a Chinese character, all of which are as wide as high: to look each up takes a while."""
    return len(letter) == 1 and "\u4e00" <= letter <= "\u9fff"


@cache
def _face(bold: bool) -> FT2Font:
    return FT2Font(str(font_path(bold=bold)))


@cache
def _advance(letter: str, bold: bool) -> float:
    """Width of a letter in type sizes; a whole one where the typeface lacks it."""
    if is_square(letter) or not _has(letter, bold):
        return 1.0
    face = _face(bold)
    wide = LOCAL_WIDTHS.get(letter) if bold else None
    return (wide or face.load_char(ord(letter), LoadFlags.NO_SCALE).horiAdvance) / face.units_per_EM


@cache
def _has(letter: str, bold: bool) -> bool:
    return _face(bold).get_char_index(ord(letter)) != 0


@lru_cache(maxsize=16384)
def _width(words: str, bold: bool) -> float:
    return sum(_advance(letter, bold) for letter in words)


def width_pt(words: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of one line of words in points."""
    return _width(words, bold) * size_pt


def drawable(words: str) -> str:
    """Words with a square for every letter that the typeface lacks, such as an emoji."""
    return "".join(letter if _has(letter, bold=False) else MISSING_LETTER for letter in words)
