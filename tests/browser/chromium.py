"""Which browser tests and benchmarks start, and with which switches."""

import os
import re
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
SHELL = "chromium-headless-shell"
FIXED = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
         r"C:\Program Files\Google\Chrome\Application\chrome.exe",
         r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")  # fmt: skip
REMEDY = (
    "No Chromium, Chrome or Edge was found. Install one (Debian/Ubuntu: sudo apt-get install chromium fonts-noto-cjk) "
    "or name it in the environment variable CHROMIUM."
)
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
# Where no GPU is, the processor paints pages faster than what stands in for one, which WebGL still needs.
WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-rasterization"]
MOST_CONTEXTS = 8
"""how many WebGL contexts the browser grants a page, and the others of its process, before it takes the oldest away"""
# What saves the tests much of their time, and is not measured by: benchmarks have a browser as people have it.
SPARING = [
    # The processor also puts pages together faster: a frame of the map takes half as long.
    "--disable-gpu-compositing",
    # Tabs of one visitor share a process, and what it has compiled, as long as one of them is open.
    "--process-per-site",
    # A page lives for seconds: what the slowest of the compilers makes of it is not used often enough to be worth it.
    "--js-flags=--no-opt",
    # By itself it grants sixteen.
    f"--max-active-webgl-contexts={MOST_CONTEXTS}",
]


def chromium_path() -> str:
    """The system's browser. Fails the test run with the remedy where there is none."""
    wanted = os.environ.get("CHROMIUM")
    found = (
        wanted
        or next(filter(None, map(shutil.which, NAMES)), None)
        or next((path for path in FIXED if Path(path).is_file()), None)
    )
    if not found:
        pytest.fail(REMEDY, pytrace=False)
    return found


def shell_path() -> str:
    """The browser for tests: Chromium without its windows where that is installed too, which opens a page in three
    quarters of the time; else the one of `chromium_path`.

    Of a browser that the environment names, it is the one that Playwright puts beside it under the same number.
    """
    wanted = os.environ.get("CHROMIUM")
    if not wanted:
        return shutil.which(SHELL) or chromium_path()
    for folder in Path(wanted).parents:
        if re.fullmatch(r"chromium-\d+", folder.name):
            beside = folder.with_name(folder.name.replace("-", "_headless_shell-")).glob("*/*headless*shell")
            return next((str(path) for path in beside if os.access(path, os.X_OK)), wanted)
    return wanted
