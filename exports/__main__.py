"""Makes a product to take away; exports/products.py says which there are. Run: python -m exports sheet --out F.pdf"""

import gc
import os
import signal
import sys
from contextlib import suppress

SELDOM = (100_000, 20, 100)
"""new objects before Python looks for circles among them: a command makes a million that stay, and looks for a tenth of
its time where it does so every 700"""


def run() -> int:
    """Make what the command line asks for, and return the exit code.

    Stopped at any moment, even while it is still being loaded, it says so in one line.
    """
    gc.set_threshold(*SELDOM)
    # Asked to end, or its terminal gone, it ends as if cancelled by hand: what was begun is removed.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        from exports.products import main  # noqa: PLC0415 - takes most of a second, in which it may be stopped
    except KeyboardInterrupt:
        from layers.text import LANGUAGES, text  # noqa: PLC0415

        print(" / ".join(text("exports.cancelled", language) for language in LANGUAGES), file=sys.stderr)
        return 1
    return main(sys.argv[1:])


if __name__ == "__main__":
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever listened is gone
            stream.flush()
    # All is written; to take down what was drawn, object by object, takes another tenth of a second.
    os._exit(code)
