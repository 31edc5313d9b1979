"""The products page: what the map shows, or everything, as a sheet, an atlas, a brief, data or a map to take away."""

import streamlit as st

from layers.text import text
from ui.navigation import current_language


def show() -> None:
    """Draw the page."""
    language = current_language()
    with st.spinner(text("orders.loading", language)):
        from ui.products import draw  # noqa: PLC0415 - geopandas and matplotlib take 1.5 s to import; other pages start without them
    draw(language)
