"""People and roles on their page: given and taken by administrators only, never the last one's."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.store.model import TrailOf
from geo.store.people import People
from geo.store.person import Person, Role
from geo.store.place import WORKSPACE
from geo.store.store import Store
from layers.text import text
from serve.who.choice import Choice
from tests.conftest import PATIENCE_S

PAGE = "from ui.pages import people\npeople.show()\n"
EVIL = "**<b>x</b>** :red[y] \u202e"


def met(name: str, role: Role) -> str:
    claims = {"iss": "https://login", "sub": name, "name": name, "email": f"{name[:2]}@example.cn"}
    return People(Store.present()).met(claims, newcomers=role).id


@pytest.fixture(autouse=True)
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Id by name; the administrator sits before the page."""
    monkeypatch.setenv(WORKSPACE, str(tmp_path))
    monkeypatch.setattr("ui.pages.people.choice", lambda: Choice(True, False))
    found = {name: met(name, role) for name, role in (("管", "admin"), ("编", "editor"), (EVIL, "reader"))}
    as_person(found["管"], monkeypatch)
    return found


def as_person(identifier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def present() -> Person:
        found = People(Store.present()).find(identifier)
        assert found is not None
        return found

    monkeypatch.setattr("ui.pages.people.session_person", present)


def opened() -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S).run()
    assert not page.exception
    return page


def role_of(identifier: str) -> Role:
    found = People(Store.present()).find(identifier)
    assert found is not None
    return found.role


def test_an_administrator_gives_a_role_and_the_trail_says_so(people: dict[str, str]) -> None:
    page = opened()
    assert len(page.get("button_group")) == 3
    page.text_input(key="people-reason").set_value("新同事").run()
    control = next(one for one in page.get("button_group") if people["编"] in str(one.key))
    control.set_value("reader").run()
    assert role_of(people["编"]) == "reader"
    assert page.success[0].value == text("people.given", "zh", name="编", role="查看")
    with Store.present().reading() as present:
        assert present is not None
        told = present.trail(TrailOf(id=people["编"]), most=1)[0]
    assert (told.action, told.reason, told.who) == ("role", "新同事", people["管"])


def test_the_last_administrator_stays_one(people: dict[str, str]) -> None:
    page = opened()
    control = next(one for one in page.get("button_group") if people["管"] in str(one.key))
    control.set_value("editor").run()
    assert role_of(people["管"]) == "admin"
    assert "最后一名管理员" in page.error[0].value
    control = next(one for one in page.get("button_group") if people["管"] in str(one.key))
    assert control.value == "admin"


@pytest.mark.parametrize("who", ["编", EVIL])
def test_others_neither_see_nor_give(who: str, people: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    control = next(one for one in page.get("button_group") if people["编"] in str(one.key))
    # Between the page and the click.
    as_person(people[who], monkeypatch)
    control.set_value("admin").run()
    assert role_of(people["编"]) == "editor"
    assert page.error[0].value == text("people.adminsOnly", "zh")
    page = opened()
    assert not page.get("button_group") and not page.text_input
    assert "编@example.cn" not in "".join(part.value for part in page.markdown)


def test_names_stay_words(people: dict[str, str]) -> None:
    shown = "".join(part.value for part in opened().markdown)
    assert "\u202e" not in shown and ":red[" not in shown and "<b>" not in shown.replace("\\<b", "")


def test_on_the_machine_itself_a_word_says_why_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.pages.people.choice", lambda: Choice(False, False))
    page = opened()
    assert page.info[0].value == text("people.local", "zh")
    assert not page.get("button_group")


def test_somebody_is_found_by_name(people: dict[str, str]) -> None:
    page = opened()
    page.text_input(key="people-find").set_value("编").run()
    assert len(page.get("button_group")) == 1
    page.text_input(key="people-find").set_value("zzz").run()
    assert page.info[0].value == text("people.none", "zh")


def test_an_administrator_ends_somebodys_sign_ins_and_others_do_not(
    people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened()
    page.button(key=f"person-out-{people['编']}").click().run()
    found = People(Store.present()).find(people["编"])
    assert found is not None and found.signed_out > 0 and found.role == "editor"
    assert page.success[0].value == text("people.signedOut", "zh", name="编")
    page = opened()
    as_person(people["编"], monkeypatch)
    page.button(key=f"person-out-{people['管']}").click().run()
    found = People(Store.present()).find(people["管"])
    assert found is not None and found.signed_out == 0
    assert page.error[0].value == text("people.adminsOnly", "zh")
