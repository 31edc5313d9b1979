"""The pages of the app, and how to go from one to another."""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from layers.text import Language, text

STATE_KEY = "pages"


def run(pages: dict[str, Callable[[], None]], language: Language) -> None:
    """Show the page that the address names; the first is the start page. Pages draw their own header."""
    made = {
        name: st.Page(show, title=text(f"nav.{name}", language), url_path=name, default=not position)
        for position, (name, show) in enumerate(pages.items())
    }
    st.session_state[STATE_KEY] = made
    st.navigation(list(made.values()), position="hidden").run()


def names() -> list[str]:
    """Ids of all pages in their order."""
    return list(_pages())


def go(name: str | None) -> None:
    """Switch to another page; an unknown name is ignored."""
    page = _pages().get(name or "")
    if page is not None:
        st.switch_page(page)


def _pages() -> dict[str, StreamlitPage]:
    pages: dict[str, StreamlitPage] = st.session_state.get(STATE_KEY, {})
    return pages
