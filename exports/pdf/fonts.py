"""Fonts of a PDF: real ones (Type 1C, CFF) of the letters that are used.

matplotlib would embed OpenType outlines as drawings of letters (Type 3), which few programs take for a font, or as
TrueType, which they are not, after seconds in which it cuts them out of the font. A letter's codes are matplotlib's.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil, floor
from typing import Any

import numpy as np
from matplotlib.backends.backend_pdf import PdfFile
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from numpy.typing import NDArray

from exports.pdf.compact import NOTDEF, compact_font, number
from exports.pdf.objects import name_of, streamed, written

UNITS = 1000
FROM_FREETYPE = 64
"""matplotlib gives outlines in parts of the font's units"""
Glyph = Any
"""the number of a letter's outline in its typeface; matplotlib has a type of its own for it"""
PLAIN = 1 << 5
"""the flag of a font whose letters are known by their names"""
ENDS = {int(Path.MOVETO): 1, int(Path.LINETO): 1, int(Path.CURVE3): 2, int(Path.CURVE4): 3}
"""code of an outline -> places that one step of it takes"""
EMPTY = number(UNITS // 2) + b"\x0e"
"""the charstring of what is no letter"""
MOVE, LINE, CURVE, END = b"\x15", b"\x05", b"\x08", b"\x0e"
"""operators of a charstring: rmoveto, rlineto, rrcurveto, endchar"""
MEANINGS = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Letters def
/CMapType 2 def
1 begincodespacerange
<00> <ff>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
MOST_RANGES = 100
"""of one list"""


def embedded(file: PdfFile, path: Any, used: Mapping[int, Glyph], said: Mapping[int, str]) -> Any:
    """Write the font of letters of a typeface; used: code -> glyph, said: code -> what it means."""
    face = get_font(path)
    # Names of our own: a reader takes none of them for a letter that it knows by its number.
    names = {code: f"g{glyph}" for code, glyph in used.items()}
    outlines = {glyph: outline(face, glyph) for glyph in sorted(set(used.values()))}
    letters = {NOTDEF: EMPTY} | {f"g{glyph}": charstring(*drawn) for glyph, drawn in outlines.items()}
    first, last = min(used), max(used)
    title = name_of(PdfFile._get_subsetted_psname(face.postscript_name, used))  # type: ignore[no-untyped-call]
    content = compact_font(face.postscript_name, letters, _box([places for _, places, _ in outlines.values()]))
    descriptor = _descriptor(face) | {"FontName": title}
    descriptor["FontFile3"] = streamed(file, content, "font", Subtype=name_of("Type1C"))
    font = {
        "Type": name_of("Font"), "Subtype": name_of("Type1"), "BaseFont": title, "FirstChar": first, "LastChar": last,
        "Widths": [outlines[used[code]][0] if code in used else 0 for code in range(first, last + 1)],
        "FontDescriptor": written(file, descriptor, "font descriptor"),
        "Encoding": {"Type": name_of("Encoding"), "Differences": differences(names)},
        "ToUnicode": streamed(file, meanings(said), "ToUnicode"),
    }  # fmt: skip
    return Written(written(file, font, "font"), font)


class Written:
    """A font, and what refers to it."""

    def __init__(self, reference: Any, font: dict[str, Any]) -> None:
        self.reference, self.font = reference, font

    def pdfRepr(self) -> bytes:  # noqa: N802 - matplotlib's name
        """What refers to it."""
        content: bytes = self.reference.pdfRepr()
        return content


def halo_of(file: PdfFile, font: Written, unsaid: Any) -> Any:
    """The same letters without a meaning: the halo of a name is not the name once more."""
    return written(file, font.font | {"ToUnicode": unsaid}, "font of halos")


def meaningless(file: PdfFile) -> Any:
    """Letters that are spaces to whoever searches or copies."""
    return streamed(file, meanings(dict.fromkeys(range(256), " ")), "ToUnicode")


def meanings(said: Mapping[int, str]) -> bytes:
    """What codes mean, as a CMap."""
    rows = [f"<{code:02x}> <{words.encode('utf-16be').hex()}>" for code, words in sorted(said.items())]
    parts = [rows[start : start + MOST_RANGES] for start in range(0, len(rows), MOST_RANGES)]
    ranges = "\n".join("\n".join((f"{len(part)} beginbfchar", *part, "endbfchar")) for part in parts)
    return MEANINGS.format(ranges=ranges).encode()


def differences(names: Mapping[int, str]) -> list[Any]:
    """Names of letters, each run of codes after its first code."""
    found: list[Any] = []
    for _, run in groupby(enumerate(sorted(names)), key=lambda each: each[1] - each[0]):
        codes = [code for _, code in run]
        found += [codes[0], *(name_of(names[code]) for code in codes)]
    return found


def _descriptor(face: FT2Font) -> dict[str, Any]:
    """What is known of a typeface as a whole, in thousandths."""
    west, south, east, north = (value / face.units_per_EM * UNITS for value in face.bbox)
    tables: dict[str, Any] = {name: face.get_sfnt_table(name) or {} for name in ("post", "OS/2")}
    high = tables["OS/2"].get("sCapHeight") or face.ascender
    return {
        "Type": name_of("FontDescriptor"), "Flags": PLAIN,
        "FontBBox": [floor(west), floor(south), ceil(east), ceil(north)],
        "Ascent": ceil(face.ascender / face.units_per_EM * UNITS),
        "Descent": floor(face.descender / face.units_per_EM * UNITS),
        "CapHeight": ceil(high / face.units_per_EM * UNITS),
        "ItalicAngle": tables["post"].get("italicAngle", (0, 0))[0], "StemV": 0,
    }  # fmt: skip


def _box(outlines: Sequence[NDArray[np.float64]]) -> tuple[int, int, int, int]:
    """What holds all outlines; handles of curves lie outside them, if anywhere."""
    places = np.concatenate([np.zeros((1, 2)), *outlines])
    (west, south), (east, north) = np.floor(places.min(axis=0)).tolist(), np.ceil(places.max(axis=0)).tolist()
    return int(west), int(south), int(east), int(north)


def outline(face: FT2Font, glyph: Glyph) -> tuple[int, NDArray[np.float64], NDArray[np.int8]]:
    """Width, places and codes (matplotlib's) of a letter, in thousandths."""
    wide = face.load_glyph(glyph, LoadFlags.NO_SCALE).horiAdvance
    places, codes = face.get_path()
    return round(wide * UNITS / face.units_per_EM), places * (FROM_FREETYPE * UNITS / face.units_per_EM), codes


def charstring(wide: int, places: NDArray[np.float64], codes: NDArray[np.int8]) -> bytes:
    """A letter as a Type 2 charstring; its first number is the width."""
    kept = codes != Path.CLOSEPOLY
    kinds, at = codes[kept].tolist(), np.rint(places[kept]).astype(int)
    if Path.CURVE3 in kinds:
        kinds, at = _cubic(kinds, places[kept])
    steps = np.diff(at, axis=0, prepend=[[0, 0]]).ravel().tolist()
    found, position = [number(wide)], 0
    while position < len(kinds):
        kind = kinds[position]
        end = position + ENDS[kind]
        found += map(number, steps[2 * position : 2 * end])
        found.append(MOVE if kind == Path.MOVETO else LINE if kind == Path.LINETO else CURVE)
        position = end
    return b"".join((*found, END))


def _cubic(kinds: list[int], places: NDArray[np.float64]) -> tuple[list[int], NDArray[np.int64]]:
    """The same outline, each curve of one handle as one of two."""
    found, position = list[tuple[int, Any]](), 0
    while position < len(kinds):
        kind, place = kinds[position], places[position]
        if kind == Path.CURVE3:
            start, end = found[-1][1], places[position + 1]
            handles = start + (place - start) * 2 / 3, end + (place - end) * 2 / 3, end
            found += [(int(Path.CURVE4), handle) for handle in handles]
        else:
            found += [(kind, places[at]) for at in range(position, position + ENDS[kind])]
        position += ENDS[kind]
    return [kind for kind, _ in found], np.rint([place for _, place in found]).astype(int)
