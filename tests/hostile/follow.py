"""What the app does with a data folder, from its files to what a browser gets and what is taken away."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefing.errors import ExportError
from briefing.resolved import resolve, scenes_document, shipped_briefings
from exports.context import Context
from exports.data.crs_choice import CHOICES
from exports.data.formats import FORMATS
from exports.data.make import make_data
from exports.progress import silent
from geo.check import all_breaches, coverage_breaches, read_source_ids, totals_table
from geo.messages import Breach
from geo.model import Plan
from geo.plan import load_plan
from geo.progress import load
from geo.progress.check import ledger_breaches
from geo.progress.model import STATES
from geo.sources import SOURCES_FILE
from layers.progress.document import make_progress
from layers.screen.document import make_contents
from layers.style.catalogue import Catalogue, load_catalogue
from layers.style.drawable import drawable
from layers.text import LANGUAGES, Language
from layers.view.link import Vocabulary, decode, encode
from layers.view.state import View

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
    """All that is done with a data folder: documents, briefings, a file to take away, every message.

    Lets errors through.
    """
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
    said(
        [
            *unread,
            *all_breaches(made.plan, made.plan.items, sources=sources, data=data),
            *coverage_breaches(made.plan.items),
        ]
    )
    totals_table(made.plan.items)
    ledger(data, made.plan, sources)
    view = replace(everything_on(catalogue), selection=next(iter(made.plan.by_id), None))
    assert decode(encode(view, words), words)[0].selection == view.selection
    return made


def ledger(data: Path, plan: Plan, sources: frozenset[str]) -> None:
    """The ledger of progress, what is wrong with it, states at the plan's beginning and end, and the document."""
    read = load(plan.items, data=data)
    said(list(ledger_breaches(read, plan.items, sources=sources, today=date(2026, 11, 29))))
    for day in (date(2021, 1, 1), date(2026, 11, 29)):
        assert all(read.state(item.id, day).state.name in STATES for item in plan.items)
    told = json.loads(make_progress(plan.items, data=data, day=date(2026, 11, 29)))
    assert set(told["items"]) <= set(plan.by_id)


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


def codes(made: Made) -> dict[str, str]:
    """Code -> words of what is wrong, the last of each."""
    return {breach.code: breach.text("en") for breach in made.breaches}


KINDS, CRS = tuple(FORMATS), tuple(CHOICES)
