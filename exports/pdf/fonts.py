"""Type 3 fonts, as matplotlib embeds the outlines of letters, made real fonts (Type 1C, CFF) of the same letters.

matplotlib would embed OpenType outlines as TrueType, which they are not, and takes seconds to cut them out of the font.
The procedures of a Type 3 font are the same outlines already; codes, widths and meanings stay, so that no page changes.
"""

from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from layers.paper.letters.words import HALO

UNITS = 1000
NOTDEF = ".notdef"
GONE = ("/CharProcs", "/FontMatrix", "/FontBBox", "/Name")
"""entries of a Type 3 font that others do not have"""
POINTS, END = {b"m": b"\x15", b"l": b"\x05", b"c": b"\x08"}, b"\x0e"
"""operators of a page -> of a charstring: rmoveto, rlineto, rrcurveto; endchar"""
MEANINGLESS = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Halo def
/CMapType 2 def
1 begincodespacerange
<00> <ff>
endcodespacerange
1 beginbfrange
<00> <ff> [%s]
endbfrange
endcmap
end
end""" % b" ".join([b"<0020>"] * 256)
"""letters that are spaces to whoever searches or copies: the halo of a name is not the name once more"""


def real_fonts(writer: PdfWriter) -> None:
    """Replace the Type 3 fonts of all pages, and add those of halos (layers/paper/letters/words.py)."""
    meaningless = None
    for page in writer.pages:
        fonts = page["/Resources"].get("/Font", DictionaryObject()).get_object()  # type: ignore[attr-defined]
        for name, reference in list(fonts.items()):
            font = reference.get_object()
            if font["/Subtype"] == "/Type3":
                _replace(font, writer)
                meaningless = meaningless or writer._add_object(_meaningless())
                halo = DictionaryObject(font | {NameObject("/ToUnicode"): meaningless})
                fonts[NameObject(name + HALO)] = writer._add_object(halo)
    # The procedures have nobody left who asks for them.
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)


def _meaningless() -> StreamObject:
    stream = StreamObject()
    stream.set_data(MEANINGLESS)
    return stream.flate_encode()


def _replace(font: DictionaryObject, writer: PdfWriter) -> None:
    procedures = {name[1:]: each.get_object().get_data() for name, each in font["/CharProcs"].items()}  # type: ignore[attr-defined]
    stream = StreamObject()
    stream.set_data(_compiled(str(font["/Name"])[1:].partition("+")[2], procedures))
    stream[NameObject("/Subtype")] = NameObject("/Type1C")
    font["/FontDescriptor"][NameObject("/FontFile3")] = writer._add_object(stream.flate_encode())  # type: ignore[index]
    for key in GONE:
        font.pop(NameObject(key), None)
    font[NameObject("/Subtype")] = NameObject("/Type1")


def _compiled(name: str, procedures: dict[str, bytes]) -> bytes:
    """A CFF font of letters by their names in the page's encoding."""
    builder = FontBuilder(UNITS, isTTF=False)
    # The letters' extent is in the font's description already.
    builder.font.recalcBBoxes = False
    builder.setupGlyphOrder([NOTDEF, *procedures])
    letters = {glyph: T2CharString(bytecode=charstring(drawn)) for glyph, drawn in procedures.items()}
    letters[NOTDEF] = T2CharString(bytecode=_number(UNITS // 2) + END)
    builder.setupCFF(name, {}, letters, {"defaultWidthX": 0, "nominalWidthX": 0})
    content: bytes = builder.font["CFF "].compile(builder.font)
    return content


def charstring(procedure: bytes) -> bytes:
    """The outline of a letter as a Type 2 charstring; its first number is the width."""
    found: list[bytes] = []
    numbers: list[int] = []
    x = y = 0
    for word in procedure.split():
        if word in POINTS:
            for at in range(0, len(numbers), 2):
                found += (_number(numbers[at] - x), _number(numbers[at + 1] - y))
                x, y = numbers[at], numbers[at + 1]
            found.append(POINTS[word])
        elif word == b"d1":
            found.append(_number(numbers[0]))
        elif word not in (b"h", b"f"):
            numbers.append(round(float(word)))
            continue
        numbers = []
    return b"".join((*found, END))


@cache
def _number(value: int) -> bytes:
    """An integer of 16 bits in as few bytes as a charstring allows."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= abs(value) <= 1131:
        over, first = abs(value) - 108, 247 if value > 0 else 251
        return bytes([first + (over >> 8), over & 255])
    return b"\x1c" + value.to_bytes(2, "big", signed=True)
