"""The map, edge to edge, with the pages beside it: overview, districts, table, reader."""

import streamlit as st

from layers.document import bundle
from ui import navigation
from ui.frame import bare_frame
from ui.map import plan_map
from ui.routes import BundleError


def show() -> None:
    """Draw the page."""
    bare_frame()
    try:
        event = plan_map(bundle(), ground=_theme_ground(), pages=navigation.names())
    except BundleError as error:
        st.error(str(error))
        return
    navigation.go(event.page)


def _theme_ground() -> str:
    """The ground that goes with Streamlit's theme."""
    return "dark" if st.context.theme.type == "dark" else "light"
