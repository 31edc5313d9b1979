"""What may be ordered on the products page: each product's options, file name, order and looks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from briefing.errors import ExportError
from exports.brief.content import KNOWN as BRIEF
from exports.brief.content import brief_of
from exports.brief.make import DOCX, MEDIA_TYPES
from exports.command import everything
from exports.context import Context
from exports.data.crs_choice import CHOICES, GCJ02_NAME
from exports.data.formats import FORMATS
from exports.report.content import KNOWN as REPORT
from exports.report.make import MEDIA_TYPES as REPORT_TYPES
from exports.report.scope import scope_of
from geo.facts import facts
from layers.text import text
from ui import navigation
from ui.pages.office import office_order
from ui.pages.ordering import Order, asked, choice, named
from ui.pages.sheet_order import sheet_order


def atlas_order(context: Context) -> Order:
    """The whole atlas of what is selected."""
    language = context.language
    number = st.text_input(text("orders.mapNumber", language), key="atlas-number", max_chars=60)
    if context.view.compare:
        st.caption(text("atlas.compared", language))
    # A sheet a theme: whatever has a place is on one of them.
    pictured = replace(everything(context.catalogue), filter=context.view.filter)
    name = named(language, text("product.atlas", language), suffix=".pdf")
    return Order(name, "application/pdf", asked(context, "atlas", map_number=number), pictured=pictured)


def brief_order(context: Context) -> Order:
    """District, theme and format of a brief."""
    language, plan, catalogue = context.language, context.plan, context.catalogue
    units = {unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units}
    if not units:
        raise ExportError("brief.noUnits")
    chosen = context.view.unit or next((unit for unit in units if unit in context.view.filter.district), None)
    first = list(units).index(chosen) if chosen in units else 0
    district = st.selectbox(
        text("filter.district", language), list(units), index=first, format_func=units.__getitem__, key="brief-district"
    )
    themes = {"": text("orders.allThemes", language)} | {
        key: getattr(theme, language) for key, theme in catalogue.themes.items()
    }
    theme = (
        st.selectbox(text("filter.theme", language), list(themes), format_func=themes.__getitem__, key="brief-theme")
        or None
    )
    suffix = choice("brief-kind", text("orders.format", language), list(MEDIA_TYPES), lambda suffix: suffix[1:].upper())
    options, office = {"district": district, "theme": theme}, office_order(context, "brief", suffix, BRIEF)
    name = named(language, units[district], themes[theme] if theme else "", suffix=suffix)
    pictured = brief_of(context, district=district, theme=theme).view
    # The picture is of our own first page.
    preview = None if office or suffix == DOCX else asked(context, "brief-picture", **options)
    return Order(name, MEDIA_TYPES[suffix], asked(context, "brief", **options, **office), preview, pictured)


def _only(values: frozenset[str]) -> str:
    """The value of a filter that names one alone."""
    return next(iter(values)) if len(values) == 1 else ""


def report_order(context: Context) -> Order:
    """District, theme, day and format of the final evaluation."""
    language, plan, catalogue = context.language, context.plan, context.catalogue
    units = {"": text("orders.wholeCity", language)} | {
        unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units
    }
    label, chosen = text("filter.district", language), context.view.unit or _only(context.view.filter.district)
    first = list(units).index(chosen) if chosen in units else 0
    district = st.selectbox(label, list(units), index=first, format_func=units.__getitem__, key="report-district")
    themes = {"": text("orders.allThemes", language)} | {
        key: getattr(theme, language) for key, theme in catalogue.themes.items() if key in facts().followed
    }
    label, chosen = text("filter.theme", language), _only(context.view.filter.theme)
    first = list(themes).index(chosen) if chosen in themes else 0
    theme = st.selectbox(label, list(themes), index=first, format_func=themes.__getitem__, key="report-theme")
    today = date.today()
    shown, first_day, label = context.view.day or today, facts().period[0], text("orders.day", language)
    picked = st.date_input(label, shown, min_value=first_day, max_value=today, key="report-day")
    day = picked if isinstance(picked, date) else today
    suffix = choice(
        "report-kind", text("orders.format", language), list(REPORT_TYPES), lambda suffix: suffix[1:].upper()
    )
    options = {"district": district or None, "theme": theme or None}
    # What cannot be reported is said before anybody waits for it.
    scope_of(context, **options, day=day)
    parts = [
        text("product.report", language),
        *(names[key] for names, key in ((units, district), (themes, theme)) if key),
    ]
    office = office_order(context, "report", suffix, REPORT)
    wish = asked(context, "report", **options, day=day.isoformat(), **office)
    return Order(named(language, *parts, suffix=suffix), REPORT_TYPES[suffix], wish, whole="orders.wholeReport")


def data_order(context: Context) -> Order:
    """Format and datum of the data."""
    language = context.language
    names = {key: text(f"format.{key}", language) for key in FORMATS}
    wished = navigation.parameters().get("format", "")
    first = list(FORMATS).index(wished) if wished in FORMATS else 0
    kind = st.selectbox(
        text("orders.format", language), list(FORMATS), index=first, format_func=names.__getitem__, key="data-kind"
    )
    crs = st.selectbox(
        text("orders.crs", language),
        list(FORMATS[kind].datums),
        format_func=lambda key: CHOICES[key].label(language),
        key="data-crs",
    )
    if FORMATS[kind].limit:
        st.caption(text(FORMATS[kind].limit, language))
    if kind == "gpkg":
        st.caption(text("orders.gpkg", language))
    if crs == "gcj02":
        st.caption(text("orders.gcj", language))
    context = _with_own(context, kind)
    datum = {"wgs84": "", "gcj02": GCJ02_NAME}.get(crs, crs)
    name = named(language, text("product.data", language), datum, suffix=FORMATS[kind].suffix)
    return Order(name, FORMATS[kind].media_type, asked(context, "data", kind=kind, crs=crs, file=name))


def _with_own(context: Context, kind: str) -> Context:
    """The context with the layers that people brought, where the format has a place for them and they are wanted."""
    own, language = context.view.own, context.language
    if not own:
        return context
    if FORMATS[kind].single:
        st.caption(text("orders.own.single", language))
    elif st.checkbox(text("orders.own", language, count=len(own)), value=True, key="data-own"):
        return context
    return replace(context, view=replace(context.view, own=()))


def map_order(context: Context) -> Order:
    """The map in one file has no options."""
    name = named(context.language, text("product.map", context.language), suffix=".html")
    return Order(name, "text/html", asked(context, "map"), pictured=context.view)


ORDERS: dict[str, Callable[[Context], Order]] = {
    "sheet": sheet_order,
    "atlas": atlas_order,
    "brief": brief_order,
    "report": report_order,
    "data": data_order,
    "map": map_order,
}
"""product -> draws its options and returns the order"""
