"""深圳规划一张图 · Shenzhen Plan Map. Start: streamlit run app.py

`app` serves the pages and, from hashed addresses, what the map is made of; as a script this file shows the pages.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from layers.text import text
from serve.connections import lifespan
from serve.figures.routes import observing
from serve.guards.guard import Guard
from serve.headers import SecurityHeaders
from serve.health.routes import HEALTH_ROUTES
from serve.limits import Limits
from serve.offline import ask_nobody
from serve.routes import ROUTES, under
from serve.start_page import early_routes
from serve.who.choice import refuse_unchosen
from serve.who.gate import Gate
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
}

if get_script_run_ctx(suppress_warning=True) is None:
    # Built once, when the server imports this file: as a script it runs again and again.
    ask_nobody()
    refuse_unchosen(st.get_option("server.address"), st.get_option("server.allowedHosts") or ())
    base = str(st.get_option("server.baseUrlPath") or "")
    observed, figures = observing(base)
    middleware = [Middleware(SecurityHeaders), *observed, Middleware(Guard, base=base), Middleware(Limits, base=base)]
    middleware.append(Middleware(Gate, base=base))
    routes = under(base, [*ROUTES, *HEALTH_ROUTES, *figures, *early_routes()])
    app = st.App(__file__, lifespan=partial(lifespan, later=load_ahead), routes=routes, middleware=middleware)
else:
    with turn():
        language = current_language()
        st.set_page_config(
            page_title=text("app.name", language), page_icon="🗺️", layout="wide", initial_sidebar_state="collapsed"
        )
        # What it needs must not keep the server from answering: the map is drawn before any script runs.
        import_module("ui.shell").show(PAGES)
