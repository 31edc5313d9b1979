"""Where the data are, and what is made of them."""

import os
from pathlib import Path

DATA = Path(os.environ.get("PLAN_MAP_DATA") or Path(__file__).resolve().parent.parent / "data")
"""the data folder; PLAN_MAP_DATA names another one"""
CACHE = Path(os.environ.get("PLAN_MAP_CACHE") or Path(__file__).resolve().parent.parent / ".cache")
"""where what takes long to make is kept; PLAN_MAP_CACHE names another folder"""
