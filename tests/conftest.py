"""What many tests share: the project's plan, and an item to vary."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from geo.folder import DATA
from geo.plan import Plan, load_plan

ROOT = Path(__file__).resolve().parent.parent
# How long an input takes depends on the machine and on what runs beside it.
settings.register_profile("gate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gate")


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan()


@pytest.fixture
def properties() -> dict:
    """Properties of a sound point item, free to change."""
    content = json.loads((DATA / "plan" / "transport.geojson").read_text(encoding="utf-8"))
    return next(feature["properties"] for feature in content["features"] if feature["properties"]["id"] == "hub-xili")


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of data/ that a test may damage."""
    for path in DATA.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path
