"""深圳规划一张图 · Shenzhen Plan Map. Start: streamlit run app.py

`app` serves the pages and, from hashed addresses, what the map is made of; as a script this file shows the pages.
"""

from collections.abc import Callable
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from layers.text import text
from ui.connections import lifespan
from ui.early import early_routes
from ui.headers import SecurityHeaders
from ui.limits import Limits
from ui.navigation import current_language
from ui.offline import ask_nobody
from ui.routes import ROUTES, under, warm_up


def page(module: str) -> Callable[[], None]:
    """A page that is imported when it is first shown: the map must not wait for what only the others need."""
    return lambda: import_module(module).show()


PAGES = {"briefings": page("ui.briefings"), "exports": page("ui.exports"), "sources": page("ui.sources")}

ask_nobody()
middleware = [Middleware(SecurityHeaders), Middleware(Limits)]
routes = under(str(st.get_option("server.baseUrlPath") or ""), [*ROUTES, *early_routes()])
app = st.App(__file__, lifespan=lifespan, routes=routes, middleware=middleware)

if get_script_run_ctx(suppress_warning=True) is None:
    warm_up()
else:
    language = current_language()
    st.set_page_config(page_title=text("app.name", language), page_icon="🗺️", layout="wide", initial_sidebar_state="collapsed")
    # What it needs must not keep the server from answering: the map is drawn before any script runs.
    import_module("ui.shell").show(PAGES)
