"""The server's end of a process that makes products (`exports.worker`): started when needed, cancelled, killed."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from exports.asked import PROMPT, Asked
from exports.progress import Cancelled, Report
from geo.folder import DATA
from layers.screen.shelf import SHELF

ROOT = Path(__file__).resolve().parent.parent
TICK_S = 0.1
GRACE_S = 2.0
"""from a cancel until the process is killed: most products report more often"""
LONGEST_S = 600.0
NUMBERS = count(1)


class WorkerError(Exception):
    """The process could not make it; the message, in the language asked for, says why, empty where it died."""


class Worker:
    """One process. `make` is called by one thread at a time, `close` by any."""

    def __init__(
        self,
        *,
        module: str = "exports.worker",
        grace_s: float = GRACE_S,
        longest_s: float = LONGEST_S,
        prompt: bool = False,
    ) -> None:
        """prompt: everybody waits for what it makes, so pages do not come before it."""
        self._module, self._grace_s, self._longest_s = module, grace_s, longest_s
        self._prompt = prompt
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    @property
    def longest_s(self) -> float:
        """The longest time that a product may take."""
        return self._longest_s

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def is_alive(self) -> bool:
        """Whether there is a process, at work or waiting for some."""
        process = self._process
        return process is not None and process.poll() is None

    def make(self, asked: Asked, out: Path, *, report: Report, stopped: Callable[[], bool]) -> None:
        """Have out written. stopped is asked several times a second.

        Raises Cancelled once it says so, WorkerError where the product cannot be made, TimeoutError after the longest
        time that a product may take. After these the process may be gone; nothing writes to out any more.
        """
        self._start()
        number, begun = next(NUMBERS), time.monotonic()
        self._tell(make=number, asked=asked.told, out=str(out))
        cancelled_at: float | None = None
        while True:
            message = self._heard()
            if message is None:
                self.close()
                raise WorkerError("")
            if message.get("job") == number:
                if "end" in message:
                    return _ended(message)
                report(message["share"], message["what"])
            now = time.monotonic()
            if cancelled_at is None and stopped():
                cancelled_at = now
                self._tell(cancel=number)
            if cancelled_at is not None and now - cancelled_at > self._grace_s:
                self.close()
                raise Cancelled
            if now - begun > self._longest_s:
                self.close()
                raise TimeoutError

    def close(self) -> None:
        """Kill the process; the next `make` starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()

    def _heard(self) -> dict[str, Any] | None:
        """What the process said next; empty where it said nothing for a moment, None where it is gone."""
        try:
            return self._lines.get(timeout=TICK_S)
        except queue.Empty:
            return {}

    def _tell(self, **wish: Any) -> None:
        if self._process is not None and self._process.stdin is not None:
            # A process that is gone is noticed by the end of what it says.
            with suppress(OSError):
                self._process.stdin.write(json.dumps(wish) + "\n")
                self._process.stdin.flush()

    def _start(self) -> None:
        if self.is_alive:
            return
        self.close()
        # Paths that the environment names may be relative, and the folder where it runs must not hide our packages.
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        places = {"PYTHONPATH": path, "PLAN_MAP_DATA": str(DATA.resolve()), "PLAN_MAP_CACHE": str(SHELF.resolve())}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", self._module, *([PROMPT] if self._prompt else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, **places},
            # Pages come first where products need all processors.
            creationflags=0 if self._prompt else getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._lines = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process, self._lines), name="worker-said", daemon=True).start()


def _listen(process: subprocess.Popen[str], lines: "queue.SimpleQueue[dict[str, Any] | None]") -> None:
    """Pass on what a process says until it ends."""
    if process.stdout is not None:
        # A process that is killed may leave half a line.
        with process.stdout, suppress(OSError, ValueError):
            for line in process.stdout:
                lines.put(json.loads(line))
    lines.put(None)


def _ended(message: dict[str, Any]) -> None:
    if message["end"] == "cancelled":
        raise Cancelled
    if message["end"] != "done":
        raise WorkerError(message["error"])
