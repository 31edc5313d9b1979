"""The map, edge to edge, with the pages beside it: overview, districts, table, reader."""

import streamlit as st

from layers.browser_parts import BundleError
from layers.link import parameters_of
from layers.served import served
from ui import navigation
from ui.briefings_document import briefings_document
from ui.frame import bare_frame
from ui.map import plan_map
from ui.plain import plain
from ui.scene_saving import keep_scene


def show() -> None:
    """Draw the page."""
    bare_frame()
    try:
        event = plan_map(
            served(), briefings=briefings_document().hash, ground=_theme_ground(), pages=navigation.names(), on_scene=keep_scene
        )
    except BundleError as error:
        st.error(plain(str(error)))
        return
    state = {key: value for key, value in parameters_of(event.query).items() if key != "page"}
    navigation.go(event.page, query=state, keep=False)


def _theme_ground() -> str:
    """The ground that goes with Streamlit's theme."""
    return "dark" if st.context.theme.type == "dark" else "light"
