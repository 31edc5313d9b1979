"""Who is meant by an id or an e-mail."""

from pathlib import Path

import pytest

from geo.store import __main__ as command
from geo.store.errors import StoreError
from geo.store.people import People
from geo.store.store import Store


@pytest.fixture
def people(store: Store) -> People:
    found = People(store)
    for subject, email in (("ann", "Ann@example.cn"), ("ben", "ben@example.cn"), ("two", "ben@example.cn"), ("no", "")):
        found.met({"iss": "https://id", "sub": subject, "name": subject, "email": email}, newcomers="reader")
    return found


def test_somebody_is_named_by_id_or_by_an_email_of_their_own(people: People) -> None:
    (ann,) = (person for person in people.listing() if person.name == "ann")
    assert people.named(ann.id) == people.named(" ann@EXAMPLE.cn ") == ann


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("ben@example.cn", "store-several"),
        ("cai@example.cn", "store-nobody"),
        ("", "store-nobody"),
        ("p-0", "store-nobody"),
    ],
)
def test_nobody_is_guessed(people: People, given: str, code: str) -> None:
    with pytest.raises(StoreError) as error:
        people.named(given)
    assert error.value.code == code


def test_the_command_says_who_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path))
    People(Store.present()).met({"iss": "https://id", "sub": "ann", "email": "ann@example.cn"}, newcomers="none")
    assert command.main(["role", "ann@example.cn", "admin"]) == 0
    assert "\tadmin\t" in capsys.readouterr().out
    assert command.main(["role", "cai@example.cn", "admin", "--lang", "en"]) == 1
    assert "geo.store people" in capsys.readouterr().err
