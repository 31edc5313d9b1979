"""Maps of slides as drawings beside their pictures, as an office file has them (svgBlip)."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.context import Context
from exports.progress import silent
from exports.slides.make import make_slides
from exports.slides.vector import CONTENT_TYPE, plain
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary
from layers.view.state import View

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
BRIEFING = Briefing("b", "测试", "A test", (Scene("hubs", "交通枢纽", "Hubs", "", "", "", "", "on=th"),))


@pytest.fixture(scope="module")
def path(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out, context = tmp_path_factory.mktemp("slides") / "v.pptx", Context(View(), plan, load_catalogue(), "zh", silent)
    make_slides(resolve(BRIEFING, Vocabulary(plan, load_catalogue())), context, out, vector=True)
    return out


def test_every_map_has_a_drawing_beside_its_picture(path: Path) -> None:
    found = 0
    for slide in Presentation(str(path)).slides:
        for blip in slide._element.iter(qn("a:blip")):
            assert slide.part.related_part(blip.get(qn("r:embed"))).content_type == "image/png"
            (drawn,) = blip.iter(DRAWN)
            part = slide.part.related_part(drawn.get(qn("r:embed")))
            assert part.content_type == CONTENT_TYPE
            assert ElementTree.fromstring(part.blob).tag == f"{SVG}svg"
            assert blip[-1].tag == qn("a:extLst"), "extensions come last"
            found += 1
    assert found == 2, "the cover's and the scene's"


def test_a_drawing_is_as_wide_for_its_height_as_its_picture_and_asks_for_nothing(path: Path) -> None:
    with zipfile.ZipFile(path) as file:
        names = [name for name in file.namelist() if name.endswith(".svg")]
        assert len(names) == 2
        for name in names:
            content = file.read(name)
            assert b"<!DOCTYPE" not in content and b"<style" not in content
            root = ElementTree.fromstring(content)
            assert (root.get("stroke-linejoin"), root.get("stroke-linecap")) == ("round", "butt")
            links = [each.get("{http://www.w3.org/1999/xlink}href", "#") for each in root.iter()]
            assert all(link.startswith(("#", "data:")) for link in links)
            width, height = (float(str(root.get(side)).removesuffix("pt")) for side in ("width", "height"))
            assert width / height == pytest.approx(1623 / 1500 if "2" in name else 1546 / 1500, rel=0.01)


def test_a_drawing_without_a_style_sheet_is_left_as_it_is() -> None:
    assert plain('<?xml version="1.0"?>\n<svg  width="1"/>') == '<svg   width="1"/>'


def test_slides_have_pictures_alone_where_nobody_asks_for_drawings(plan: Plan, tmp_path: Path) -> None:
    context = Context(View(), plan, load_catalogue(), "zh", silent)
    make_slides(resolve(BRIEFING, Vocabulary(plan, load_catalogue())), context, tmp_path / "n.pptx")
    with zipfile.ZipFile(tmp_path / "n.pptx") as file:
        assert not [name for name in file.namelist() if name.endswith(".svg")]
