"""Real QGIS opens the package and its project, and draws it in our colours."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import matplotlib.image
import numpy as np
import pytest

from layers.style.catalogue import load_catalogue, rgba
from tests.exports.conftest import whole_plan
from tests.exports.data.reading import made

PYTHON = "/usr/bin/python3"
"""whose packages Debian's QGIS is among"""
SCRIPT = Path(__file__).parent / "in_qgis.py"
XILI = [489000, 2490000, 521000, 2510000]
"""EPSG:4547: the city's middle"""


def has_qgis() -> bool:
    if not shutil.which(PYTHON):
        return False
    return subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """What QGIS says, and its picture."""
    if not has_qgis():
        pytest.skip("QGIS is not installed: apt-get install --no-install-recommends python3-qgis")
    folder = tmp_path_factory.mktemp("qgis")
    package, picture = made(whole_plan(), folder, "gpkg"), folder / "map.png"
    with closing(sqlite3.connect(package)) as base:
        (name,) = base.execute("SELECT name FROM qgis_projects").fetchone()
    call = [PYTHON, str(SCRIPT), str(package), name, str(picture), json.dumps(XILI)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=120)
    line = next(line for line in done.stdout.splitlines() if line.startswith("said "))
    return json.loads(line.removeprefix("said ")), picture


def test_every_layer_of_the_project_is_valid_and_styled(opened: tuple[dict[str, Any], Path]) -> None:
    said, _ = opened
    catalogue = load_catalogue()
    assert said["read"] and said["crs"] == "EPSG:4547"
    assert said["groups"] == list(dict.fromkeys(layer.group_zh for layer in catalogue.layers))
    assert len(said["valid"]) > 20 and all(said["valid"].values())
    assert set(said["aliases"].values()) == {"阶段代码"}
    assert min(said["rules"].values()) >= 1 and set(said["undrawn"].values()) == {0}
    assert all(said["labels"].values())


def test_a_layer_that_is_opened_alone_has_its_style_too(opened: tuple[dict[str, Any], Path]) -> None:
    assert set(opened[0]["styles"].values()) == {"RuleRenderer"}


def test_the_picture_has_our_colours(opened: tuple[dict[str, Any], Path]) -> None:
    pixels = (matplotlib.image.imread(opened[1])[..., :3] * 255).round().astype(int).reshape(-1, 3)
    catalogue = load_catalogue()
    for name in ("transport-hub", "transport-rail", "transport-intercity", "ecology"):
        color = next(layer.color for layer in catalogue.layers if layer.id == name)
        near = np.abs(pixels - rgba(color)[:3]).max(axis=1) <= 3
        assert near.sum() > 100, name
