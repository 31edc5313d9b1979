"""The pages of the app, and how to go from one to another."""

from collections.abc import Callable, Iterable, Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from layers.pages import PAGES
from layers.text import Language, text

STATE_KEY = "pages"
MAP_PAGE = "map"


def run(pages: dict[str, Callable[[], None]], language: Language) -> None:
    """Show the page that the address names; the first is the start page. Pages draw their own header."""
    made = {
        name: st.Page(show, title=text(f"nav.{name}", language), url_path=name, default=not position)
        for position, (name, show) in enumerate(pages.items())
    }
    st.session_state[STATE_KEY] = made
    st.navigation(list(made.values()), position="hidden").run()


def names() -> list[str]:
    """Ids of all pages in the order of the header: those beside the map first, then the framework's own."""
    return header_names(_pages())


def header_names(own: Iterable[str]) -> list[str]:
    """The same for the ids of the framework's own pages."""
    return [*PAGES, *(name for name in own if name != MAP_PAGE)]


def go(name: str | None, *, query: Mapping[str, str] | None = None, keep: bool = True) -> None:
    """Switch to another page with query in its address, beside what stands there unless keep is off; an unknown name is ignored."""
    beside_map = name in PAGES
    page = _pages().get(MAP_PAGE if beside_map else name or "")
    if page is None:
        return
    kept = {key: value for key, value in (st.query_params.to_dict() if keep else {}).items() if key != "page"}
    if beside_map and name != MAP_PAGE:
        kept["page"] = str(name)
    st.switch_page(page, query_params=kept | dict(query or {}))


def _pages() -> dict[str, StreamlitPage]:
    pages: dict[str, StreamlitPage] = st.session_state.get(STATE_KEY, {})
    return pages
