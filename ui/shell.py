"""What every page stands in: the map with the header on top, and under it a place for each page of forms.

The map and its header stay in the document on every page, so that turning a page moves and reloads nothing; each page
of forms has a place of its own, so that what is left of one page never shows in another.
"""

from collections.abc import Callable, Mapping

import streamlit as st

from layers.screen.served import served
from layers.style.faults import CatalogueError
from layers.text import text
from layers.view.pages import FORM_PAGES, PAGES
from serve.briefings_document import briefings_document
from serve.map_data import map_data
from serve.start_page import PAGES_STYLE
from serve.who.asking import session_person
from ui import navigation
from ui.component import plan_map
from ui.plain import plain
from ui.scene_saving import keep_scene
from ui.who import stop_strangers
from web.assets import BundleError


def show(pages: Mapping[str, Callable[[], None]]) -> None:
    """Draw the map, and the page of forms that is asked for; pages draws each by its id."""
    stop_strangers(navigation.current_language())
    # Where the page was not the start page, which has them from the first moment.
    st.html(PAGES_STYLE)
    try:
        data = map_data(
            served(),
            person=session_person(),
            briefings=briefings_document().hash,
            page=navigation.form_page(),
            wish=navigation.wish(),
        )
        plan_map(data, on_page=navigation.remember, on_scene=keep_scene)
    except (BundleError, CatalogueError) as error:
        _without_map(error)
    current = navigation.form_page()
    for name in FORM_PAGES:
        with st.container(key=f"page-{name}"):
            if name == current:
                pages[name]()


def _without_map(error: BundleError | CatalogueError) -> None:
    """The reason, and links to the pages: the header that leads to them is the map's."""
    st.error(plain(str(error)))
    language = navigation.current_language()
    with st.container(horizontal=True):
        for name in (*PAGES, *FORM_PAGES):
            st.link_button(text(f"nav.{name}", language), f"?page={name}")
