"""What a user chooses for a sheet, and what a sheet is called where the user says nothing."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exports.ask.marks import subtitle_with
from exports.words import selection_words
from geo.model import Plan
from geo.query import Filter, clean_text
from layers.style.catalogue import Catalogue
from layers.text import LANGUAGES, Language, text
from layers.view.differences import common_filters
from layers.view.state import View, found_items

if TYPE_CHECKING:
    from exports.ask.answered import Answered
    from exports.notes.kept import PrintedNote


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What a user chooses for a sheet."""

    paper: str = "A3"
    """of PAPERS_MM"""
    portrait: bool = False
    title: str = ""
    """empty: the app's name, or what unit and theme the sheet is of"""
    subtitle: str = ""
    map_number: str = ""
    """审图号; shown as to be filled in while empty"""
    language: Language = "zh"
    date: datetime.date | None = None
    """None for today"""
    scale: float | None = None
    """N of 1:N, within exports.sheet.layout.SCALES; None for a round one that shows the frame"""
    extent: str = ""
    """`west,south,east,north` in degrees, a unit's id, or exports.sheet.layout.CITY; empty: as the view has it"""
    author: str = ""
    """who makes the map"""
    filters: bool = True
    """whether a line says which filters hold something back"""
    notes: "tuple[PrintedNote, ...]" = ()
    """to be pinned on the map and listed behind it"""
    logo: bytes = b""
    """a picture, PNG or JPEG, that stands at the foot"""


def titled(
    view: View, plan: Plan, catalogue: Catalogue, options: SheetOptions, found: "Sequence[Answered]" = ()
) -> SheetOptions:
    """Options with a title and a subtitle of the view's own where the user gave none."""
    return replace(
        options,
        title=clean_text(options.title) or _title(view, plan, catalogue, options.language),
        subtitle=clean_text(options.subtitle) or subtitle_with(found, _subtitle(view, options.language)),
        map_number=clean_text(options.map_number),
        author=clean_text(options.author),
    )


def _title(view: View, plan: Plan, catalogue: Catalogue, language: Language) -> str:
    """What a sheet is of: one unit, one theme, both, or the whole; that it compares."""
    if view.compare is not None:
        return text("sheet.title.compared", language, name=text("app.name", language))
    units, themes = view.filter.district if view.unit is None else {view.unit}, view.filter.theme
    about = [
        *((unit.name if language == "zh" else unit.name_en) for unit in plan.units if {unit.id} == units),
        *(getattr(theme, language) for theme in catalogue.themes.values() if {theme.id} == themes),
    ]
    joined = ("" if language == "zh" else " · ").join(about)
    return text("sheet.title.unit", language, name=joined) if joined else text("app.name", language)


def _subtitle(view: View, language: Language) -> str:
    """What the data are, and that a filter leaves some of them out."""
    plain = text("sheet.subtitle", language)
    both = view.compare is not None and view.compare.view.filter == Filter()
    return plain if view.filter == Filter() or both else text("sheet.subtitle.filtered", language, subtitle=plain)


def filters_of(view: View, plan: Plan, catalogue: Catalogue, language: Language) -> str:
    """The filters in a line, those that both views have where two are compared; nothing where there are none."""
    filtered = view if view.compare is None else common_filters(view, view.compare.view)
    said = selection_words(filtered, plan, catalogue, language) if filtered.filter != Filter() else ""
    if not said or view.compare is not None:
        return text("sheet.filters.both", language, filters=said) if said else ""
    counts = {"count": len(found_items(view, plan)), "all": len(plan.items)}
    return text("sheet.filters", language, filters=said, **counts)


def metadata(options: SheetOptions) -> dict[str, str]:
    """What the file says of itself."""
    maker = " · ".join(text("app.name", language) for language in LANGUAGES)
    return {"Title": options.title, "Author": options.author or maker, "Subject": options.subtitle, "Creator": maker}
