"""What the map tells Python to keep is checked, saved and answered in a word."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.store import BriefingStore
from geo.store.store import Store
from tests.conftest import PATIENCE_S

SCRIPT = """
import streamlit as st
from ui.scene_saving import keep_scene
keep_scene(st.session_state["told"])
"""


def _told(told: dict[str, object], folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(folder))
    app = AppTest.from_string(SCRIPT, default_timeout=PATIENCE_S)
    app.session_state["told"] = told
    app.run()
    assert not app.exception
    return str(app.toast[0].value)


def test_a_view_becomes_the_scene_of_a_new_briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "title": "会展中心",
        "view": "on=th&at=114.06,22.55,12",
        "briefing": None,
        "briefing_title": "周一例会",
        "language": "zh",
    }
    assert "周一例会" in _told(dict(told), tmp_path, monkeypatch)
    stored = BriefingStore(Store.in_folder(tmp_path)).listing()[0][0]
    assert stored.briefing.scenes[0].title == "会展中心"
    assert stored.briefing.scenes[0].view == "on=th&at=114.06,22.55,12"
    _told({**told, "title": "枢纽", "briefing": stored.briefing.id}, tmp_path, monkeypatch)
    again = BriefingStore(Store.in_folder(tmp_path)).load(stored.briefing.id)
    assert [scene.title for scene in again.briefing.scenes] == [
        "会展中心",
        "枢纽",
    ]


@pytest.mark.parametrize(
    "told", [{}, {"title": 3, "view": ["x"], "briefing": {}}, {"title": "t", "view": "", "briefing": "../../etc"}]
)
def test_what_cannot_be_saved_is_refused_in_words(
    told: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _told({**told, "language": "en"}, tmp_path, monkeypatch)
    assert not list(tmp_path.glob("*.json"))
