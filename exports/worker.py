"""A process that makes products one after the other, so that no drawing holds up the server: python -m exports.worker.

One JSON object a line. Heard on standard input: {"make": number, "asked": Asked.told, "out": path} and {"cancel":
number}. Said on standard output: {"ready": true} once, {"job": number, "share", "what"} meanwhile, and at last {"job":
number, "end": …} with

    done        the file is at out
    cancelled   stopped at its next report after a cancel
    failed      with "error": why, in the language asked for

When standard input ends, the server is gone: what was begun is removed and the process ends.
"""

import gc
import json
import logging
import os
import queue
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import IO, Any

from briefing.errors import ExportError
from exports.asked import NICENESS, PROMPT, Asked
from exports.making import make
from exports.progress import Cancelled
from geo.log.lines import wanted, write_json
from layers.text import text

LOG = logging.getLogger(__name__)
SELDOM = (100_000, 50, 50)
"""how often Python looks for circles of objects, rows of a layer among them: a fifth of what making them takes"""
Wish = dict[str, Any]


class Worker:
    """Makes what it hears of; told by one thread, making in another."""

    def __init__(self, output: IO[str]) -> None:
        self._output = output
        self._wishes: queue.SimpleQueue[Wish] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._folder: Path | None = None
        """where the file at work is written: of this job alone"""

    def say(self, **message: Any) -> None:
        """One line to the server."""
        self._output.write(json.dumps(message) + "\n")
        self._output.flush()

    def hear(self, source: IO[str]) -> None:
        """Until the server is gone; ends the process then."""
        for line in source:
            wish = json.loads(line)
            if "cancel" in wish:
                self._cancelled.add(wish["cancel"])
            else:
                self._wishes.put(wish)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        os._exit(0)  # whatever the other thread is at

    def work(self) -> None:
        """Make one thing after the other, for ever."""
        self.say(ready=True)
        while True:
            wish = self._wishes.get()
            job, out = int(wish["make"]), Path(wish["out"])
            self._folder = out.parent
            self.say(job=job, **self._made(job, Asked.heard(wish["asked"]), out))
            self._folder = None
            self._cancelled.discard(job)
            gc.collect()  # now that nobody waits for it

    def _made(self, job: int, asked: Asked, out: Path) -> dict[str, str]:
        def report(share: float, what: str) -> None:
            if job in self._cancelled:
                raise Cancelled
            self.say(job=job, share=share, what=what)

        try:
            make(asked, report, out)
        except Cancelled:
            return {"end": "cancelled"}
        except ExportError as error:
            return {"end": "failed", "error": error.message(asked.language)}
        except OSError as error:
            return {
                "end": "failed",
                "error": text("exports.unwritable", asked.language, detail=error.strerror or str(error)),
            }
        except Exception as error:  # the process's border: nothing else would tell the user
            LOG.exception("making %s failed", asked.product)
            detail = f"{type(error).__name__}: {error}"
            return {"end": "failed", "error": text("exports.unexpected", asked.language, detail=detail)}
        return {"end": "done"}


def main() -> None:
    """Talk over this process's own standard streams."""
    if wanted():
        write_json()
    # Ctrl+C goes to all processes of a terminal; this one ends when the server does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice") and PROMPT not in sys.argv[1:]:
        os.nice(NICENESS)
    source = os.fdopen(os.dup(0), encoding="utf-8")
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What a library prints must not be taken for an answer; a server without a terminal may have no standard error to
    # send it to.
    try:
        os.dup2(2, 1)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdout = sys.stderr
    gc.set_threshold(*SELDOM)
    worker = Worker(output)
    threading.Thread(target=worker.hear, args=(source,), name="hearing", daemon=True).start()
    worker.work()


if __name__ == "__main__":
    main()
