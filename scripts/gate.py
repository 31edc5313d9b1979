"""The one gate: style, types, data, tests. Run: python -m scripts.gate [pytest arguments]"""

import subprocess
import sys
from collections.abc import Sequence

STEPS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("data", ["geo.check"]),
    ("the browser's half", ["scripts.javascript"]),
    ("contract", ["scripts.contract", "--check"]),
)
NOTHING_CHOSEN = 5
"""pytest's exit code where its arguments leave no test"""
BROWSER = "tests/browser"
# A browser that draws without a GPU waits half of its time: two keep two processors busy.
TESTS = (
    ("tests", ["tests", "--ignore", BROWSER, "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]),
    ("browser tests", [BROWSER, "-n", "2", "--dist", "worksteal"]),
)


def main(arguments: Sequence[str]) -> int:
    """Run every step, stop at the first that fails and return its exit code."""
    for name, command in (*STEPS, *((name, ["pytest", *chosen, *arguments]) for name, chosen in TESTS)):
        print(f"== {name}: python -m {' '.join(command)}", flush=True)
        code = subprocess.run([sys.executable, "-m", *command], check=False).returncode
        if code and not (arguments and code == NOTHING_CHOSEN):
            print(f"== {name} failed", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
