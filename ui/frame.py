"""What the framework's own pages share: a frame without margins, the header that the map has too, and the language."""

import streamlit as st

from layers.text import LANGUAGES, Language, text
from ui import navigation

# No header, footer, padding or menu of the framework; the pages' header looks like the map's.
STYLE = """
<style>
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"], footer { display: none; }
[data-testid="stMainBlockContainer"] { max-width: none; }
.st-key-plan-header { position: sticky; top: 0; z-index: 9; min-height: 48px; align-items: center; padding: 0 12px 0 24px; flex-wrap: nowrap; background: inherit;
  border-bottom: 1px solid color-mix(in srgb, currentColor 14%, transparent); }
.st-key-plan-header p { white-space: nowrap; font-size: 14px; }
.st-key-plan-name [data-testid="stMarkdownContainer"] { margin: 0; }
.st-key-plan-name p { margin: 0 !important; font-size: 18px !important; font-weight: 700; line-height: 30px; }
.st-key-plan-header button { min-height: 30px; padding: 2px 12px; border-radius: 6px; }
.st-key-plan-header [class*="st-key-nav-now"] button { font-weight: 700; background: color-mix(in srgb, currentColor 9%, transparent); }
.st-key-plan-header [class*="st-key-language"] { margin-left: auto; }
</style>
"""
FULL = "<style>[data-testid='stMainBlockContainer'] { padding: 0; }</style>"
TEXT = """<style>
[data-testid="stMainBlockContainer"] { padding: 0 0 32px; }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] > :not(:has(.st-key-plan-header), .st-key-plan-header) {
  padding-left: 24px; padding-right: 24px; }
</style>"""


def bare_frame() -> None:
    """Hide everything of the framework round the page, margins too."""
    st.html(STYLE + FULL)


def page_header(current: str, language: Language) -> None:
    """Name, pages and language on a text page, where the map's header has them too."""
    st.html(STYLE + TEXT)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="plan-header"):
        with st.container(key="plan-name", width="content"):
            st.markdown(text("app.name", language), width="content")
        for name in navigation.names():
            here = name == current
            label = text(f"nav.{name}", language)
            if st.button(label, key=f"nav-now-{name}" if here else f"nav-{name}", type="tertiary") and not here:
                navigation.go(name)
        other: Language = "en" if language == "zh" else "zh"
        if st.button(text("language.switch", language), key="language-switch"):
            st.query_params["lang"] = other
            st.rerun()


def current_language() -> Language:
    """The address's language; Chinese where it names none."""
    wanted = st.query_params.get("lang")
    return wanted if wanted in LANGUAGES else "zh"
