"""What the app does with a data folder, from its files to what a browser gets and what is taken away."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from exports.context import Context
from exports.crs_choice import CHOICES
from exports.data import FORMATS, make_data
from exports.errors import ExportError
from exports.progress import silent
from exports.scenes import resolve, scenes_document, shipped_briefings
from geo.check import all_breaches, coverage_breaches, read_source_ids, totals_table
from geo.messages import Breach
from geo.plan import Plan, load_plan
from geo.sources import SOURCES_FILE
from layers.document import make_contents
from layers.link import Vocabulary, decode, encode
from layers.style import Catalogue, drawable, load_catalogue
from layers.text import LANGUAGES, Language
from layers.view import View

MOST_S = 5.0
"""nothing that a file says may take longer"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken away."""

    kind: str = "csv"
    crs: str = "wgs84"
    language: Language = "zh"


@contextmanager
def in_time() -> Iterator[None]:
    """Raises AssertionError where the block takes longer than anything may, counted in seconds of the processor."""
    # Of the processor, so that a busy machine fails nothing.
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken < MOST_S, f"{taken:.1f} s"


def everything_on(catalogue: Catalogue) -> View:
    """Every layer on, nothing filtered."""
    return View(layers=frozenset(layer.id for layer in catalogue.layers))


@dataclass(frozen=True, slots=True)
class Made:
    """What is made of a data folder before a browser asks."""

    plan: Plan
    documents: tuple[bytes, bytes, bytes]
    breaches: tuple[Breach, ...]


def make(data: Path, catalogue: Catalogue) -> Made:
    """The plan that can be drawn, the browser's documents, and all that is wrong."""
    plan, undrawable = drawable(load_plan(data), catalogue)
    contents = make_contents(data, plan, catalogue)
    return Made(plan, contents.documents, (*plan.breaches, *undrawable, *contents.breaches))


def follow(data: Path, out: Path, asked: Asked | None = None) -> Made:
    """All that is done with a data folder: documents, briefings, a file to take away, every message. Lets errors through."""
    asked = asked or Asked()
    catalogue = load_catalogue()
    made = make(data, catalogue)
    for document in made.documents:
        json.loads(document.decode())
    said(made.breaches)
    words = Vocabulary(made.plan, catalogue)
    briefings(data, words)
    context = Context(everything_on(catalogue), made.plan, catalogue, asked.language, silent)
    taken(context, asked, out)
    sources, unread = read_source_ids(data / "SOURCES.md", SOURCES_FILE)
    said([*unread, *all_breaches(made.plan, made.plan.items, sources=sources, data=data), *coverage_breaches(made.plan.items)])
    totals_table(made.plan.items)
    view = replace(everything_on(catalogue), selection=next(iter(made.plan.by_id), None))
    assert decode(encode(view, words), words)[0].selection == view.selection
    return made


def said(breaches: tuple[Breach, ...] | list[Breach]) -> list[str]:
    """Every message, which names its file and can be sent to a browser."""
    texts = [breach.text(language) for breach in breaches for language in LANGUAGES]
    assert all(text.startswith("data/") for text in texts)
    assert "\n".join(texts).encode()
    return texts


def briefings(data: Path, words: Vocabulary) -> None:
    """The briefings that ship as the browser gets them."""
    try:
        shipped = shipped_briefings(data)
    except ExportError as error:
        assert all(error.message(language).encode() for language in LANGUAGES)
        return
    resolved = [resolve(briefing, words) for briefing in shipped]
    json.dumps(scenes_document(resolved), ensure_ascii=False, allow_nan=False).encode()
    for notice in (notice for briefing in resolved for notice in briefing.notices):
        assert all(notice.message(language).encode() for language in LANGUAGES)


def taken(context: Context, asked: Asked, out: Path) -> None:
    """A file of data, or why there is none in words."""
    path = out / f"plan{FORMATS[asked.kind].suffix}"
    try:
        make_data(context, kind=asked.kind, crs=asked.crs, out=path)
    except ExportError as error:
        assert all(error.message(language).encode() for language in LANGUAGES)
        return
    assert path.stat().st_size


KINDS, CRS = tuple(FORMATS), tuple(CHOICES)
