"""What every order on the products page is made of: file name, what is asked for, a choice among few."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from briefing.files import safe_name
from exports.asked import Asked
from exports.context import Context
from layers.text import Language, text
from layers.view.link import Vocabulary, encode
from layers.view.state import View


@dataclass(frozen=True, slots=True)
class Order:
    """A product as the page's options ask for it."""

    file_name: str
    media_type: str
    asked: Asked
    preview: Asked | None = None
    """a picture of the first page"""
    pictured: View | None = None
    """the view whose layers decide what its pictures show; None where layers and the chosen item decide nothing"""
    whole: str = "orders.wholeSelection"
    """wording that says so"""


def asked(context: Context, product: str, **options: Any) -> Asked:
    address = encode(replace(context.view, language=context.language), Vocabulary(context.plan, context.catalogue))
    return Asked(product, address, context.language, options)


def named(language: Language, *parts: str, suffix: str) -> str:
    """A file name of the app's name and parts, safe on every system."""
    return safe_name("-".join([text("app.name", language), *(part for part in parts if part)])) + suffix


def choice(key: str, label: str, options: list[str], words: Callable[[str], str]) -> str:
    """One of a few, side by side; the first where none is picked."""
    return (
        st.segmented_control(label, options, format_func=words, default=options[0], key=key, required=True)
        or options[0]
    )
