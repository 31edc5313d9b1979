"""Real QGIS opens package, project and Shapefiles, and draws them in our colours."""

import json
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from dataclasses import dataclass
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
TIMEOUT_S = 240


def has_qgis() -> bool:
    if not shutil.which(PYTHON):
        return False
    return subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, check=False).returncode == 0


@dataclass(frozen=True)
class Opened:
    """What QGIS says, and its pictures."""

    said: dict[str, Any]
    map: np.ndarray
    shapes: np.ndarray
    page: np.ndarray


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    if not has_qgis():
        pytest.skip("QGIS is not installed: apt-get install --no-install-recommends python3-qgis")
    folder, plan = tmp_path_factory.mktemp("qgis"), whole_plan()
    package = made(plan, folder, "gpkg")
    # Renamed as people do.
    archive = made(plan, folder, "qgz").rename(folder / "另一个名字 (1).qgz")
    with zipfile.ZipFile(made(plan, folder, "shp")) as shapes:
        shapes.extractall(folder / "shp")
    with closing(sqlite3.connect(package)) as base:
        (name,) = base.execute("SELECT name FROM qgis_projects").fetchone()
    job = {"package": str(package), "name": name, "archive": str(archive), "bounds": XILI}
    job["shapes"] = [str(folder / "shp" / f"plan_{kind}.shp") for kind in ("points", "lines", "areas")]
    pictures = {key: str(folder / f"{key}.png") for key in ("map", "shapesMap", "page")}
    call = [PYTHON, str(SCRIPT), json.dumps(job | pictures)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=TIMEOUT_S)
    line = next(line for line in done.stdout.splitlines() if line.startswith("said "))
    return Opened(json.loads(line.removeprefix("said ")), *(pixels(path) for path in pictures.values()))


def pixels(path: str) -> np.ndarray:
    """Height × width × 3, 0 to 255."""
    return (matplotlib.image.imread(path)[..., :3] * 255).round().astype(int)


def count_near(picture: np.ndarray, layer: str) -> int:
    """Pixels in a layer's colour."""
    color = next(entry.color for entry in load_catalogue().layers if entry.id == layer)
    return int((np.abs(picture - rgba(color)[:3]).max(axis=-1) <= 3).sum())


def test_every_layer_of_the_project_is_valid_and_styled(opened: Opened) -> None:
    said, layers = opened.said, opened.said["layers"].values()
    assert said["read"] and said["crs"] == "EPSG:4547"
    assert said["groups"] == list(dict.fromkeys(layer.group_zh for layer in load_catalogue().layers))
    assert len(layers) > 20 and all(layer["valid"] and layer["labels"] for layer in layers)
    assert {layer["alias"] for layer in layers} == {"阶段代码"}
    assert all(layer["rules"] >= 1 and layer["undrawn"] == 0 for layer in layers)


def test_a_layer_that_is_opened_alone_has_its_style_too(opened: Opened) -> None:
    assert set(opened.said["alone"]) == {"RuleRenderer"}


def test_the_picture_has_our_colours(opened: Opened) -> None:
    for name in ("transport-hub", "transport-rail", "transport-intercity", "ecology"):
        assert count_near(opened.map, name) > 50, name


def test_shapefiles_take_the_style_beside_them_and_look_like_the_package(opened: Opened) -> None:
    for name, layer in opened.said["shapes"].items():
        assert layer["valid"] and layer["renderer"] == "RuleRenderer" and layer["alias"] == "阶段代码", name
        assert layer["labeling"] == "rule-based", name
    alike = (np.abs(opened.map - opened.shapes).max(axis=-1) <= 12).mean()
    assert alike > 0.9, alike


def test_a_project_in_one_file_opens_under_any_name_and_prints(opened: Opened) -> None:
    archive = opened.said["archive"]
    assert archive["read"] and len(archive["valid"]) > 20 and all(archive["valid"])
    wanted = {"title", "subtitle", "map", "legend", "scale", "scale-words", "sources"}
    assert wanted <= set(archive["items"]) and archive["written"] == 0
    # The city on A3, at a scale that people like to read.
    assert round(archive["scale"]) == 350_000
    assert count_near(opened.page, "transport-rail") > 20
    height, width, _ = opened.page.shape
    legend = opened.page[: height * 3 // 4, width * 3 // 4 :]
    assert count_near(legend, "transport-hub") > 10
