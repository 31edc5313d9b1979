"""Writes docs/licences.md, what is installed to run the app: python -m scripts.licences [--check]

The packages are those of requirements.lock; their licences are read from what is installed here. With --check nothing
is written; the exit code is 1 where the page is stale or a licence is unknown or not allowed.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from scripts.lock import LOCK, normalized, pins

PAGE = Path(__file__).resolve().parent.parent / "docs" / "licences.md"
# What a package says at length, or not at all, by the short name that SPDX has for it.
SAID = {
    "altair": "BSD-3-Clause", "blinker": "MIT", "click-plugins": "BSD-3-Clause", "cligj": "BSD-3-Clause",
    "contourpy": "BSD-3-Clause", "cycler": "BSD-3-Clause", "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause", "kiwisolver": "BSD-3-Clause", "mapclassify": "BSD-3-Clause", "pyogrio": "MIT",
    "matplotlib": "PSF-2.0", "protobuf": "BSD-3-Clause", "pydeck": "Apache-2.0", "pylopdf-fonts-zh-cn": "OFL-1.1",
    "python-dateutil": "BSD-3-Clause", "rasterio": "BSD-3-Clause", "scipy": "BSD-3-Clause",
    "xstatic-leaflet": "BSD-2-Clause",
}  # fmt: skip
GCC = "GCC's runtime (GPL-3.0 with its exception)"
BROUGHT = {
    "pydeck": "deck.gl (MIT)",
    "pyarrow": "Apache Arrow (Apache-2.0)",
    "pyogrio": "GDAL (MIT), GEOS (LGPL-2.1), PROJ (MIT), SQLite (public domain)",
    "rasterio": "GDAL (MIT), GEOS (LGPL-2.1), PROJ (MIT) and others (like MIT and BSD)",
    "pyproj": "PROJ (MIT), curl (curl), SQLite (public domain), libtiff (libtiff)",
    "shapely": "GEOS (LGPL-2.1)",
    "xstatic-leaflet": "Leaflet (BSD-2-Clause)",
    "lxml": "libxml2, libxslt (MIT)",
    "numpy": f"OpenBLAS (BSD-3-Clause), {GCC}",
    "pillow": "FreeType, HarfBuzz, libjpeg-turbo, libpng, libtiff, libwebp and others (like MIT and BSD)",
    "scikit-learn": GCC,
    "scipy": f"OpenBLAS (BSD-3-Clause), {GCC}",
}
"""libraries inside the wheels"""
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "MIT", "MIT-0", "MIT-CMU",
    "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib",
    # Packages of their own that come from the registry unchanged, and that anybody may replace: what the LGPL asks.
    "LGPL", "LGPL-3.0-only",
}  # fmt: skip
"""may be used by an app under MIT, closed or open"""
HEAD = """# 许可 · Licences

运行本应用所装的软件包及其许可，由 `python -m scripts.licences` 按 `requirements.lock` 写成。
数据的许可见 [SOURCES.md](../data/SOURCES.md)，本项目的代码为 MIT。

What is installed to run the app, written by `python -m scripts.licences` from `requirements.lock`; the names of
licences are SPDX's. Licences of data: [SOURCES.md](../data/SOURCES.md). The code of this project: MIT. GEOS is a
library of its own inside the wheels and can be replaced there, as its LGPL asks.

| package | version | licence | inside its wheel |
|---|---|---|---|
"""


def licence_of(name: str) -> str:
    """What an installed package says of itself, in SPDX's words; "" where it is not here or cannot be told."""
    if name in SAID:
        return SAID[name]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    said = about.get("License-Expression") or about.get("License") or ""
    return re.sub(r"^BSD 3-Clause$", "BSD-3-Clause", said.strip())


def unknown(licence: str) -> set[str]:
    """Parts of a licence that are not allowed, or no licence at all; of alternatives one must be allowed."""
    needed = [re.split(r" OR ", part.strip("() ")) for part in licence.split(" AND ")]
    return {" OR ".join(choice) for choice in needed if not ALLOWED & {each.strip("() ") for each in choice}}


def page() -> str:
    """The page as it should be."""
    rows = [
        f"| {name} | {', '.join(sorted(versions))} | {licence_of(name)} | {BROUGHT.get(name, '')} |"
        for name, versions in sorted(pins(LOCK.read_text(encoding="utf-8")).items())
    ]
    return HEAD + "\n".join(rows) + "\n"


def rows_of(written: str) -> dict[str, tuple[str, str]]:
    """Package -> versions and licence, of a written page."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in written.split("|---|", 1)[1].splitlines()[1:]]
    return {normalized(row[0]): (row[1], row[2]) for row in rows}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or say whether it is fresh."""
    parser = argparse.ArgumentParser(prog="python -m scripts.licences", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether the page is fresh")
    options = parser.parse_args(arguments)
    made = page()
    wrong = [f"{name}: {licence or 'no licence'}" for name, (_, licence) in rows_of(made).items() if unknown(licence)]
    if options.check and made != PAGE.read_text(encoding="utf-8"):
        wrong.append("docs/licences.md is stale: python -m scripts.licences")
    if not options.check:
        PAGE.write_text(made, encoding="utf-8")
    print("\n".join(wrong) or f"{len(rows_of(made))} packages, each under a licence that may be handed on")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
