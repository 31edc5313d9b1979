"""What many tests share: the project's plan, and an item to vary."""

import atexit
import json
import os
import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path

# Before anything is imported that asks: no test reads or writes what the person at this machine has made.
if "PLAN_MAP_WORKSPACE" not in os.environ:
    os.environ["PLAN_MAP_WORKSPACE"] = tempfile.mkdtemp(prefix="plan-map-tests-")
    atexit.register(shutil.rmtree, os.environ["PLAN_MAP_WORKSPACE"], ignore_errors=True)

import pytest
from hypothesis import HealthCheck, settings

from geo.city.features import CityFeature, load_city
from geo.folder import DATA
from geo.model import Plan
from geo.plan import load_plan
from layers.screen import document, present
from tests.hostile.folder import small_folder, write_folder

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 300
"""how long a test waits for what must come: nothing fails because others use the machine"""
# How long an input takes depends on the machine and on what runs beside it.
settings.register_profile("gate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gate")


# The app sees one data folder, the tests many: the project's own is not made anew after each of them.
for module, maker in ((document, "_bundle"), (present, "_present")):
    setattr(module, maker, lru_cache(maxsize=16)(getattr(module, maker).__wrapped__))


@cache
def the_plan() -> Plan:
    """The project's plan, read once a process: what is parametrised by it asks for it while tests are collected."""
    return load_plan()


@cache
def the_city() -> list[CityFeature]:
    """The project's city, read once a process."""
    return load_city()[0]


@pytest.fixture(scope="session")
def plan() -> Plan:
    return the_plan()


@pytest.fixture
def properties() -> dict:
    """Properties of a sound point item, free to change."""
    content = json.loads((DATA / "plan" / "transport.geojson").read_text(encoding="utf-8"))
    return next(feature["properties"] for feature in content["features"] if feature["properties"]["id"] == "hub-xili")


@pytest.fixture
def small_copy(tmp_path: Path) -> Path:
    """A data folder of eight items and two districts that a test may damage: read in a tenth of the time."""
    write_folder(tmp_path, small_folder())
    return tmp_path


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of data/ that a test may damage."""
    for path in DATA.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path
