"""Where the data are."""

import os
from pathlib import Path

DATA = Path(os.environ.get("PLAN_MAP_DATA") or Path(__file__).resolve().parent.parent / "data")
"""the data folder; PLAN_MAP_DATA names another one"""
