"""A briefing as slides (PPTX, 16:9): the map at print quality, everything else native and editable.

A cover, a slide a scene (title, narrative, key figures, legend, items where there are few, source, speaker notes), a
closing slide on how to read the maps.
"""

import argparse
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from pptx import Presentation
from pptx.util import Inches

from briefing.errors import ExportError
from briefing.files import written_whole
from briefing.resolved import ResolvedBriefing, ResolvedScene
from exports.ask.answered import Answered
from exports.ask.marks import OVER_MAP, answer_entries, draw_answer, view_answer
from exports.briefing_choice import add_briefing_argument, chosen_briefing
from exports.context import Context
from exports.own.pictured import own_notes, own_rows
from exports.section import section_words
from exports.sheet.furniture import Page
from exports.slides.legend import draw_slide_legend, rows_of
from exports.slides.parts import BAR_ROOM, EDGE, LEGEND, MAP, SLIDE, TALLY, Deck, draw_side, has_table, scale_bar
from exports.slides.shapes import POINTS_PER_INCH, Box, Paint, Type, fill_text, printable, rectangle, set_words, write
from layers.own.shown import ShownLayer
from layers.paper.extent import Bounds
from layers.paper.sheet import DrawnMap, draw_map
from layers.paper.text import shortened
from layers.style.legend import drawing_entries, legend_entries
from layers.text import text
from layers.view.state import View, layers_on
from layers.view.tally import tally

FOOT_TOP = 7.08
OWN, OWN_PT = Box(EDGE, 7.27, SLIDE.width - 2 * EDGE, 0.17), 8.0
"""where layers that people brought have their sources, and the type"""
DPI = 200.0
LABEL_SCALE = 1.15
TITLE_ONLY = 5
"""layout of python-pptx's own template"""
MAX_LEGEND_ROWS, MOST_COLUMNS = 5, 5
COVER_MAP = Box(5.6, 0, SLIDE.width - 5.6, SLIDE.height)


def make_slides(resolved: ResolvedBriefing, context: Context, out: Path) -> None:
    """Write the slides of a briefing to out.

    Raises OSError where it cannot be written, Cancelled where the user stops it.
    """
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(SLIDE.width), Inches(SLIDE.height)
    deck = Deck(presentation, resolved, context)
    presentation.core_properties.title = printable(resolved.briefing.name(deck.language))
    presentation.core_properties.author = text("app.name", deck.language)
    steps = len(resolved.scenes) + 2
    context.report(0.0, text("slides.cover", deck.language))
    _cover(deck)
    for number, scene in enumerate(resolved.scenes, start=1):
        title = scene.scene.words("title", deck.language)
        context.report(
            number / steps, text("slides.making", deck.language, number=number, count=len(resolved.scenes), title=title)
        )
        _scene_slide(deck, scene, number)
    context.report(1 - 1 / steps, text("slides.writing", deck.language))
    _closing(deck)
    with written_whole(out) as path:
        presentation.save(str(path))
    context.report(1.0, out.name)


def picture(  # noqa: PLR0913 - each option has a name
    view: View, bounds: Bounds | None, context: Context, box: Box, *, own: Sequence[ShownLayer] = (),
    found: Answered | None = None,
) -> tuple[bytes, DrawnMap]:  # fmt: skip
    """The map of a view as PNG for a box of the slide, and what is on it; bounds in degrees, None for its own.

    own: layers that people brought, the topmost first; found: an answer whose marks are drawn over it.
    """
    figure = Figure(figsize=(box.width, box.height), dpi=DPI)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    drawn = draw_map(
        axes,
        view,
        context.plan,
        context.catalogue,
        language=context.language,
        bounds=bounds,
        label_scale=LABEL_SCALE,
        reserved=[BAR_ROOM],
        own=own,
    )
    if found:
        width, height = box.width * POINTS_PER_INCH, box.height * POINTS_PER_INCH
        page = Page(figure, axes, width, height, LABEL_SCALE, context.catalogue, context.language)
        draw_answer(page, figure.add_axes((0.0, 0.0, 1.0, 1.0), zorder=OVER_MAP), found, drawn.extent)
    content = io.BytesIO()
    canvas.print_figure(content, dpi=DPI)
    return content.getvalue(), drawn


def _title(deck: Deck, slide: Any, box: Box, words: str, look: Type) -> None:
    """The slide's own title placeholder, so that outlines and screen readers know it."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.emu
    fill_text(shape.text_frame, [words], look, anchor="middle")


def _cover(deck: Deck) -> None:
    slide, language = deck.slide(TITLE_ONLY), deck.language
    rectangle(slide, SLIDE, Paint(deck.colors["land"]))
    everything = frozenset().union(*(layers_on(scene.view, deck.context.catalogue) for scene in deck.resolved.scenes))
    content, _ = picture(View(layers=everything), None, deck.context, COVER_MAP)
    shape = slide.shapes.add_picture(io.BytesIO(content), *COVER_MAP.emu)
    _describe(shape, text("slides.map", language, title=deck.resolved.briefing.name(language)))
    # Above what was drawn since: the title placeholder stands first in the slide.
    slide.shapes._spTree.append(slide.shapes.title._element)
    _title(deck, slide, Box(EDGE, 2.3, 4.8, 1.3), deck.resolved.briefing.name(language), deck.look(40, bold=True))
    lines = [text("app.name", language), text("slides.plan", language)]
    write(slide, Box(EDGE, 3.7, 4.8, 1.2), lines, deck.look(15, "label_quiet", line=1.2))
    count = text("slides.count", language, count=len(deck.resolved.scenes))
    write(slide, Box(EDGE, 6.6, 4.8, 0.4), f"{date.today().isoformat()} · {count}", deck.look(12, "label_quiet"))


def _scene_slide(deck: Deck, scene: ResolvedScene, number: int) -> None:
    slide, language = deck.slide(TITLE_ONLY), deck.language
    title = scene.scene.words("title", language)
    own = deck.context.own(scene.view, scene.scene.own_titles)
    found, unanswered = _answer(deck, scene)
    content, drawn = picture(scene.view, scene.bounds, deck.context, MAP, own=own.layers, found=found)
    shape = slide.shapes.add_picture(io.BytesIO(content), *MAP.emu)
    _describe(shape, text("slides.map", language, title=title))
    rectangle(slide, MAP, Paint(edge=deck.colors["unit_line"], edge_pt=0.5))
    _title(deck, slide, Box(EDGE, 0.28, SLIDE.width - 2 * EDGE, 0.7), title, deck.look(30, bold=True))
    scale_bar(deck, slide, drawn)
    catalogue = deck.context.catalogue
    entries = (
        *legend_entries(drawn.items, catalogue, language, drawn.colouring),
        *own_rows([drawn]),
        *drawing_entries([feature.color for feature in drawn.drawing], catalogue, language),
        *(answer_entries(found) if found else ()),
    )
    columns = max(2, min(MOST_COLUMNS, rows_of(entries, MAX_LEGEND_ROWS)))
    # A long legend goes on under the figures, where no table stands.
    wide = columns == MOST_COLUMNS and not has_table(scene)
    legend = replace(LEGEND, width=SLIDE.width - 2 * EDGE) if wide else LEGEND
    draw_slide_legend(slide, legend, entries, deck.context.catalogue, columns=columns)
    _tally(deck, slide, scene, drawn, unanswered)
    draw_side(deck, slide, scene)
    _foot(deck, slide, scene, number)
    said = own_notes(own, [drawn], language)
    _own_foot(deck, slide, said)
    notes = "\n".join(filter(None, [scene.scene.words("notes", language), *said]))
    if notes:
        text_frame = slide.notes_slide.notes_text_frame
        for position, words in enumerate(notes.split("\n")):
            paragraph = text_frame.paragraphs[0] if position == 0 else text_frame.add_paragraph()
            set_words(paragraph, words, deck.look(12))


def _answer(deck: Deck, scene: ResolvedScene) -> tuple[Answered | None, str]:
    """The answer to what a scene asks, or why there is none: one scene must not keep the others from being made."""
    try:
        return view_answer(scene.view, deck.context.plan, deck.context.catalogue, deck.language), ""
    except ExportError as error:
        return None, error.message(deck.language)


def _tally(deck: Deck, slide: Any, scene: ResolvedScene, drawn: DrawnMap, more: str) -> None:
    """How many of the items that match the scene's filter are in the picture, and where the rest is; more words."""
    counted, inside = tally(scene.view, deck.context.plan, deck.context.catalogue), {item.id for item in drawn.items}
    words = counted.words(deck.language, outside=sum(item.id not in inside for item in counted.shown))
    write(slide, TALLY, " · ".join(filter(None, (words, more))), deck.look(9.5, "label_quiet")).name = "tally"


def _describe(shape: Any, words: str) -> None:
    """What a screen reader says for a picture."""
    shape._element.nvPicPr.cNvPr.set("descr", printable(words))


def _foot(deck: Deck, slide: Any, scene: ResolvedScene, number: int) -> None:
    language = deck.language
    sections = ("；" if language == "zh" else "; ").join(section_words(section, language) for section in scene.sections)
    key = "slides.source" if sections else "slides.source.only"
    source = text(key, language, source=text("strip.source", language), sections=sections)
    write(slide, Box(EDGE, FOOT_TOP, 11.2, 0.25), source, deck.look(9.5, "label_quiet")).name = "source"
    place = Box(SLIDE.width - EDGE - 1.2, FOOT_TOP, 1.2, 0.25)
    write(slide, place, f"{number} / {len(deck.resolved.scenes)}", deck.look(9.5, "label_quiet", align="right"))


def _own_foot(deck: Deck, slide: Any, notes: Sequence[str]) -> None:
    """What is said of layers that people brought in one line; the speaker's notes have all of it."""
    if notes:
        words = ("；" if deck.language == "zh" else "; ").join(notes)
        fitting = shortened(words, OWN_PT, (SLIDE.width - 2 * EDGE) * POINTS_PER_INCH * 0.97)
        write(slide, OWN, fitting, deck.look(OWN_PT, "label_quiet")).name = "own layers"


def _closing(deck: Deck) -> None:
    slide, language = deck.slide(TITLE_ONLY), deck.language
    _title(
        deck,
        slide,
        Box(EDGE, 0.6, SLIDE.width - 2 * EDGE, 0.8),
        text("slides.closing", language),
        deck.look(30, bold=True),
    )
    keys = (
        "slides.about.source",
        "slides.about.stage",
        "slides.about.precision",
        "slides.about.unplaced",
        "slides.about.datum",
    )
    lines = [text(key, language) for key in keys] + [text("slides.about.approval", language)]
    write(slide, Box(EDGE, 1.7, SLIDE.width - 2 * EDGE, 4.8), lines, deck.look(17, line=1.6))
    write(slide, Box(EDGE, FOOT_TOP, 11, 0.25), text("app.name", language), deck.look(9.5, "label_quiet"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports slides`."""
    add_briefing_argument(parser)


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (".pptx",)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the slides that the options ask for. Raises ExportError."""
    make_slides(chosen_briefing(options.briefing, context), context, options.out)
