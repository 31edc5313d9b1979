"""深圳规划一张图 · Shenzhen Plan Map. Start: streamlit run app.py

`app` serves the pages and, from hashed addresses, what the map is made of; as a script this file shows the pages.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from layers.text import text
from ui import briefings, explore, exports, navigation, sources
from ui.early import early_routes
from ui.frame import current_language
from ui.routes import ROUTES, warm_up

PAGES = {"map": explore.show, "briefings": briefings.show, "exports": exports.show, "sources": sources.show}

app = st.App(__file__, routes=[*ROUTES, *early_routes(navigation.header_names(PAGES))])

if get_script_run_ctx(suppress_warning=True) is None:
    warm_up()
else:
    language = current_language()
    st.set_page_config(page_title=text("app.name", language), page_icon="🗺️", layout="wide", initial_sidebar_state="collapsed")
    navigation.run(PAGES, language)
