"""The explorer page: the map, edge to edge."""

import streamlit as st

from ui.document import bundle
from ui.frame import bare_frame, current_language, remember_language
from ui.map import plan_map
from ui.routes import BundleError


def show() -> None:
    """Draw the page."""
    bare_frame()
    language = current_language()
    try:
        event = plan_map(bundle(), language=language)
    except BundleError as error:
        st.error(str(error))
        return
    remember_language(event.language)
