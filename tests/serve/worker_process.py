"""The very process that makes products, with products that a test needs: python -m tests.serve.worker_process."""

import os
import time
from pathlib import Path

from briefing.errors import ExportError
from exports import making, worker
from exports.context import Context
from exports.making import Options

STEP_S = 0.02


def words(context: Context, options: Options, out: Path) -> None:
    """Writes its words and prints, as a library might."""
    print("not an answer")
    context.report(0.5, "half")
    out.write_text(options["words"], encoding="utf-8")


def steps(context: Context, options: Options, out: Path) -> None:
    """Goes on until it is stopped at a report; writes on the way."""
    while True:
        out.write_bytes(b"half")
        context.report(0.1, str(os.getpid()))
        time.sleep(STEP_S)


def stubborn(context: Context, options: Options, out: Path) -> None:
    """Hears nothing; writes on the way."""
    out.write_bytes(b"half")
    context.report(0.1, "begun")
    while True:
        time.sleep(STEP_S)


def dies(context: Context, options: Options, out: Path) -> None:
    """Ends the process, as the system does where memory is short."""
    out.write_bytes(b"half")
    os._exit(9)


def fails(context: Context, options: Options, out: Path) -> None:
    """Raises what options name."""
    raise {
        "refused": ExportError("exports.unwritable", detail="d"),
        "disk": OSError(28, "No space left on device"),
        "mistake": ZeroDivisionError("by zero"),
    }[options["how"]]


if __name__ == "__main__":
    making.MAKERS.update({"words": words, "steps": steps, "stubborn": stubborn, "dies": dies, "fails": fails})
    worker.main()
