"""The order of a map sheet: paper, format, titles, and what else stands on it."""

import base64
from collections.abc import Mapping
from typing import Any

import streamlit as st

from briefing.drawing import drawing_of_file
from briefing.errors import ExportError
from exports.context import Context
from exports.notes.kept import WANTED
from exports.sheet.layout import CITY, MOST_BYTES, PAPERS_MM, scale_of
from layers.text import Language, text
from layers.view.drawing import drawing_record
from serve.who.asking import session_person
from ui.pages.ordering import Order, asked, choice, named

PAPERS = sorted(PAPERS_MM, key=lambda paper: paper != "A3")
"""the first is taken where nobody chooses"""
SHEET_TYPES = {".pdf": "application/pdf", ".svg": "image/svg+xml", ".png": "image/png"}


def sheet_order(context: Context) -> Order:
    """Paper, format and titles of a map sheet."""
    language = context.language
    paper = choice("sheet-paper", text("orders.paper", language), list(PAPERS), str)
    left, right = st.columns(2)
    with left:
        kind = choice(
            "sheet-kind", text("orders.format", language), list(SHEET_TYPES), lambda suffix: suffix[1:].upper()
        )
    with right:
        turn = choice(
            "sheet-turn",
            text("orders.turn", language),
            ["landscape", "portrait"],
            lambda key: text(f"turn.{key}", language),
        )
        number = st.text_input(text("orders.mapNumber", language), key="sheet-number", max_chars=60)
    title = st.text_input(
        text("orders.title", language), key="sheet-title", max_chars=60, placeholder=text("orders.automatic", language)
    )
    subtitle = st.text_input(
        text("orders.subtitle", language),
        key="sheet-subtitle",
        max_chars=120,
        placeholder=text("orders.automatic", language),
    )
    notes = _notes(kind, language)
    options: Mapping[str, Any] = {
        "paper": paper, "portrait": turn == "portrait", "title": title, "subtitle": subtitle, "map_number": number,
        "notes": notes, "drawing": _drawing(language), **_more(context),
    }  # fmt: skip
    name = named(language, title or text("product.sheet", language), paper, suffix=kind)
    return Order(
        name,
        SHEET_TYPES[kind],
        asked(context, "sheet", **options),
        asked(context, "sheet-picture", **options),
        context.view,
    )


def _notes(kind: str, language: Language) -> str:
    """Which notes are printed, for those who see any; only a PDF has pages that can say what they say."""
    if kind != ".pdf" or session_person().is_anonymous:
        return ""
    label, names = text("orders.notes", language), ["none", *WANTED]
    wanted = choice("sheet-notes", label, names, lambda name: text(f"orders.notes.{name}", language))
    return "" if wanted == "none" else wanted


def _more(context: Context) -> dict[str, Any]:
    """Scale, extent, author and logo of a sheet. Raises ExportError."""
    language, units = context.language, context.plan.units
    with st.expander(text("orders.more", language)):
        left, right = st.columns(2)
        automatic = text("orders.automatic", language)
        label = text("orders.scale", language)
        scale = left.text_input(label, key="sheet-scale", max_chars=20, placeholder=f"{automatic}  1:100 000")
        extents = {"": text("orders.extent.view", language), CITY: text("orders.wholeCity", language)}
        extents |= {unit.id: unit.name if language == "zh" else unit.name_en for unit in units}
        extent = right.selectbox(
            text("orders.extent", language), list(extents), format_func=extents.__getitem__, key="sheet-extent"
        )
        author = left.text_input(text("orders.author", language), key="sheet-author", max_chars=60)
        logo = right.file_uploader(text("orders.logo", language), type=["png", "jpg", "jpeg"], key="sheet-logo")
    try:
        wanted = scale_of(scale) if scale.strip() else None
    except ValueError as error:
        raise ExportError("sheet.badScale", detail=str(error)) from error
    if logo and logo.size > MOST_BYTES:
        raise ExportError("sheet.logo")
    content = base64.b64encode(logo.getvalue()).decode() if logo else ""
    return {"scale": wanted, "extent": extent, "author": author, "logo": content}


def _drawing(language: Language) -> dict[str, Any] | None:
    """What somebody has drawn on the map and downloaded, to be printed over it. Raises ExportError."""
    file = st.file_uploader(text("orders.drawn", language), type=["geojson", "json"], key="sheet-drawing")
    return drawing_record(drawing_of_file(file.getvalue(), file.name)) if file else None
