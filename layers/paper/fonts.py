"""The Chinese typeface of paper and slides: Noto Sans SC from installed packages, so no font of the machine.

Regular is package pylopdf-fonts-zh-cn, bold noto-cjk-sans-jp-bold; licence of both SIL OFL 1.1 (see data/SOURCES.md).
The bold file has the characters of all East Asian scripts: LANGUAGE chooses the simplified Chinese ones.
"""

from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, fontManager
from noto_cjk_sans_jp_bold import FONT_PATH as BOLD_PATH
from pylopdf_fonts_zh_cn import sans_path

FAMILY = "Noto Sans SC"
"""name of the typeface, also for slides"""
LANGUAGE = "zh-Hans"
"""whose forms of the characters are drawn"""
OPENTYPE_LANGUAGE = "ZHS"
"""the same as font files call it"""
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
    return FAMILY


@lru_cache(maxsize=256)
def font(size_pt: float, *, bold: bool = False) -> FontProperties:
    """The typeface in one size, by its file, whatever fonts the machine has."""
    use_fonts()
    return FontProperties(fname=str(font_path(bold=bold)), size=size_pt)


@cache
def _advances(bold: bool) -> tuple[dict[int, int], int]:
    """Code point -> width of its letter, and widths per type size."""
    with TTFont(font_path(bold=bold), lazy=True) as face:
        widths, names = face["hmtx"], face.getBestCmap()
        local = _local_forms(face) if bold else {}
        return {code: widths[local.get(name, name)][0] for code, name in names.items()}, face["head"].unitsPerEm


def _local_forms(face: TTFont) -> dict[str, str]:
    """Glyph -> the one that simplified Chinese has in its place; its quotes, for one, are wider."""
    table = face["GSUB"].table
    scripts = {script.ScriptTag: script.Script for script in table.ScriptList.ScriptRecord}
    systems = {system.LangSysTag.strip(): system.LangSys for system in scripts["hani"].LangSysRecord}
    features = [table.FeatureList.FeatureRecord[index] for index in systems[OPENTYPE_LANGUAGE].FeatureIndex]
    lookups = (index for each in features if each.FeatureTag == "locl" for index in each.Feature.LookupListIndex)
    forms: dict[str, str] = {}
    for lookup in sorted(lookups):
        for subtable in table.LookupList.Lookup[lookup].SubTable:
            changed = getattr(subtable, "ExtSubTable", subtable).mapping
            forms = changed | {glyph: changed.get(form, form) for glyph, form in forms.items()}
    return forms


def width_pt(words: str, size_pt: float, *, bold: bool = False) -> float:
    """Width of one line of words in points."""
    advances, units = _advances(bold)
    return sum(advances.get(ord(letter), units) for letter in words) * size_pt / units


def drawable(words: str) -> str:
    """Words with a square for every letter that the typeface lacks, such as an emoji."""
    advances, _ = _advances(False)
    return "".join(letter if ord(letter) in advances else MISSING_LETTER for letter in words)
