"""The one gate: style, types, data, tests. Run: python -m scripts.gate [pytest arguments]"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

Step = tuple[str, list[str]]
"""name, and what Python runs as a module"""
STEPS: tuple[Step, ...] = (
    ("types", ["mypy"]),
    ("the browser's half", ["scripts.javascript"]),
    ("data", ["geo.check"]),
    ("contract", ["scripts.contract", "--check"]),
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
)
"""each keeps one processor busy: they run beside one another, what takes longest first"""
NOTHING_CHOSEN = 5
"""pytest's exit code where its arguments leave no test"""
BROWSER = "tests/browser"
# A test that waits for a server or a browser leaves its processor to another. Each has an app, and a browser of its own
# takes a gigabyte more: no more than so many.
WORKERS, BROWSERS = (str(min(most, (os.cpu_count() or 1) + 1)) for most in (4, 3))
TESTS: tuple[Step, ...] = (
    ("tests", ["tests", "--ignore", BROWSER, "-n", WORKERS, "--dist", "worksteal"]),
    ("browser tests", [BROWSER, "-n", BROWSERS, "--dist", "worksteal"]),
)
# Else every worker and every process that a test starts compiles the whole project.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def heading(step: Step) -> str:
    name, command = step
    return f"== {name}: python -m {' '.join(command)}"


def run(step: Step) -> int:
    """Run a step and show at once what it says. Returns its exit code."""
    print(heading(step), flush=True)
    return subprocess.run([sys.executable, "-m", *step[1]], env=ENVIRONMENT, check=False).returncode


def run_beside(steps: Sequence[Step]) -> tuple[str, int] | None:
    """Run steps beside one another; what each says is shown when it ends. The first that fails, with its exit code."""
    running: list[subprocess.Popen[str]] = []

    def ended(step: Step) -> tuple[Step, str, int]:
        process = subprocess.Popen(
            [sys.executable, "-m", *step[1]], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
        running.append(process)
        said, _ = process.communicate()
        return step, said, process.returncode

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for future in as_completed([pool.submit(ended, step) for step in steps]):
            step, said, code = future.result()
            print(heading(step), said.rstrip(), sep="\n", flush=True)
            if code:
                pool.shutdown(wait=False, cancel_futures=True)
                for process in running:
                    process.kill()
                return step[0], code
    return None


def main(arguments: Sequence[str]) -> int:
    """Run every step, stop at the first that fails and return its exit code."""
    failed = run_beside(STEPS)
    for name, chosen in TESTS if not failed else ():
        code = run((name, ["pytest", *chosen, *arguments]))
        if code and not (arguments and code == NOTHING_CHOSEN):
            failed = name, code
            break
    if failed:
        print(f"== {failed[0]} failed", flush=True)
    return failed[1] if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
