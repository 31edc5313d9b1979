"""How the server answers: at once, not when the browser has confirmed the answer's head.

The framework binds its socket itself and leaves the protocol's number out, whereupon asyncio does not set TCP_NODELAY on what is
accepted (https://github.com/Kludex/uvicorn/issues/3149): an answer's body then waits 40 ms for the confirmation of its head. The map
asks for dozens of small files.
"""

import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ui.offline import say_addresses


def answer_at_once() -> None:
    """Set TCP_NODELAY on all sockets on which this process listens; connections inherit it."""
    # The framework hands its socket to nobody; only the exact class, as asking a stand-in for its class may start what it stands for.
    for found in [thing for thing in gc.get_objects() if type(thing) is socket.socket]:
        if (
            found.fileno() >= 0
            and found.family != getattr(socket, "AF_UNIX", None)
            and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        ):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """For the time that the server runs: its socket is bound already when this begins."""
    answer_at_once()
    say_addresses()
    yield
