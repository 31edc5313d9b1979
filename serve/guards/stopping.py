"""Whether the server has been told to stop: what would else go on for as long as somebody listens ends by itself.

uvicorn waits for every answer that has begun. One that tells news never ends, so that neither Ctrl-C nor systemd would
stop an app of which a page is open somewhere.
"""

from collections.abc import Sequence

import uvicorn

LAST_ANSWERS_S = 10
"""how long a server that stops waits for answers that have begun: a file on its way; systemd waits twice as long"""
_SERVERS: list[uvicorn.Server] = []


def watch_stopping(servers: Sequence[uvicorn.Server]) -> None:
    """Let these end: by themselves where asked (`stopping`), after a while in any case."""
    _SERVERS[:] = servers
    for server in servers:
        server.config.timeout_graceful_shutdown = LAST_ANSWERS_S


def stopping() -> bool:
    """Whether this process's server takes nothing new any more."""
    return any(server.should_exit for server in _SERVERS)
