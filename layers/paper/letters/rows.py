"""Words set in a row: which forms of the letters, how far apart. Once for all sizes, in thousandths of the type's."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from matplotlib.ft2font import FT2Font, LoadFlags

from layers.paper.fonts import LANGUAGE, font_path, is_square

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
    if APART.fullmatch(words) is None:
        return tuple(_set(words, bold))
    # A sheet has some hundred names of some hundred letters: each of these is set once.
    known = _known[bold]
    new = "".join(dict.fromkeys(letter for letter in words if letter not in known))
    known.update((letter.text, letter) for letter in _set(new, bold))
    return tuple(known[letter] for letter in words)


_known: dict[bool, dict[str, Letter]] = {False: {}, True: {}}
"""letters that stand as they do alone, by their weight"""


def _set(words: str, bold: bool) -> Iterator[Letter]:
    if not words:
        return
    for each in face_of(bold)._layout(words, LoadFlags.NO_HINTING, features=None, language=LANGUAGE):
        wide = UNITS if is_square(each.char) else _wide(each.glyph_index, bold)
        yield Letter(each.char, each.glyph_index, each.prev_kern, wide)


@cache
def _wide(glyph: Any, bold: bool) -> float:
    face = face_of(bold)
    return face.load_glyph(glyph, LoadFlags.NO_SCALE).horiAdvance * UNITS / face.units_per_EM


def width_of(letters: Iterable[Letter]) -> float:
    """Of letters that stand beside each other, in thousandths."""
    return sum(letter.kern + letter.wide for letter in letters)
