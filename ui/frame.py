"""What every page shares: the frame without the framework's margins, the header of text pages, and the language."""

import streamlit as st

from layers.text import LANGUAGES, Language, text
from ui import navigation

# No header, footer, padding or menu of the framework.
BARE = """
<style>
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"], footer { display: none; }
[data-testid="stMainBlockContainer"] { PADDING; max-width: none; }
</style>
"""


def bare_frame(*, padding: str = "padding: 0") -> None:
    """Hide everything of the framework round the page."""
    st.html(BARE.replace("PADDING", padding))


def page_header(current: str, language: Language) -> None:
    """Name, pages and language on a text page, where the map's header has them too."""
    bare_frame(padding="padding: 10px 24px 32px")
    names = navigation.names()
    columns = st.columns([3, *[1 for _ in names], 6, 1.2], vertical_alignment="center")
    columns[0].markdown(f"**{text('app.name', language)}**")
    for column, name in zip(columns[1:], names, strict=False):
        label = text(f"nav.{name}", language)
        if column.button(label, key=f"nav-{name}", type="primary" if name == current else "tertiary") and name != current:
            navigation.go(name)
    other: Language = "en" if language == "zh" else "zh"
    if columns[-1].button(text("language.switch", language), key="language-switch"):
        st.query_params["lang"] = other
        st.rerun()


def current_language() -> Language:
    """The address's language; Chinese where it names none."""
    wanted = st.query_params.get("lang")
    return wanted if wanted in LANGUAGES else "zh"
