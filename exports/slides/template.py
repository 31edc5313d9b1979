"""The template of slides: made here from the catalogue's colours, or a file of the bureau's with the same layouts.

A layout is known by its name. Each has a title, a footer and a number; what else it needs is in LAYOUTS.
"""

import io
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from briefing.errors import ExportError
from exports.place import read_given
from exports.slides.shapes import LATIN_TYPEFACE, TYPEFACE, Box
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES, Language, text

SLIDE = Box(0, 0, 13.333, 7.5)
EDGE = 0.45
MAP = Box(0, 0, 8.12, SLIDE.height)
"""61 % of the slide"""
SIDE = Box(MAP.width + 0.25, 0.3, SLIDE.width - MAP.width - 0.25 - 0.35, 6.95)
COVER_MAP = Box(5.6, 0, SLIDE.width - 5.6, SLIDE.height)
WIDE = Box(EDGE, 1.35, SLIDE.width - 2 * EDGE, 5.4)
FOOT = Box(EDGE, 6.98, 11.0, 0.3)
NUMBER_IN = 0.75
KINDS = {
    "title": (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE),
    "body": (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE),
    "pic": (PP_PLACEHOLDER.PICTURE,),
    "ftr": (PP_PLACEHOLDER.FOOTER,),
    "sldNum": (PP_PLACEHOLDER.SLIDE_NUMBER,),
}
"""placeholder -> the types that serve for it"""
SPOTS: Mapping[str, Mapping[str, tuple[Box, float]]] = {
    "cover": {
        "title": (Box(EDGE, 2.1, 4.8, 1.6), 40), "body": (Box(EDGE, 3.85, 4.8, 1.8), 16), "pic": (COVER_MAP, 14),
        "ftr": (Box(EDGE, 6.75, 4.8, 0.4), 14),
    },
    "map": {
        "title": (Box(SIDE.left, 0.22, SIDE.width, 0.8), 24), "body": (Box(SIDE.left, 1.1, SIDE.width, 1.75), 16),
        "pic": (MAP, 14), "ftr": (Box(SIDE.left, 6.9, SIDE.width - NUMBER_IN, 0.38), 8),
        "sldNum": (Box(SIDE.left + SIDE.width - NUMBER_IN, 6.9, NUMBER_IN, 0.38), 14),
    },
    **{
        layout: {
            "title": (Box(EDGE, 0.35, WIDE.width, 0.8), 28), "body": (WIDE, 18), "ftr": (FOOT, 8),
            "sldNum": (Box(SLIDE.width - EDGE - NUMBER_IN, 6.95, NUMBER_IN, 0.35), 14),
        }
        for layout in ("text", "closing")
    },
    "table": {
        "title": (Box(EDGE, 0.35, WIDE.width, 0.8), 28), "ftr": (FOOT, 8),
        "sldNum": (Box(SLIDE.width - EDGE - NUMBER_IN, 6.95, NUMBER_IN, 0.35), 14),
    },
}  # fmt: skip
"""layout -> placeholder -> where it stands, and its type in points"""
NUMBERS = {"title": 0, "body": 1, "pic": 13, "ftr": 11, "sldNum": 12}
KEPT = (0, 1, 8, 5, 2)
"""layouts of python-pptx's own template that become ours, in the order of SPOTS"""
UNREADABLE = (
    PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, NotImplementedError, EOFError,
    zlib.error, RuntimeError,
)  # fmt: skip
"""what is raised for a file that is no presentation: no archive, encrypted, without its parts, broken XML"""
RATIO, RATIO_OFF = 16 / 9, 0.01


def own_template(catalogue: Catalogue, language: Language) -> Any:
    """An empty presentation, 16:9, with the catalogue's colours, our typefaces and our layouts."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
    master = presentation.slide_master
    _set_theme(master, catalogue)
    layouts = list(presentation.slide_layouts)
    for layout in [each for position, each in enumerate(layouts) if position not in KEPT]:
        presentation.slide_layouts.remove(layout)
    for position, (name, spots) in zip(KEPT, SPOTS.items(), strict=True):
        _set_layout(layouts[position], name, spots, language)
    # Some programs take alignment and size of titles and footers from the master alone.
    for shape in list(master.placeholders):
        shape._element.getparent().remove(shape._element)
    for number, (kind, (box, size_pt)) in enumerate(SPOTS["text"].items(), start=2):
        master.shapes._spTree.append(_placeholder(kind, number, box, size_pt))
    style = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", "2800")
    style.find(qn("a:defRPr")).set("b", "1")
    return presentation


def _set_theme(master: Any, catalogue: Catalogue) -> None:
    """Colours of the catalogue (themes as accents) and typefaces, Latin and East Asian."""
    part = next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))
    theme, light = parse_xml(part.blob), catalogue.appearances["light"]
    accents = list(dict.fromkeys(layer.color for layer in catalogue.layers))
    colors = {"dk1": light["ink"], "lt1": light["unit"], "dk2": light["label_quiet"], "lt2": light["land"]}
    colors |= {f"accent{number}": color for number, color in enumerate(accents[:6], start=1)}
    colors |= {"hlink": light["ink"], "folHlink": light["label_quiet"]}
    theme.set("name", text("app.name", "zh"))
    for name, color in colors.items():
        element = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        element[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{color.lstrip("#").upper()}"/>')]
    for group in ("a:majorFont", "a:minorFont"):
        fonts = theme.find(f".//{qn(group)}")
        fonts.find(qn("a:latin")).set("typeface", LATIN_TYPEFACE)
        fonts.find(qn("a:ea")).set("typeface", TYPEFACE)
        for script in fonts.findall(qn("a:font")):
            fonts.remove(script)
    part._blob = serialize_part_xml(theme)


def _set_layout(layout: Any, name: str, spots: Mapping[str, tuple[Box, float]], language: Language) -> None:
    """Make a layout ours: its name, and its placeholders where ours stand."""
    layout._element.attrib.pop("type", None)
    layout._element.set("userDrawn", "1")
    layout._element.cSld.set("name", text(f"slides.layout.{name}", language))
    for shape in list(layout.shapes):
        shape._element.getparent().remove(shape._element)
    for number, (kind, (box, size_pt)) in enumerate(spots.items(), start=2):
        layout.shapes._spTree.append(_placeholder(kind, number, box, size_pt))


def placeholder_xml(kind: str, shape_id: int, number: int, inner: str) -> Any:
    """A placeholder of a slide or layout; inner: its properties and words as XML."""
    size = ' sz="quarter"' if kind in ("ftr", "sldNum") else ""
    index = f' idx="{number}"' if number else ""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{kind} {shape_id}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{size}{index}/></p:nvPr>'
        f"</p:nvSpPr>{inner}</p:sp>"
    )


def _placeholder(kind: str, shape_id: int, box: Box, size_pt: float) -> Any:
    left, top, width, height = box.emu
    anchor = {"title": "b", "ftr": "b", "sldNum": "b"}.get(kind, "t")
    align = ' algn="r"' if kind == "sldNum" else ' algn="l"'
    color = "tx2" if kind in ("ftr", "sldNum") else "tx1"
    before = '<a:spcBef><a:spcPts val="600"/></a:spcBef>' if kind == "body" else ""
    field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    return placeholder_xml(
        kind, shape_id, NUMBERS[kind],
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0"{align}>{before}<a:buNone/><a:defRPr sz="{round(size_pt * 100)}" '
        f'b="{int(kind == "title")}"><a:solidFill><a:schemeClr val="{color}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        f"</a:lstStyle><a:p>{field if kind == 'sldNum' else ''}</a:p></p:txBody>",
    )  # fmt: skip


def given_template(path: Path) -> Any:
    """A bureau's template as an empty presentation; raises ExportError as `template_of` and where it is not there."""
    return template_of(read_given(path), path.name)


def template_of(content: bytes, name: str) -> Any:
    """A bureau's template, a file's content, as an empty presentation: its own slides are left out.

    Raises ExportError where it cannot be read, is not 16:9, or lacks layouts or their placeholders; says which.
    """
    try:
        presentation = Presentation(io.BytesIO(content))
        layouts = layouts_of(presentation)
    except UNREADABLE as error:
        raise ExportError("slides.template.unreadable", name=name) from error
    if abs(presentation.slide_width / presentation.slide_height - RATIO) > RATIO_OFF:
        raise ExportError("slides.template.ratio", name=name)
    lacking = [
        "/".join(text(f"slides.layout.{layout}", language) for language in LANGUAGES)
        + ("" if layout not in layouts else f" ({', '.join(wanted)})")
        for layout in SPOTS
        if (wanted := [kind for kind in SPOTS[layout] if layout not in layouts or not spot(layouts[layout], kind)])
    ]
    if lacking:
        raise ExportError("slides.template.layouts", name=name, lacking=", ".join(lacking))
    for entry in list(presentation.slides._sldIdLst):
        presentation.part.drop_rel(entry.rId)
        presentation.slides._sldIdLst.remove(entry)
    return presentation


def layouts_of(presentation: Any) -> dict[str, Any]:
    """Our name of a layout -> the layout that is called so, in either language."""
    called = {layout.name.strip().casefold(): layout for layout in presentation.slide_layouts}
    names = {name: [text(f"slides.layout.{name}", language).casefold() for language in LANGUAGES] for name in SPOTS}
    return {name: called[word] for name, words in names.items() for word in words if word in called}


def spot(holder: Any, kind: str) -> Any:
    """The placeholder of a kind on a slide or a layout; None where there is none."""
    return next((each for each in holder.placeholders if each.placeholder_format.type in KINDS[kind]), None)
