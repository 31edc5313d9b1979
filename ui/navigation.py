"""Which page is shown, in which language, over which view.

The browser turns the pages and writes the address. Streamlit knows the address only as the session began, so the
browser sends it with each change that concerns a page of forms.
"""

from collections.abc import Mapping
from time import time
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from layers.text import LANGUAGES, Language
from layers.view.pages import FORM_PAGES

SENT_KEY = "address-sent"
WISH_KEY = "wish"


def remember(sent: Mapping[str, Any]) -> None:
    """Keep what the browser sent: the address as a query string."""
    from layers.view.link import parameters_of  # noqa: PLC0415 - takes long to import: the map is drawn before anything is sent

    query = sent.get("query")
    if isinstance(query, str):
        st.session_state[SENT_KEY] = parameters_of(query)


def parameters() -> dict[str, str]:
    """The address's parameters: as the browser sent them last, else as the session began."""
    sent: dict[str, str] | None = st.session_state.get(SENT_KEY)
    return dict(st.query_params.to_dict() if sent is None else sent)


def form_page() -> str | None:
    """The page of forms that is shown; None where it is one beside the map."""
    page = parameters().get("page")
    return page if page in FORM_PAGES else None


def current_language() -> Language:
    """The address's language; Chinese where it names none."""
    language = parameters().get("lang")
    return language if language in LANGUAGES else "zh"


def present(briefing: str) -> None:
    """Have the browser present a briefing. Call it before the map is mounted: from a button's callback."""
    st.session_state[WISH_KEY] = {"at": time(), "briefing": briefing}


def show(parameters: Mapping[str, str]) -> None:
    """Have the browser show what an address's parameters say.

    Call it before the map is mounted: from a button's callback.
    """
    st.session_state[SENT_KEY] = dict(parameters)
    st.session_state[WISH_KEY] = {"at": time(), "query": urlencode(parameters)}


def wish() -> dict[str, Any] | None:
    """What was asked of the browser last; it obeys each once, told apart by `at`."""
    wish: dict[str, Any] | None = st.session_state.get(WISH_KEY)
    return wish
