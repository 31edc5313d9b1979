"""What every page shares: the frame without the framework's margins, and the language."""

import streamlit as st

from ui.text import LANGUAGES, Language

# The map fills the window: no header, footer, padding or menu of the framework.
BARE = """
<style>
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"], footer { display: none; }
[data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
</style>
"""


def bare_frame() -> None:
    """Hide everything of the framework round the page."""
    st.html(BARE)


def current_language() -> Language:
    """Language of this session: the address's, else Chinese."""
    wanted = st.session_state.get("language", st.query_params.get("lang"))
    return wanted if wanted in LANGUAGES else "zh"


def remember_language(language: str | None) -> None:
    """Keep a language chosen on the map for the next pages and in the address."""
    if language in LANGUAGES and language != st.session_state.get("language"):
        st.session_state["language"] = language
        st.query_params["lang"] = language
