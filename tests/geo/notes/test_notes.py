"""Notes on both databases: kept with their replies, nobody's lost, each change in the trail."""

import pytest

from geo.notes.notes import KIND, MAX_WORDS, MOST_REPLIES, Notes
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.person import Person
from geo.store.store import Store

ANN = Person("p-ann", "安", "", "editor")
BEN = Person("p-ben", "本", "", "editor")
ADMIN = Person("p-admin", "管", "", "admin")
PLACE = [114.05, 22.54]
HOSTILE = "<img src=x onerror=alert(1)> '; DROP TABLE document; -- {{7*7}} =1+1"


def code(error: pytest.ExceptionInfo[StoreError]) -> str:
    return error.value.code


def test_a_note_is_pinned_answered_resolved_and_opened_again(store: Store) -> None:
    ann, ben = Notes(store, ANN), Notes(store, BEN)
    made = ann.add(HOSTILE, place=PLACE)
    assert (made.text, made.place, made.who, made.name, made.state) == (HOSTILE, (114.05, 22.54), "p-ann", "安", "open")
    answered = ben.reply(made.id, "看过了")
    assert [(reply.who, reply.name, reply.text) for reply in answered.replies] == [("p-ben", "本", "看过了")]
    resolved = ben.set_state(made.id, "resolved", version=answered.version)
    assert ann.set_state(made.id, "open", version=resolved.version).state == "open"
    assert ann.listing()[0].replies == answered.replies
    with store.reading() as present:
        assert present is not None
        told = present.trail(TrailOf(kind=KIND))
    assert [(entry.action, entry.who) for entry in told] == [
        ("open", "p-ann"), ("resolve", "p-ben"), ("reply", "p-ben"), ("add", "p-ann"),
    ]  # fmt: skip


def test_two_who_answer_at_once_are_both_kept(store: Store) -> None:
    made = Notes(store, ANN).add("一", item="hub-xili")
    assert (made.item, made.place) == ("hub-xili", None)
    Notes(store, ANN).reply(made.id, "二")
    assert [reply.text for reply in Notes(store, BEN).reply(made.id, "三").replies] == ["二", "三"]
    with pytest.raises(StoreError) as error:
        Notes(store, BEN).set_state(made.id, "resolved", version=made.version)
    assert code(error) == "store-conflict"


def test_only_its_author_or_an_administrator_deletes_a_note_and_it_comes_back(store: Store) -> None:
    made = Notes(store, ANN).add("一", place=PLACE)
    with pytest.raises(StoreError) as error:
        Notes(store, BEN).delete(made.id, version=made.version)
    assert code(error) == "note-not-yours"
    Notes(store, ADMIN).delete(made.id, version=made.version)
    assert Notes(store, ANN).listing() == []
    assert Notes(store, ANN).restore(made.id).text == "一"


@pytest.mark.parametrize("words", ["", "  ", "\x00\x1f", "长" * (MAX_WORDS + 1), None, 7])
def test_words_that_cannot_be_kept_are_refused(store: Store, words: object) -> None:
    with pytest.raises(StoreError):
        Notes(store, ANN).add(words, place=PLACE)  # type: ignore[arg-type]
    assert store.listing(KIND) == []


@pytest.mark.parametrize(
    "place", [None, [], [1], [114.0, 22.5, 0], ["a", "b"], [float("nan"), 22], [0, 0], [True, 1], {}]
)
def test_a_note_without_a_place_on_the_map_is_refused(store: Store, place: object) -> None:
    with pytest.raises(StoreError) as error:
        Notes(store, ANN).add("一", place=place)
    assert code(error) == "note-no-place"


def test_a_note_has_room_for_so_many_answers(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.notes.notes.MOST_REPLIES", 1)
    assert MOST_REPLIES > 1
    made = Notes(store, ANN).add("一", place=PLACE)
    Notes(store, ANN).reply(made.id, "二")
    with pytest.raises(StoreError) as error:
        Notes(store, ANN).reply(made.id, "三")
    assert code(error) == "note-full"
