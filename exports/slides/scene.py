"""The slides of a scene: its map with what belongs to it, a table of its items, a legend that needs its own."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing.errors import ExportError
from briefing.resolved import MAX_FIGURES_SHOWN, ResolvedScene
from exports.ask.answered import Answered
from exports.ask.marks import answer_entries, answer_values, answers_of
from exports.own.pictured import own_notes, own_rows
from exports.section import section_words
from exports.sheet.compare.halves import letter
from exports.sheet.compare.legend import paired_entries, paired_rows
from exports.sheet.picture import Shown
from exports.slides.drawn import Pictured, slide_picture
from exports.slides.legend import draw_flowing_legend, legend_columns
from exports.slides.parts import (
    LEADING,
    LEAST_PT,
    SOURCE_PT,
    Deck,
    draw_figures,
    foot,
    has_table,
    scale_bar,
    table_heads,
    table_row,
    words,
)  # fmt: skip
from exports.slides.shapes import POINTS_PER_INCH, Box, printable, set_words, write
from exports.slides.table import TableLook, draw_table, lines_of, table_parts
from exports.slides.template import spot
from exports.slides.vector import add_drawing
from layers.own.shown import NO_LAYERS
from layers.paper.sheet import DrawnMap
from layers.paper.text import shortened
from layers.style.legend import LegendEntry, drawing_entries, legend_entries
from layers.text import text
from layers.view.tally import tally

NARRATIVE_PT = {"zh": 16.0, "en": 14.0}
GAP_IN = 0.1
LEGEND_COLUMNS, WIDE_COLUMNS = (1, 2), 4
TABLE_SHARES = (0.5, 0.12, 0.22, 0.16)
SOURCE_LINES = 3


def place_picture(slide: Any, content: Pictured, described: str) -> None:
    """A picture into the slide's placeholder, whole, with what a screen reader says for it."""
    shape = spot(slide, "pic").insert_picture(io.BytesIO(content.png))
    if content.svg:
        add_drawing(shape, content.svg)
    shape.crop_left = shape.crop_right = shape.crop_top = shape.crop_bottom = 0
    shape._element.nvPicPr.cNvPr.set("descr", printable(described))


def scene_slides(deck: Deck, scene: ResolvedScene) -> None:
    """The slide of a scene, and those that it needs behind it."""
    language, title = deck.language, scene.scene.words("title", deck.language)
    slide = deck.slide("map", title)
    own = deck.context.own(scene.view, scene.scene.own_titles)
    found, unanswered = _answer(deck, scene)
    place = deck.box(slide, "pic")
    other = scene.view.compare.view if scene.view.compare else None
    beside = deck.context.own(other) if other else NO_LAYERS
    shown = Shown(own.layers, beside.layers, found)
    content, maps = slide_picture(scene.view, scene.bounds, deck.context, place, shown=shown, vector=deck.vector)
    place_picture(slide, content, text("slides.map", language, title=title))
    drawn = [each for _, each in maps]
    for spot_of, each in maps if len({round(each.extent.scale) for each in drawn}) > 1 else maps[:1]:
        scale_bar(deck, slide, spot_of, each)
    said = list(dict.fromkeys((*own_notes(own, drawn[:1], language), *own_notes(beside, drawn[1:], language))))
    source = _source(deck, slide, scene, said)
    rest = _beside(deck, slide, scene, (drawn, found, unanswered))
    foot(deck, slide, source)
    _notes(deck, slide, [scene.scene.words("notes", language), *said])
    if rest:
        _legend_slide(deck, title, rest)
    if has_table(scene):
        _table_slides(deck, scene, title)


def _beside(
    deck: Deck, slide: Any, scene: ResolvedScene, shown: tuple[Sequence[DrawnMap], tuple[Answered, ...], str]
) -> Sequence[LegendEntry]:
    """Narrative, figures, legend and tally down the column of the body. Returns the legend where it has no room."""
    column, catalogue = deck.box(slide, "body"), deck.context.catalogue
    maps, found, unanswered = shown
    size_pt, narrative = NARRATIVE_PT[deck.language], scene.narrative(deck.language)
    body = words(slide, "body", narrative, look=deck.look(size_pt, line=1.05))
    top = column.top
    if body is not None:
        body.name = "narrative"
        lines = len(lines_of(narrative, size_pt, column.width))
        top += lines * size_pt * LEADING * 1.05 / POINTS_PER_INCH + GAP_IN
    values = (*answer_values(found), *scene.key_figures)[:MAX_FIGURES_SHOWN]
    figures = draw_figures(deck, slide, values, Box(column.left, top, column.width, 1.0))
    top += figures + GAP_IN * bool(figures)
    told = _tally_words(deck, scene, maps, unanswered)
    tally_in = len(lines_of(told, LEAST_PT, column.width)) * LEAST_PT * LEADING / POINTS_PER_INCH
    bottom = deck.box(slide, "ftr").top - 0.06
    write(
        slide, Box(column.left, bottom - tally_in, column.width, tally_in), told, deck.look(LEAST_PT, "label_quiet")
    ).name = "tally"
    letters = letter(deck.language, 0), letter(deck.language, 1)
    drawings = drawing_entries([feature.color for feature in maps[0].drawing], catalogue, deck.language)
    entries = (
        *(
            paired_entries(maps, catalogue, deck.language, letters)
            if len(maps) > 1
            else legend_entries(maps[0].items, catalogue, deck.language, maps[0].colouring)
        ),
        *(paired_rows(*(own_rows([drawn]) for drawn in maps)) if len(maps) > 1 else own_rows(maps)),
        *(paired_rows(drawings, drawings) if len(maps) > 1 else drawings),
        *answer_entries(found),
    )
    room = Box(column.left, top, column.width, bottom - tally_in - GAP_IN - top)
    columns = next((number for number in LEGEND_COLUMNS if entries and _fits(entries, room, number)), None)
    if columns is None:
        return entries
    draw_flowing_legend(slide, room, entries, catalogue, columns=columns, size_pt=LEAST_PT)
    return ()


def _fits(entries: Sequence[LegendEntry], room: Box, columns: int) -> bool:
    parts = legend_columns(entries, room.width, columns, LEAST_PT)
    return max(sum(height for _, height in part) for part in parts) <= room.height


def _legend_slide(deck: Deck, title: str, entries: Sequence[LegendEntry]) -> None:
    slide = deck.slide("table", text("slides.legend", deck.language, title=title))
    box = deck.layout_box("text", "body")
    draw_flowing_legend(slide, box, entries, deck.context.catalogue, columns=WIDE_COLUMNS, size_pt=LEAST_PT)
    foot(deck, slide, "")


def _table_slides(deck: Deck, scene: ResolvedScene, title: str) -> None:
    """The scene's items in a native table, on as many slides as they need."""
    heads, look = table_heads(deck), TableLook(TABLE_SHARES, deck.colors, size_pt=LEAST_PT)
    box = deck.layout_box("text", "body")
    for rows in table_parts(heads, [table_row(deck, item) for item in scene.items], box, look):
        slide = deck.slide("table", text("slides.items", deck.language, title=title))
        draw_table(slide, [heads, *rows], box, look)
        foot(deck, slide, text("strip.source", deck.language))


def _answer(deck: Deck, scene: ResolvedScene) -> tuple[tuple[Answered, ...], str]:
    """The answer to what a scene asks, or why there is none: one scene must not keep the others from being made."""
    try:
        return answers_of(replace(deck.context, view=scene.view, language=deck.language)), ""
    except ExportError as error:
        return (), error.message(deck.language)


def _tally_words(deck: Deck, scene: ResolvedScene, maps: Sequence[DrawnMap], more: str) -> str:
    """How many of the items that match a view's filter are in its picture, and where the rest is; more words."""
    views, said = [scene.view, *([scene.view.compare.view] if scene.view.compare else [])], []
    for number, (view, drawn) in enumerate(zip(views, maps, strict=True)):
        counted, inside = tally(view, deck.context.plan, deck.context.catalogue), {item.id for item in drawn.items}
        words = counted.words(deck.language, outside=sum(item.id not in inside for item in counted.shown))
        said.append(f"{letter(deck.language, number)} {words}" if len(views) > 1 else words)
    return " · ".join(filter(None, (*said, more)))


def _source(deck: Deck, slide: Any, scene: ResolvedScene, own: Sequence[str]) -> str:
    """The plan's source and the sections it stands in, and those of layers that people brought; the notes have all."""
    language = deck.language
    mark = "；" if language == "zh" else "; "
    sections = mark.join(section_words(section, language) for section in scene.sections)
    key = "slides.source" if sections else "slides.source.only"
    said = mark.join([text(key, language, source=text("strip.source", language), sections=sections), *own])
    room = deck.box(slide, "ftr").width * POINTS_PER_INCH * 0.92
    return shortened(said, SOURCE_PT, room * SOURCE_LINES)


def _notes(deck: Deck, slide: Any, parts: Sequence[str]) -> None:
    said = "\n".join(filter(None, parts))
    if not said:
        return
    text_frame = slide.notes_slide.notes_text_frame
    for position, line in enumerate(said.split("\n")):
        paragraph = text_frame.paragraphs[0] if position == 0 else text_frame.add_paragraph()
        set_words(paragraph, line, deck.look(12))
