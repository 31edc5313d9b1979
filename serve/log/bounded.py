"""The log stays readable and small: of one message, so many a minute are written, the others counted."""

import logging
import threading
import time

A_MINUTE_S = 60.0
MOST_A_MINUTE = 20
LOUD = ("asyncio", "uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets", "websockets.server", "streamlit")
"""loggers that write a line, or a traceback, for each connection or request that is wrong"""
LOUD_PACKAGES = ("streamlit.", "ui.")


class Bounded(logging.Filter):
    """Lets at most so many records of one line of code through in a minute."""

    def __init__(self, most: int = MOST_A_MINUTE, within_s: float = A_MINUTE_S) -> None:
        super().__init__()
        self._most, self._within_s = most, within_s
        self._lock, self._since = threading.Lock(), time.monotonic()
        self._seen: dict[tuple[str, int], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is written; the first of a new minute tells how many were not."""
        where = (record.pathname, record.lineno)
        with self._lock:
            now = time.monotonic()
            left_out = 0
            if now - self._since > self._within_s:
                left_out = sum(max(0, count - self._most) for count in self._seen.values())
                self._seen, self._since = {}, now
            self._seen[where] = count = self._seen.get(where, 0) + 1
        if left_out:
            record.msg, record.args = f"{record.getMessage()} [{left_out} messages like those before left out]", ()
        return count <= self._most


def bound_logs() -> None:
    """Bound what the server and Streamlit write."""
    bounded = Bounded()
    # A filter holds for the very logger, not for those below it.
    for name in [*LOUD, *(name for name in logging.root.manager.loggerDict if name.startswith(LOUD_PACKAGES))]:
        logging.getLogger(name).addFilter(bounded)
