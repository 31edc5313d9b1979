"""Writes requirements.lock: python -m scripts.lock [--check] [--upgrade] [--platforms]

Every package that the app needs, those that others bring too, each with one version and the hashes of its files, for
Linux, macOS and Windows and Python 3.11 or later (`uv pip compile --universal`). What is locked already stays, unless
requirements.txt asks for another or --upgrade is given. With --check nothing is written and no network is needed; the
exit code is 1 where lock and requirements.txt do not agree. With --platforms nothing is written either: the index is
asked whether each package has a wheel for each machine that docs/install.md names; exit code 1 where one has not.
"""

import argparse
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS, LOCK = ROOT / "requirements.txt", ROOT / "requirements.lock"
PYTHON = "3.11"
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+?))? ?\\?$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACOS = "15.0"
"""Else uv looks for wheels that macOS 13 takes, which pyproj and rasterio have no more."""
PLATFORMS = {
    "Linux, x86-64": "x86_64-unknown-linux-gnu",
    "Linux, ARM": "aarch64-unknown-linux-gnu",
    "Windows, x86-64": "x86_64-pc-windows-msvc",
    "macOS 15, Apple silicon": "aarch64-apple-darwin",
}
HEAD = """# All packages of the app, each with one version and the hashes of its files: made by python -m scripts.lock.
# Install: pip install --require-hashes -r requirements.lock
"""


def normalized(name: str) -> str:
    """A package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(requirements: str) -> dict[str, set[str]]:
    """Package -> its versions; several where they depend on the Python."""
    found: dict[str, set[str]] = {}
    for name, version, _ in PIN.findall(requirements):
        found.setdefault(normalized(name), set()).add(version)
    return found


def disagreements(requirements: str, lock: str) -> list[str]:
    """What the lock has otherwise than requirements.txt asks for, and what has no hash."""
    locked = pins(lock)
    wrong = [
        f"{name}: requirements.txt {', '.join(wanted)}, lock {', '.join(sorted(locked.get(name, {'-'})))}"
        for name, wanted in pins(requirements).items()
        if locked.get(name) != wanted
    ]
    blocks = re.split(r"^(?=[A-Za-z0-9])", "\n".join(lock.splitlines()[HEAD.count("\n") :]), flags=re.MULTILINE)
    return wrong + [f"{block.split('=')[0]}: no hash" for block in blocks if block.strip() and not HASH.search(block)]


def write(upgrade: bool) -> int:
    """Have uv write the lock. Returns its exit code."""
    if importlib.util.find_spec("uv") is None:
        print("uv is missing: pip install -r scripts/requirements.txt", file=sys.stderr)
        return 2
    command = [
        sys.executable, "-m", "uv", "pip", "compile", "--universal", "--generate-hashes", "--python-version", PYTHON,
        "--no-annotate", "--no-header", "--quiet", *(["--upgrade"] if upgrade else []), "--output-file", LOCK.name,
        REQUIREMENTS.name,
    ]  # fmt: skip
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        # Whoever installs by --require-hashes gets what stands here, from whatever index.
        LOCK.write_text(HEAD + LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    return code


def without_wheels(platform: str, python: str) -> str:
    """What uv says where a package of the lock has no wheel there; "" where all have."""
    command = [
        sys.executable, "-m", "uv", "pip", "install", "--dry-run", "--no-deps", "--require-hashes",
        "--only-binary", ":all:", "--target", "nowhere", "--python-version", python, "--python-platform", platform,
        "--requirement", LOCK.name,
    ]  # fmt: skip
    told = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": MACOS},
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if told.returncode == 0 else " ".join(told.stderr.split())[-300:] or "uv says nothing"


def everywhere() -> int:
    """Say for which machines the lock cannot be installed. Returns the exit code."""
    wrong = [
        f"{name}, Python {python}: {said}"
        for name, platform in PLATFORMS.items()
        for python in PYTHONS
        if (said := without_wheels(platform, python))
    ]
    print("\n".join(wrong) or f"{LOCK.name}: wheels for {', '.join(PLATFORMS)}; Python {', '.join(PYTHONS)}")
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the lock, or say whether it is right."""
    parser = argparse.ArgumentParser(prog="python -m scripts.lock", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the lock agrees with requirements.txt")
    parser.add_argument("--upgrade", action="store_true", help="the newest of what requirements.txt does not pin")
    parser.add_argument("--platforms", action="store_true", help="ask the index for wheels for all machines")
    options = parser.parse_args(arguments)
    if options.platforms:
        return everywhere()
    if not options.check:
        code = write(options.upgrade)
        if code:
            return code
    found = disagreements(REQUIREMENTS.read_text(encoding="utf-8"), LOCK.read_text(encoding="utf-8"))
    print("\n".join(found) or f"{LOCK.name}: {len(pins(LOCK.read_text(encoding='utf-8')))} packages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
