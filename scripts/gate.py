"""The one gate: style, types, data, tests. Run: python -m scripts.gate [pytest arguments]"""

import subprocess
import sys
from collections.abc import Sequence

STEPS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("data", ["geo.check"]),
)


def main(arguments: Sequence[str]) -> int:
    """Run every step, stop at the first that fails and return its exit code."""
    for name, command in (*STEPS, ("tests", ["pytest", *arguments])):
        print(f"== {name}: python -m {' '.join(command)}", flush=True)
        code = subprocess.run([sys.executable, "-m", *command], check=False).returncode
        if code:
            print(f"== {name} failed", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
