"""Named checks, asked beside one another: one that hangs, on a disk that is gone, is said to be slow.

Each check runs in a thread of its own, one at a time, and none is asked more often than once in a while: whoever asks a
hundred times a second costs nothing.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from threading import Thread

LOG = logging.getLogger(__name__)
Check = Callable[[], str | None]
"""None where all is well; else why not, in a word or two that may be shown to anybody: no path, no name, no secret"""
PATIENCE_S = 3.0
KEPT_S = 1.0
SLOW, FAILED = "slow", "failed"


class Readiness:
    """The checks of one server. `add` may be called from any thread, `report` by the server's own."""

    def __init__(
        self, checks: Mapping[str, Check] | None = None, *, patience_s: float = PATIENCE_S, kept_s: float = KEPT_S
    ) -> None:
        self._checks = dict(checks or {})
        self._patience_s, self._kept_s = patience_s, kept_s
        self._asked: dict[str, asyncio.Future[str | None]] = {}
        self._found: dict[str, tuple[float, str | None]] = {}
        """check -> when it was answered, and what"""

    def add(self, name: str, check: Check) -> None:
        """One more; a check of that name is replaced."""
        self._checks = {**self._checks, name: check}

    async def report(self) -> dict[str, str | None]:
        """Check -> why not, None where all is well."""
        return dict(await asyncio.gather(*(self._of(name, check) for name, check in self._checks.items())))

    async def _of(self, name: str, check: Check) -> tuple[str, str | None]:
        answered_at, answer = self._found.get(name, (-self._kept_s, None))
        if time.monotonic() - answered_at < self._kept_s:
            return name, answer
        asked = self._asked.get(name)
        if asked is None:
            asked = self._asked[name] = _in_a_thread(name, check)
        await asyncio.wait({asked}, timeout=self._patience_s)
        if not asked.done():
            return name, SLOW
        if self._asked.get(name) is asked:
            del self._asked[name]
            self._found[name] = time.monotonic(), asked.result()
        return name, asked.result()


def _in_a_thread(name: str, check: Check) -> "asyncio.Future[str | None]":
    """What a check says. Not by the threads that requests wait for, which a check that hangs would take one by one."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str | None] = loop.create_future()

    def ask() -> None:
        try:
            said = check()
        except Exception:  # a check's border: whatever is wrong there, the others are asked
            LOG.exception("the check %s failed", name)
            said = FAILED
        if not loop.is_closed():
            loop.call_soon_threadsafe(answer.set_result, said)

    Thread(target=ask, name=f"check-{name}", daemon=True).start()
    return answer
