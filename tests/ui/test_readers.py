"""What a reader's browser may send by hand to a session saves nothing; who has no role any more is shown nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.model import Briefing, Scene
from briefing.store import OLD_FOLDER
from geo.store.person import Person, Role
from geo.store.place import WORKSPACE
from layers.text import text
from serve.briefings_document import store
from tests.conftest import PATIENCE_S

MINE = Briefing("mine", "我的", "Mine", (Scene("a", "甲", "A", view="on=ta"), Scene("b", "乙", "B", view="on=th")))
KEEP = """
import streamlit as st
from ui.scene_saving import keep_scene
keep_scene({"title": "甲", "view": "on=th", "briefing": None, "briefing_title": "乙", "language": "en"})
"""
EDITS = """
import streamlit as st
from ui.pages import briefing_edits
briefing_edits.{call}
st.text(st.session_state[briefing_edits.FAILED].key)
"""
CALLS = (
    "add_copy(st.session_state['mine'])",
    "save(st.session_state['mine'], st.session_state['version'])",
    "delete('mine', st.session_state['version'], '我的')",
)


@pytest.fixture(autouse=True)
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a briefing that somebody has saved."""
    monkeypatch.setenv(WORKSPACE, str(tmp_path / "workspace"))
    monkeypatch.setenv(OLD_FOLDER, str(tmp_path))
    return store().add(MINE).version


def as_one_who_is(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person("p-1", "李", "", role)
    for module in ("ui.who", "ui.shell"):
        monkeypatch.setattr(f"{module}.session_person", lambda: person)


def run(script: str, version: str = "") -> AppTest:
    page = AppTest.from_string(script, default_timeout=PATIENCE_S)
    page.session_state["mine"], page.session_state["version"] = MINE, version
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("role", ["none", "reader"])
def test_a_scene_that_a_readers_browser_sends_is_not_kept(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    as_one_who_is(role, monkeypatch)
    assert run(KEEP).toast[0].value == text("who.readersOnly", "en")
    assert [found.briefing.id for found in store().listing()[0]] == ["mine"]
    as_one_who_is("editor", monkeypatch)
    run(KEEP)
    assert len(store().listing()[0]) == 2


@pytest.mark.parametrize("call", CALLS)
def test_what_the_briefings_page_does_it_does_for_editors_only(
    call: str, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_one_who_is("reader", monkeypatch)
    assert run(EDITS.format(call=call), version).text[0].value == "who.readersOnly"
    (kept,) = store().listing()[0]
    assert (kept.briefing, kept.version) == (MINE, version)


def test_a_reader_is_shown_no_way_to_change_a_briefing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "from ui.pages import briefings\nbriefings.show()\n"

    def changing() -> set[str]:
        shown = run(page).button(key="briefing-mine").click().run()
        return {button.key for button in shown.button} & {"briefing-copy", "briefing-delete"}

    as_one_who_is("reader", monkeypatch)
    assert changing() == set()
    as_one_who_is("editor", monkeypatch)
    assert changing() == {"briefing-copy", "briefing-delete"}


def test_who_has_no_role_any_more_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "from ui.shell import show\nshow({name: lambda: None for name in ('briefings', 'exports', 'sources')})\n"
    as_one_who_is("none", monkeypatch)
    shown = run(page)
    assert [said.value for said in shown.error] == [text("who.noRole", "zh", id="p-1")]
    assert len(shown.main.children) == 1
