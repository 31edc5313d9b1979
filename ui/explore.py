"""The explorer page: the map, edge to edge."""

import streamlit as st

from ui import navigation
from ui.document import bundle
from ui.frame import bare_frame, current_language, remember_language
from ui.map import plan_map
from ui.routes import BundleError


def show() -> None:
    """Draw the page."""
    bare_frame()
    try:
        event = plan_map(bundle(), language=current_language(), ground=_theme_ground(), pages=navigation.names())
    except BundleError as error:
        st.error(str(error))
        return
    if remember_language(event.language):
        st.rerun()  # else the map would be told the former language with the next change
    navigation.go(event.page)


def _theme_ground() -> str:
    """The ground that goes with Streamlit's theme."""
    return "dark" if st.context.theme.type == "dark" else "light"
