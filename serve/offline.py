"""Nobody outside is asked, whatever address the app listens on.

Of Streamlit's own look-ups most are turned off in .streamlit/config.toml: usage statistics, and the welcome, for
which it asks checkip.amazonaws.com once it is bound to all addresses. One has no setting: where a page of another
origin opens a connection, the same question is asked to compare the answer with that origin. It is answered here,
without asking.
"""

import logging
import socket

import streamlit as st
from streamlit import net_util

from geo.log.lines import wanted
from layers.text import LANGUAGES, text

EVERYWHERE = {"", "0.0.0.0", "::"}


def ask_nobody() -> None:
    """Let Streamlit know no address of its own but the one it was asked at.

    Connections from the same origin and from 127.0.0.1 or localhost are taken as before. A proxy hands the Host header
    on; where it cannot, the origin is named by --server.corsAllowedOrigins.
    """
    net_util.get_external_ip = lambda: None
    net_util.get_internal_ip = lambda: None


def addresses() -> list[str]:
    """Where the app is open: of a server bound to all addresses, this machine's loopback and its name."""
    host = str(st.get_option("server.address") or "")
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    hosts = ["127.0.0.1", socket.gethostname()] if host in EVERYWHERE else [f"[{host}]" if ":" in host else host]
    return [f"{scheme}://{name}:{st.get_option('server.port')}/{base}".rstrip("/") for name in hosts]


def say_addresses() -> None:
    """Print where to open the app."""
    if wanted():
        # Which address it is bound to stands in the settings of whoever started it.
        return logging.getLogger("plan_map").warning("started, port %s", st.get_option("server.port"))
    listed = "  ".join(addresses())
    for language in LANGUAGES:
        print("  " + text("app.name", language) + " · " + text("app.open", language, addresses=listed), flush=True)
