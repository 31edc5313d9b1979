"""Streamlit's settings that the app depends on, whoever starts it."""

import tomllib

from tests.conftest import ROOT


def test_no_collection_of_all_garbage_after_each_run() -> None:
    # It walks a heap of several hundred MB while every session waits: fifty visitors at once wait for fifty of them.
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["postScriptGC"] is False
