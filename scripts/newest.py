"""Runs the tests against the newest releases: python -m scripts.newest [--only NAMES] [--keep] [pytest arguments]

The project is copied into a temporary folder with a venv of its own; nothing here changes. There every pin becomes a
lower bound, and the check of pydeck's version takes whatever is installed, so that the tests tell what the new deck.gl
breaks. --only names the packages to raise, separated by commas; the rest stay pinned. docs/upgrading.md tells where to
look.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Collection, Sequence
from pathlib import Path

from scripts.gate import TESTS

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([A-Za-z0-9_.-]+(?:\[[a-z0-9,_-]+\])?)==(\S+)", re.MULTILINE)
PYDECK_PIN = re.compile(r'^PYDECK_VERSION = ".*"', re.MULTILINE)


def loosened(requirements: str, only: Collection[str] = ()) -> str:
    """Requirements whose pins are lower bounds: all, or those of the packages in only (lower case)."""
    return PIN.sub(lambda pin: f"{pin[1]}>={pin[2]}" if not only or pin[1].lower() in only else pin[0], requirements)


def pinned(requirements: str) -> dict[str, str]:
    """Package, in lower case -> the version that is asked for."""
    return {name.lower(): version for name, version in PIN.findall(requirements)}


def copy_project(target: Path) -> None:
    """Everything that git keeps or would keep, as it stands now."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def take_pydeck(target: Path, version: str) -> None:
    """Have the copy take this version of pydeck."""
    for path in target.glob("[!.]*/*.py"):
        text = path.read_text(encoding="utf-8")
        if PYDECK_PIN.search(text):
            path.write_text(PYDECK_PIN.sub(f'PYDECK_VERSION = "{version}"', text), encoding="utf-8")


def install(target: Path, only: Collection[str]) -> Path:
    """Make the copy's venv, say what is newer than pinned, and return its Python."""
    wanted: dict[str, str] = {}
    for name in REQUIREMENTS:
        path = target / name
        wanted |= pinned(path.read_text(encoding="utf-8"))
        path.write_text(loosened(path.read_text(encoding="utf-8"), only), encoding="utf-8")
    venv.create(target / ".venv", with_pip=True)
    python = target / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", target / REQUIREMENTS[-1]], check=True)
    listed = subprocess.run([python, "-m", "pip", "list", "--format", "json"], capture_output=True, check=True).stdout
    installed = {entry["name"].lower(): entry["version"] for entry in json.loads(listed)}
    newer = [
        f"{name} {version} -> {installed[name]}"
        for name, version in wanted.items()
        if installed.get(name, version) != version
    ]
    print("\n".join(newer) or "everything pinned is the newest", flush=True)
    take_pydeck(target, installed["pydeck"])
    return python


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy, install, test. Returns the exit code: the last that is not 0."""
    parser = argparse.ArgumentParser(prog="python -m scripts.newest", description=__doc__)
    parser.add_argument(
        "--only", default="", metavar="NAMES", help="packages to raise, separated by commas; all by default"
    )
    parser.add_argument("--keep", action="store_true", help="keep the folder and say where it is")
    options, chosen = parser.parse_known_args(arguments)
    target = Path(tempfile.mkdtemp(prefix="newest-"))
    try:
        copy_project(target)
        python = install(target, [name.strip().lower() for name in options.only.split(",") if name.strip()])
        code = 0
        for group in [chosen] if chosen else [tests for _, tests in TESTS]:
            code = subprocess.run([python, "-m", "pytest", *group], cwd=target, check=False).returncode or code
        return code
    finally:
        if options.keep:
            print(target)
        else:
            shutil.rmtree(target, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
