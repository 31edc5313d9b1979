"""Real QGIS and real GDAL read the service of a running app, and what was accepted is there at once."""

import copy
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import matplotlib.image
import pytest

from geo.model import Plan
from tests.exports.gis.test_qgis import PYTHON, TIMEOUT_S, has_qgis
from tests.serving import serve, warm_cache

SCRIPT = Path(__file__).parent / "in_qgis.py"
COLLECTIONS = ("transport_hub_points", "transport_rail_lines", "key_area_areas")
BASE = "/office/map"
ITEM = "hub-xili"
NOTE = "由编辑修改的说明。"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("ogc")
    environment = {**os.environ, "PLAN_MAP_WORKSPACE": str(folder), "PLAN_MAP_CACHE": warm_cache(folder)}
    with serve(environment, base=BASE) as address:
        yield address


@pytest.fixture(scope="module")
def accepted(url: str) -> str:
    """The service, after somebody has read it and a change was accepted then."""
    item = f"{url}/ogc/collections/transport_hub_points/items/{ITEM}"
    with httpx.Client(timeout=120) as client:
        assert client.get(item).json()["properties"]["note"] != NOTE
        before = client.get(f"{url}/ogc/tiles").json()["tiles"]
        present = client.get(f"{url}/edits/items/{ITEM}").json()
        feature = copy.deepcopy(present["feature"])
        feature["properties"]["note"] = NOTE
        wish = {"feature": feature, "base": present["base"], "says": ""}
        made = client.post(f"{url}/edits/items/{ITEM}", json=wish).json()["proposal"]
        done = client.post(f"{url}/edits/proposals/{made['id']}/accept", json={"version": made["version"]})
        assert done.status_code == 200, done.text
        assert client.get(item).json()["properties"]["note"] == NOTE
        assert client.get(f"{url}/ogc/tiles").json()["tiles"] != before
    return f"{url}/ogc"


def test_qgis_adds_and_draws_what_was_accepted(accepted: str, plan: Plan, tmp_path: Path) -> None:
    if not has_qgis():
        pytest.skip("QGIS is not installed: apt-get install --no-install-recommends python3-qgis")
    pictures = {name: str(tmp_path / f"{name}.png") for name in ("features", "tiles")}
    job = json.dumps({"url": accepted, "collections": COLLECTIONS} | pictures)
    done = subprocess.run([PYTHON, str(SCRIPT), job], capture_output=True, text=True, check=True, timeout=TIMEOUT_S)
    said = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("said "))[5:])
    for name in COLLECTIONS:
        layer = said[name]
        assert layer["valid"] and layer["places"] == len(layer["names"]) > 3, name
        assert {"id", "name_en", "stage", "uncertainty_m", "clause"} <= set(layer["fields"]), name
    assert NOTE in said["transport_hub_points"]["notes"] and "西丽枢纽" in said["transport_hub_points"]["names"]
    assert said["tiles"]["valid"]
    assert drawn(pictures["features"]) > 0.05
    assert drawn(pictures["tiles"]) > 0.2


def drawn(path: str) -> float:
    """Share of a picture that is not white."""
    pixels: Any = matplotlib.image.imread(path)[..., :3]
    return float((pixels.min(axis=-1) < 0.98).mean())


def test_gdal_lists_and_reads_the_collections(accepted: str) -> None:
    if not shutil.which("ogrinfo"):
        pytest.skip("ogrinfo is not installed: apt-get install gdal-bin")

    def told(*options: str) -> str:
        call = ["ogrinfo", "-ro", f"OAPIF:{accepted}", *options]
        return subprocess.run(call, capture_output=True, text=True, check=True, timeout=TIMEOUT_S).stdout

    assert "transport_rail_lines (title: 国家铁路（线）)" in told()
    hub = told("transport_hub_points", "-where", f"id = '{ITEM}'")
    assert "西丽枢纽" in hub and NOTE in hub and "POINT (" in hub
