"""A map's drawing beside its picture (SVG beside PNG): programs that know it show lines, all others the picture.

PowerPoint has known it since 2016, LibreOffice since 24.2.
"""

import io
import re
from typing import Any

from matplotlib.figure import Figure
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

CONTENT_TYPE = "image/svg+xml"
BESIDE = f"""<a:extLst {nsdecls("a", "r")}><a:ext uri="{{{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}}}">
<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{{number}}"/>
</a:ext></a:extLst>"""
"""how an office file says that a picture has a drawing (MS-ODRAWXML, svgBlip)"""
SHEET = re.compile(r"<defs>\s*<style[^>]*>\*\{([^}]*)\}</style>\s*</defs>")
RULE = re.compile(r"([a-z-]+):\s*([a-z]+)")
HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)
"""what stands before the drawing: a document type with an address of the web"""


def drawing_of(figure: Figure) -> bytes:
    """A figure as SVG."""
    content = io.BytesIO()
    figure.savefig(content, format="svg", facecolor=figure.get_facecolor(), metadata={"Date": None, "Creator": None})
    return plain(content.getvalue().decode()).encode()


def plain(drawn: str) -> str:
    """An SVG whose ends and joins of lines are said by the drawing itself: not every program reads its style sheet."""
    sheet = SHEET.search(drawn)
    said = " ".join(f'{name}="{value}"' for name, value in RULE.findall(sheet[1])) if sheet else ""
    return HEAD.sub("", SHEET.sub("", drawn, count=1), count=1).replace("<svg ", f"<svg {said} ", 1)


def add_drawing(shape: Any, drawing: bytes) -> None:
    """Put an SVG beside the picture of a shape."""
    package = shape.part.package
    held = Part(package.next_partname("/ppt/media/drawing%d.svg"), CONTENT_TYPE, package, drawing)
    number = shape.part.relate_to(held, RELATIONSHIP_TYPE.IMAGE)
    shape._element.find(f".//{qn('a:blip')}").append(parse_xml(BESIDE.format(number=number)))
