"""Words set in a row: which forms of the letters, how far apart. Once for all sizes, in thousandths of the type's."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from matplotlib.ft2font import FT2Font, LoadFlags

from layers.paper.fonts import LANGUAGE, font_path

UNITS = 1000
APART = re.compile("[\u4e00-\u9fff0-9 ()（）《》、，。%/+]*")
"""letters that stand beside each other as each stands alone; others are kerned, joined, or formed by what is beside"""


class Letter(NamedTuple):
    """A letter in its place, in thousandths of the type's size."""

    text: str
    glyph: int
    kern: float
    """how much farther than after the letter before it stands"""
    wide: float
    """from where it stands to where one without a kern would follow"""


Row = tuple[Letter, ...]
"""letters of one weight"""


@cache
def face_of(bold: bool) -> FT2Font:
    """The typeface at the size at which rows are set; nobody changes that."""
    face = FT2Font(str(font_path(bold=bold)))
    face.set_size(UNITS, 72)
    return face


@lru_cache(maxsize=16384)
def row_of(words: str, bold: bool) -> Row:
    """Words of one line in a row."""
    apart, known = APART.fullmatch(words) is not None, _known[bold]
    if apart and all(letter in known for letter in words):
        # An atlas has some thousand names of some hundred characters.
        return tuple(known[letter] for letter in words)
    face, letters = face_of(bold), list[Letter]()
    for each in face._layout(words, LoadFlags.NO_HINTING, features=None, language=LANGUAGE):
        wide = face.load_glyph(each.glyph_index, LoadFlags.NO_SCALE).horiAdvance * UNITS / face.units_per_EM
        letters.append(Letter(each.char, each.glyph_index, each.prev_kern, wide))
    if apart:
        known.update((letter.text, letter) for letter in letters)
    return tuple(letters)


_known: dict[bool, dict[str, Letter]] = {False: {}, True: {}}
"""letters that stand as they do alone, by their weight"""


def width_of(letters: Iterable[Letter]) -> float:
    """Of letters that stand beside each other, in thousandths."""
    return sum(letter.kern + letter.wide for letter in letters)
