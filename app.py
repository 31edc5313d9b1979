"""深圳规划一张图 · Shenzhen Plan Map. Start: streamlit run app.py

`app` serves the pages and, from hashed addresses, what the map is made of; as a script this file shows the pages.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from layers.text import text
from serve.connections import lifespan
from serve.doors import doors
from serve.offline import ask_nobody
from serve.own.setting import refuse_unknown_files
from serve.who.choice import refuse_unchosen
from ui.navigation import current_language
from ui.turns import turn


def page(module: str) -> Callable[[], None]:
    """A page that is imported when it is first shown: the map must not wait for what only the others need."""
    return lambda: import_module(module).show()


def load_ahead() -> None:
    """What the first run of this script and the pages need: a second of processor, before anybody waits for it."""
    for module in ("ui.shell", "ui.pages.briefings", "ui.pages.exports", "ui.pages.sources"):
        import_module(module)


PAGES = {
    "briefings": page("ui.pages.briefings"),
    "exports": page("ui.pages.exports"),
    "sources": page("ui.pages.sources"),
    "trail": page("ui.pages.trail"),
    "people": page("ui.pages.people"),
}

if get_script_run_ctx(suppress_warning=True) is None:
    # Built once, when the server imports this file: as a script it runs again and again.
    ask_nobody()
    refuse_unchosen(st.get_option("server.address"), st.get_option("server.allowedHosts") or ())
    refuse_unknown_files()
    middleware, routes = doors(str(st.get_option("server.baseUrlPath") or ""))
    app = st.App(__file__, lifespan=partial(lifespan, later=load_ahead), routes=routes, middleware=middleware)
else:
    with turn():
        language = current_language()
        title = text("app.name", language)
        st.set_page_config(page_title=title, page_icon="🗺️", layout="wide", initial_sidebar_state="collapsed")
        # What it needs must not keep the server from answering: the map is drawn before any script runs.
        import_module("ui.shell").show(PAGES)
