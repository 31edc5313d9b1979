"""A font of letters alone in the Compact Font Format (Adobe Technical Note 5176), as a PDF's Type 1C has it.

fontTools writes the same (tests/exports/pdf/test_fonts.py reads it so), and brings with it all that tables of OpenType
fonts may have: longer to load than a sheet's letters take to be drawn.
"""

import struct
from collections.abc import Mapping, Sequence
from functools import cache

NOTDEF = ".notdef"
STANDARD_STRINGS = 391
"""numbers below this stand for names that every reader knows"""
CHARSET, CHARSTRINGS, PRIVATE, FONT_BOX, DEFAULT_WIDTH, NOMINAL_WIDTH = 15, 17, 18, 5, 20, 21
"""operators of dictionaries"""
HEADER = bytes((1, 0, 4, 4))
"""version 1.0, of four bytes, places are four bytes long"""

Box = tuple[int, int, int, int]
"""west, south, east, north of all letters: readers choose by it how finely they place them"""


def compact_font(name: str, letters: Mapping[str, bytes], box: Box) -> bytes:
    """A font of charstrings (Type 2) by their names, one of them NOTDEF."""
    names = [letter for letter in letters if letter != NOTDEF]
    names_index, strings = _index([name.encode("ascii", "replace")]), _index([each.encode() for each in names])
    # No name here is one of those that every reader knows by its number: theirs would be another letter.
    charset = b"\x00" + b"".join(struct.pack(">H", STANDARD_STRINGS + at) for at in range(len(names)))
    drawn = _index([letters[NOTDEF], *(letters[each] for each in names)])
    private = _entry(DEFAULT_WIDTH, 0) + _entry(NOMINAL_WIDTH, 0)
    start = (
        len(HEADER)
        + len(names_index)
        + len(_index([_top(box, 0, 0, 0, len(private))]))
        + len(strings)
        + len(_index([]))
    )
    at_drawn = start + len(charset)
    top = _index([_top(box, start, at_drawn, at_drawn + len(drawn), len(private))])
    return b"".join((HEADER, names_index, top, strings, _index([]), charset, drawn, private))


def _top(box: Box, charset: int, charstrings: int, private: int, private_length: int) -> bytes:
    """The dictionary of the font; as long whatever the places are."""
    places = (_place(charset), bytes([CHARSET]), _place(charstrings), bytes([CHARSTRINGS]))
    return b"".join(
        (_entry(FONT_BOX, *box), *places, _place(private_length), _place(private), bytes([PRIVATE]))
    )  # fmt: skip


def _entry(operator: int, *values: int) -> bytes:
    return b"".join((*map(number, values), bytes([operator])))


def _place(value: int) -> bytes:
    """A number of a dictionary in five bytes."""
    return b"\x1d" + struct.pack(">i", value)


def _index(parts: Sequence[bytes]) -> bytes:
    """Parts of any length with where each begins."""
    if not parts:
        return b"\0\0"
    ends, offset = [1], 1
    for part in parts:
        offset += len(part)
        ends.append(offset)
    return struct.pack(f">HB{len(ends)}I", len(parts), 4, *ends) + b"".join(parts)


@cache
def number(value: int) -> bytes:
    """An integer of 16 bits in as few bytes as charstrings and dictionaries allow."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= abs(value) <= 1131:
        over, first = abs(value) - 108, 247 if value > 0 else 251
        return bytes([first + (over >> 8), over & 255])
    return b"\x1c" + value.to_bytes(2, "big", signed=True)
