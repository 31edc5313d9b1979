"""The sources page: where every coordinate comes from, and what is wrong with the data, if anything."""

import streamlit as st

from geo.messages import Breach
from geo.plan import DATA
from layers.document import bundle
from layers.text import text
from ui.frame import current_language, page_header


def show() -> None:
    """Draw the page."""
    language = current_language()
    page_header("sources", language)
    st.subheader(text("sources.title", language))
    st.caption(text("sources.hint", language))
    present = bundle()
    if present.breaches:
        st.warning(text("data.problems", language, count=len(present.breaches)))
        st.code("\n".join(breach.text(language) for breach in present.breaches), language=None)
        st.caption(text("data.problems.hint", language))
    else:
        st.success(text("sources.fine", language, items=len(present.plan.items)))
    try:
        _, _, listing = (DATA / "SOURCES.md").read_text(encoding="utf-8").partition("\n")
    except OSError:
        st.error(Breach("data/SOURCES.md", "", "file-missing").text(language))
    else:
        st.markdown(listing)
