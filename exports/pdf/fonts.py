"""Type 3 fonts, as matplotlib embeds the outlines of letters, made real fonts (Type 1C, CFF) of the same letters.

matplotlib would embed OpenType outlines as TrueType, which they are not, and takes seconds to cut them out of the font.
The procedures of a Type 3 font are the same outlines already; codes, widths and meanings stay, so that no page changes.
"""

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

UNITS = 1000
NOTDEF = ".notdef"
GONE = ("/CharProcs", "/FontMatrix", "/FontBBox", "/Name")
"""entries of a Type 3 font that others do not have"""
POINTS = {b"m": "rmoveto", b"l": "rlineto", b"c": "rrcurveto"}


def real_fonts(writer: PdfWriter) -> None:
    """Replace the Type 3 fonts of all pages."""
    for page in writer.pages:
        for reference in page["/Resources"].get("/Font", {}).values():  # type: ignore[attr-defined]
            font = reference.get_object()
            if font["/Subtype"] == "/Type3":
                _replace(font, writer)
    # The procedures have nobody left who asks for them.
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)


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
    builder.setupGlyphOrder([NOTDEF, *procedures])
    letters = {glyph: T2CharString(program=program(drawn)) for glyph, drawn in procedures.items()}
    letters[NOTDEF] = T2CharString(program=[UNITS // 2, "endchar"])
    builder.setupCFF(name, {}, letters, {"defaultWidthX": 0, "nominalWidthX": 0})
    content: bytes = builder.font["CFF "].compile(builder.font)
    return content


def program(procedure: bytes) -> list[int | str]:
    """The outline of a letter as a Type 2 charstring; its first number is the width."""
    found: list[int | str] = []
    numbers: list[int] = []
    x = y = 0
    for word in procedure.split():
        if word in POINTS:
            for at in range(0, len(numbers), 2):
                found += [numbers[at] - x, numbers[at + 1] - y]
                x, y = numbers[at], numbers[at + 1]
            found.append(POINTS[word])
        elif word == b"d1":
            found.append(numbers[0])
        elif word not in (b"h", b"f"):
            numbers.append(round(float(word)))
            continue
        numbers = []
    return [*found, "endchar"]
