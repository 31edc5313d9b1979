"""A briefing as slides (PPTX, 16:9): the map at print quality, everything else native and editable.

A cover; a slide a scene (the map, title, narrative, key figures, legend, source, speaker notes), after it a table where
its items are few, and its legend where it does not fit beside the map; a closing slide on how to read the maps. Words
stand in placeholders of the template: exports/slides/template.py.
"""

import argparse
from datetime import date
from pathlib import Path

from briefing.files import written_whole
from briefing.resolved import ResolvedBriefing
from exports.briefing_choice import add_briefing_argument, chosen_briefing
from exports.context import Context
from exports.sheet.picture import Shown
from exports.slides.drawn import slide_picture
from exports.slides.parts import Deck, foot, words
from exports.slides.scene import place_picture, scene_slides
from exports.slides.template import given_template, own_template
from exports.slides.themed import describe_file, follow_theme
from layers.text import text
from layers.view.state import View, layers_on

CLOSING = ("source", "stage", "precision", "unplaced", "datum", "approval")


def make_slides(
    resolved: ResolvedBriefing, context: Context, out: Path, *, template: Path | None = None, vector: bool = False
) -> None:
    """Write the slides of a briefing to out; template: the bureau's own file, else ours; vector: maps as SVG too.

    Raises ExportError where the template cannot be used, OSError where out cannot be written, Cancelled where the
    user stops it.
    """
    presentation = given_template(template) if template else own_template(context.catalogue, context.language)
    deck = Deck(presentation, resolved, context, vector)
    steps = len(resolved.scenes) + 2
    context.report(0.0, text("slides.cover", deck.language))
    _cover(deck)
    for number, scene in enumerate(resolved.scenes, start=1):
        title = scene.scene.words("title", deck.language)
        context.report(
            number / steps, text("slides.making", deck.language, number=number, count=len(resolved.scenes), title=title)
        )
        scene_slides(deck, scene)
    context.report(1 - 1 / steps, text("slides.writing", deck.language))
    _closing(deck)
    for slide in presentation.slides:
        follow_theme(slide, deck.language, deck.colors)
    describe_file(presentation, resolved.briefing.name(deck.language), deck.language)
    with written_whole(out) as path:
        presentation.save(str(path))
    context.report(1.0, out.name)


def _cover(deck: Deck) -> None:
    language, name = deck.language, deck.resolved.briefing.name(deck.language)
    slide = deck.slide("cover", name)
    words(slide, "body", [text("app.name", language), text("slides.plan", language)])
    everything = frozenset().union(*(layers_on(scene.view, deck.context.catalogue) for scene in deck.resolved.scenes))
    view, place = View(layers=everything), deck.box(slide, "pic")
    content, _ = slide_picture(view, None, deck.context, place, shown=Shown(), vector=deck.vector)
    place_picture(slide, content, text("slides.map", language, title=name))
    count = text("slides.count", language, count=len(deck.resolved.scenes))
    foot(deck, slide, f"{date.today().isoformat()} · {count}", numbered=False)


def _closing(deck: Deck) -> None:
    slide, language = deck.slide("closing", text("slides.closing", deck.language)), deck.language
    words(slide, "body", [text(f"slides.about.{key}", language) for key in CLOSING])
    foot(deck, slide, text("app.name", language))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `python -m exports slides`."""
    add_briefing_argument(parser)
    parser.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="本单位的模板（PPTX，版式名同本程序所制） / the office's template, with layouts named as ours",
    )
    parser.add_argument(
        "--vector",
        action="store_true",
        help="地图另附矢量图（SVG），PowerPoint 2016 起可用 / maps as SVG too, for PowerPoint from 2016 on",
    )


def endings(_options: argparse.Namespace) -> tuple[str, ...]:
    """What the file's name may end in."""
    return (".pptx",)


def run(options: argparse.Namespace, context: Context) -> None:
    """Make the slides that the options ask for. Raises ExportError."""
    briefing = chosen_briefing(options.briefing, context)
    make_slides(briefing, context, options.out, template=options.template, vector=options.vector)
