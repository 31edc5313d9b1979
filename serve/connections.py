"""How the server takes connections: no more than it can hold.

Without a bound, open connections take all file descriptors, nobody is let in any more, and asyncio writes a traceback
for each attempt, thousands in a second. Who connects and says nothing is let go.
"""

import asyncio
import gc
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

import uvicorn

from layers.text import LANGUAGES, text
from serve.figures.readings import Counts
from serve.guards.memory import watch_leaving
from serve.guards.stopping import watch_stopping
from serve.limits import RETRY_S
from serve.log.bounded import bound_logs
from serve.log.setting import set_up_log
from serve.offline import say_addresses
from serve.own.readied import watch_pages
from serve.routes import WARM, warm_up

LOG = logging.getLogger(__name__)
FREEZING = "freeze"
MOST_CONNECTIONS, LEAST_CONNECTIONS = 1000, 50
OWN_FILES = 400
"""file descriptors for everything else: data, packages, processes that make products, refusals, what comes in before it
is counted"""
BACKLOG = 100
SILENT_S = 15.0
FIRST_MAP_S = 2.5
"""how long the first visitor of a server that has just been started may be waiting for the map"""
MOST_REFUSALS, REFUSAL_S = 100, 2.0
"""answered at a time in words, and how long one may take; more are only closed"""


REFUSED = Counts("plan_map_connections_refused", "Connections beyond the bound")


class _Refusal(asyncio.Protocol):
    """Answers whatever comes with 503, in both languages, as nothing is known of who asks."""

    def __init__(self, others: set[asyncio.Protocol]) -> None:
        self._others = others
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait a moment for what is asked."""
        REFUSED.add()
        if not isinstance(transport, asyncio.Transport) or len(self._others) >= MOST_REFUSALS:
            transport.close()
            return
        self._others.add(self)
        self._transport = transport
        asyncio.get_running_loop().call_later(REFUSAL_S, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Answer, and let the other side close: whoever closes before all was read takes the answer back."""
        transport, self._transport = self._transport, None
        if transport is not None:
            words = " / ".join(text("limits.busy", language, seconds=RETRY_S) for language in LANGUAGES).encode()
            head = (
                "HTTP/1.1 503 Service Unavailable\r\n"
                f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(words)}\r\n"
                f"Retry-After: {RETRY_S}\r\nConnection: close\r\n\r\n"
            )
            transport.write(head.encode() + words)
            if transport.can_write_eof():
                transport.write_eof()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._others.discard(self)


def send_at_once(transport: asyncio.BaseTransport) -> None:
    """Have what is written sent without waiting for word that the last has come.

    An answer is written in two parts, and the other side says that the first has come after 40 ms. asyncio sees to it
    only for sockets that name TCP as their protocol; Streamlit's does not.
    """
    taken = transport.get_extra_info("socket")
    if taken is not None and taken.family in (socket.AF_INET, socket.AF_INET6):
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def bound_connections(config: uvicorn.Config, most: int, *, silent_s: float = SILENT_S) -> None:
    """Have a server that is about to listen bound its connections, and let go who asks nothing in time."""
    usual: Any = config.http_protocol_class
    refusals: set[asyncio.Protocol] = set()

    def let_go(protocol: Any) -> None:
        # One that became a session is not of these any more, and one that has asked is the server's to close.
        if protocol in protocol.connections and protocol.cycle is None:
            protocol.transport.abort()

    def answering(**given: Any) -> asyncio.Protocol:
        if len(given["server_state"].connections) >= most:
            return _Refusal(refusals)
        protocol: asyncio.Protocol = usual(**given)
        made = protocol.connection_made

        def at_once(transport: asyncio.BaseTransport) -> None:
            send_at_once(transport)
            made(transport)

        protocol.connection_made = at_once  # type: ignore[method-assign]
        asyncio.get_running_loop().call_later(silent_s, let_go, protocol)
        return protocol

    config.http_protocol_class = answering  # type: ignore[assignment]
    # asyncio accepts as many in one go, before anybody counts them.
    config.backlog = BACKLOG


def room_for_connections() -> int:
    """How many connections the system bears: as many as file descriptors can be had, less what the app itself needs."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, where sockets are no file descriptors
    except ImportError:
        return MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return (
        MOST_CONNECTIONS
        if soft == resource.RLIM_INFINITY
        else max(LEAST_CONNECTIONS, min(MOST_CONNECTIONS, soft - OWN_FILES))
    )


@asynccontextmanager
async def lifespan(_: object, later: Callable[[], None] = lambda: None) -> AsyncIterator[None]:
    """For the time that the server runs: its socket is bound already when this begins.

    later is done once nobody waits for the first map any more.
    """
    set_up_log()
    bound_logs()
    things = gc.get_objects()
    found = [thing for thing in things if type(thing) is uvicorn.Config]
    watch_stopping([thing for thing in things if type(thing) is uvicorn.Server])
    del things
    for config in found:
        bound_connections(config, room_for_connections())
    if not found:
        LOG.warning("no uvicorn.Config: connections are not bounded")
    # Not before: what is frozen is not among gc's objects any more, and no other thread may make anything while these
    # are looked through: a tuple that somebody else holds by then cannot be finished
    # (https://github.com/python/cpython/issues/39117).
    warm_up()
    Thread(target=_freeze_when_warm, args=(later,), name=FREEZING, daemon=True).start()
    say_addresses()
    yield


def _freeze_when_warm(later: Callable[[], None]) -> None:
    """What is loaded once stays: collections of garbage need not walk it again and again while visitors wait."""
    WARM.wait()
    time.sleep(FIRST_MAP_S)
    later()
    gc.freeze()
    watch_leaving()
    watch_pages()
