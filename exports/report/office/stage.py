"""What a report's slides stand on: python-pptx's own template, or an office's, which has the layouts of our slides."""

from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from briefing.errors import ExportError
from exports.report.office.gaps import shown
from exports.report.office.given import Template, check_size
from exports.slides.parts import Lettered, box_of, foot, words
from exports.slides.shapes import Box, Type, fill_text, write
from exports.slides.template import EDGE, SLIDE, layouts_of, spot, template_of

TITLE_ONLY = 5
"""layout of python-pptx's own template"""
WIDTH = SLIDE.width - 2 * EDGE
ROOM = Box(EDGE, 0.82, WIDTH, 6.13)
LEAST_IN = (6.0, 2.6)
"""width and height that maps and tables need"""
GAP_IN = 0.05
FOOT_TOP, TITLE_PT, COVER_PT, SMALL_PT = 7.05, 26.0, 40.0, 8.5


@dataclass(frozen=True, slots=True)
class Stage:
    """An empty presentation, and the part of its slides that is free for what a slide shows, in inches."""

    presentation: Any
    room: Box
    given: bool
    """whether it is the office's"""

    def slide(self, deck: Lettered, title: str, source: str) -> Any:
        """A slide with title, source and number."""
        if self.given:
            slide = self.presentation.slides.add_slide(layouts_of(self.presentation)["table"])
            words(slide, "title", title)
            foot(deck, slide, source)
            return slide
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Box(EDGE, 0.25, WIDTH, 0.6).emu
        fill_text(shape.text_frame, [title], deck.look(TITLE_PT, bold=True), anchor="middle")
        quiet: Type = deck.look(SMALL_PT, "label_quiet")
        write(slide, Box(EDGE, FOOT_TOP, WIDTH - 0.9, 0.25), source, quiet).name = "source"
        number = deck.look(SMALL_PT, "label_quiet", align="right")
        count = str(len(self.presentation.slides))
        write(slide, Box(SLIDE.width - EDGE - 0.8, FOOT_TOP, 0.8, 0.25), count, number)
        return slide

    def cover(self, deck: Lettered, title: str, lines: list[str]) -> None:
        """The first slide; an office's layout has a picture there, for which a report has none."""
        if self.given:
            slide = self.presentation.slides.add_slide(layouts_of(self.presentation)["cover"])
            words(slide, "title", title)
            words(slide, "body", lines)
            empty = spot(slide, "pic")._element
            empty.getparent().remove(empty)
            return
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Box(EDGE, 2.3, WIDTH, 1.2).emu
        fill_text(shape.text_frame, [title], deck.look(COVER_PT, bold=True), anchor="bottom")
        write(slide, Box(EDGE, 3.7, WIDTH, 1.4), lines, deck.look(16, "label_quiet", line=1.3))


def stage_of(template: Template | None) -> Stage:
    """The slides to write on. Raises ExportError where an office's file cannot be used; says why."""
    if template is None:
        presentation = Presentation()
        presentation.slide_width, presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
        return Stage(presentation, ROOM, given=False)
    check_size(template)
    presentation = template_of(template.content, template.name)
    layout = layouts_of(presentation)["table"]
    try:
        title, under = box_of(spot(layout, "title")), box_of(spot(layout, "ftr"))
    except TypeError as error:  # neither the layout nor its master says where they stand
        raise ExportError("office.slides", file=shown(template.name)) from error
    top = title.top + title.height + GAP_IN
    room = Box(title.left, top, title.width, under.top - GAP_IN - top)
    if room.width < LEAST_IN[0] or room.height < LEAST_IN[1]:
        raise ExportError("office.slides", file=shown(template.name))
    return Stage(presentation, room, given=True)
