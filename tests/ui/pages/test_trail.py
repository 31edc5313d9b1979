"""The trail on its page: filters, before and after, the way back; for those who may edit."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.model import Briefing, Scene
from briefing.store import OLD_FOLDER
from geo.notes.notes import Notes
from geo.store.person import Person, Role
from geo.store.place import WORKSPACE
from geo.store.store import Store
from layers.text import text
from serve.briefings_document import store as briefings
from tests.conftest import PATIENCE_S

PAGE = "from ui.pages import trail\ntrail.show()\n"
ITEM = "hub-xili"
EVIL = "<img src=x onerror=alert(1)> [x](javascript:1) \u202egnp.exe"
MINE = Briefing("mine", "我的", "Mine", (Scene("a", "甲", "A", view="on=ta"),))


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKSPACE, str(tmp_path / "workspace"))
    monkeypatch.setenv(OLD_FOLDER, str(tmp_path))
    notes = Notes(Store.present(), Person("p-9", EVIL, "", "admin"))
    notes.add(EVIL, item=ITEM)
    notes.add("别处", place=[114.0, 22.6])
    as_one_who_is("editor", monkeypatch)


def as_one_who_is(role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person("p-1", "李", "", role)
    for module in ("ui.pages.trail", "ui.pages.trail_entry", "ui.who"):
        monkeypatch.setattr(f"{module}.session_person", lambda: person)


def opened(**parameters: str) -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S)
    for name, value in parameters.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def test_each_change_is_a_row_with_before_and_after() -> None:
    page = opened()
    labels = [row.label for row in page.expander]
    assert len(labels) == 2 and "批注" in labels[0] and "新建" in labels[0]
    tables = [part.value for part in page.get("html")] if page.get("html") else []
    assert all("<img" not in table for table in tables)
    assert all("\u202e" not in label for label in labels)
    assert "\\<img" in labels[1] or "<img" not in labels[1]


def test_whoever_comes_from_an_item_sees_what_changed_there() -> None:
    page = opened(sel=ITEM)
    assert len(page.expander) == 1
    assert page.selectbox(key="trail-item").value == ITEM
    assert page.selectbox(key="trail-item").set_value("*").run().expander[1].label
    # An item that nobody has changed: none, said in words.
    page = opened(sel="metro-13")
    assert not page.expander or page.selectbox(key="trail-item").value == "*"


def test_nothing_is_left_out_before_somebody_asks() -> None:
    """What was done at the machine itself has no name, and is none that is looked for."""
    briefings(who="").add(MINE)
    page = opened()
    assert {page.selectbox(key=f"trail-{name}").value for name in ("item", "person", "kind")} == {"*"}
    assert len(page.expander) == 3


def test_the_filters_leave_out_the_rest() -> None:
    briefings(who="p-1").add(MINE)
    page = opened()
    assert len(page.expander) == 3
    assert len(page.selectbox(key="trail-kind").set_value("briefing").run().expander) == 1
    page.selectbox(key="trail-kind").set_value("*").run()
    assert len(page.selectbox(key="trail-person").set_value("p-9").run().expander) == 2
    page.selectbox(key="trail-kind").set_value("briefing").run()
    assert page.info[0].value == text("trail.none", "zh")


def test_a_long_trail_is_turned_page_by_page() -> None:
    notes = Notes(Store.present(), Person("p-9", "", "", "admin"))
    for number in range(40):
        notes.add(f"第 {number}", place=[114.0, 22.6])
    page = opened()
    assert len(page.expander) == 25 and "第 39" in page.expander[0].label
    page.button(key="trail-older").click().run()
    assert len(page.expander) == 17 and "第 14" in page.expander[0].label
    assert not [button for button in page.button if button.key == "trail-older"]
    page.button(key="trail-newest").click().run()
    assert "第 39" in page.expander[0].label


def test_what_was_deleted_comes_back_from_its_row() -> None:
    kept = briefings(who="p-1").add(MINE)
    briefings(who="p-1").delete("mine", version=kept.version)
    assert briefings().listing()[0] == []
    page = opened()
    (back,) = (button for button in page.button if button.key.startswith("trail-back-"))
    assert back.label == text("trail.back.restore", "zh")
    back.click().run()
    assert page.success[0].value == text("trail.done.restore", "zh")
    assert [found.briefing for found in briefings().listing()[0]] == [MINE]


def test_a_reader_sees_nothing_and_a_role_that_is_taken_is_gone_at_the_click(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = briefings(who="p-1").add(MINE)
    briefings(who="p-1").delete("mine", version=kept.version)
    page = opened()
    (back,) = (button for button in page.button if button.key.startswith("trail-back-"))
    # Between the page and the click.
    as_one_who_is("reader", monkeypatch)
    back.click().run()
    assert briefings().listing()[0] == []
    assert [said.value for said in page.error] == [text("who.readersOnly", "zh")]
    page = opened()
    assert not page.expander and not page.selectbox
    assert page.error[0].value == text("who.readersOnly", "zh")


def test_in_english_every_word_is_english() -> None:
    page = opened(lang="en")
    assert page.subheader[0].value == "Trail"
    assert "Note" in page.expander[0].label
