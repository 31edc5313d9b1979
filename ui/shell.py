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
from ui import navigation
from ui.component import plan_map
from ui.plain import plain
from ui.scene_saving import keep_scene
from web.assets import BundleError

# No header, footer or menu of Streamlit's own. The pages start under the map's header, whose height the
# window decides: --top in web/styles/map.css and small.css.
STYLE = """
<style>
[data-testid="stSkipToContent"], [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"],
footer { display: none; }
:root { --header: 48px; }
@media (max-width: 1000px) and (min-height: 561px) { :root { --header: 88px; } }
@media (pointer: coarse) { :root { --header: 52px; } }
@media (pointer: coarse) and (max-width: 1000px) and (min-height: 561px) { :root { --header: 104px; } }
[data-testid="stMain"] { margin-top: var(--header); height: calc(100% - var(--header)); }
[data-testid="stMainBlockContainer"] { max-width: none; padding: 16px clamp(16px, 4vw, 50px) 32px; }
</style>
"""


def show(pages: Mapping[str, Callable[[], None]]) -> None:
    """Draw the map, and the page of forms that is asked for; pages draws each by its id."""
    st.html(STYLE)
    try:
        data = map_data(
            served(), briefings=briefings_document().hash, page=navigation.form_page(), wish=navigation.wish()
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
