"""Markers of SQL, templates, shells, paths and spreadsheets in every field that people fill stay words."""

import copy
import csv
import io
from pathlib import Path
from typing import Any

import pytest

from briefing.model import Briefing, Scene
from briefing.store import BriefingStore
from geo.edits.accepted import EDIT, EVENT, edit_in, event_in
from geo.edits.feature import feature_hash
from geo.edits.folder import made_folder
from geo.edits.proposal import RulesError
from geo.edits.proposals import Proposals
from geo.edits.release import export
from geo.folder import DATA
from geo.model import Plan
from geo.notes.notes import Notes
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from geo.plan import load_plan
from geo.store.__main__ import main
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.people import People
from geo.store.person import Person
from geo.store.store import Store
from tests.geo.own.test_store import layer

ITEM = "hub-xili"
MARKERS = (
    "'; DROP TABLE document; --", "1' OR '1'='1", "\" UNION SELECT * FROM trail --", "%s %(id)s ? :id $1 \\' \\",
    "{{9973*9967}}", "{% raw %}", "${9973*9967}", "#{1}", "<%= 1 %>", "$(touch /tmp/x)", "`id`", "| cat /etc/passwd",
    "../../etc/passwd", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)",
    "=9973*9967", "+1", "-1", "@SUM(1)", "[x](http://host.invalid)", ":red[x]", "😀罗湖\u2028", "null", "NaN", "[]",
    "{}",
)  # fmt: skip
ALL = " ".join(MARKERS)
EVENT_CELLS = {
    "item": ITEM, "event": "mention", "on": "2023", "says": "在建。", "says_en": "Under construction.",
    "source": "gwr-sz-2023", "confidence": "medium",
}  # fmt: skip
TABLES = {"document", "trail", "clock", "takeover", "alembic_version"}


@pytest.fixture(autouse=True)
def whole(store: Store) -> Any:
    """Whatever was said, the database is what it was."""
    yield
    from sqlalchemy import inspect  # noqa: PLC0415

    with store.database.writing() as connection:
        assert set(inspect(connection).get_table_names()) == TABLES


def test_what_an_item_says_is_what_was_written(store: Store, plan: Plan, tmp_path: Path) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(ITEM)
    for words in MARKERS:
        after = copy.deepcopy(feature)
        after["properties"] |= {"name": f"西丽 {words}", "name_en": f"Xili {words}", "aliases": [words], "note": ALL}
        after["properties"]["evidence"][0]["says"] = ALL
        proposal = found.propose(ITEM, after, base=feature_hash(feature), says=ALL)
        assert found.get(proposal.id).after == after
    found.accept(proposal.id, version=proposal.version, reason=ALL)
    edits, events = map(edit_in, store.listing(EDIT)), map(event_in, store.listing(EVENT))
    item = load_plan(made_folder(DATA, list(edits), list(events), under=tmp_path)).by_id[ITEM]
    said = after["properties"]
    assert (item.name, item.name_en, list(item.aliases), item.note, item.evidence[0].says) == (
        said["name"], said["name_en"], said["aliases"], ALL, ALL,
    )  # fmt: skip
    with store.reading() as present:
        assert present is not None
        (entry, *_) = [one for one in present.trail(TrailOf(about=ITEM)) if one.reason]
    assert entry.reason.split() == ALL.split()


def test_what_was_accepted_is_written_to_the_data_files_as_words(store: Store, plan: Plan, data_copy: Path) -> None:
    found = Proposals(store, plan)
    _, feature = found.present(ITEM)
    after = copy.deepcopy(feature)
    # The ledger takes nothing that looks like HTML: it is read by others' programs.
    words = " ".join(words for words in MARKERS if "<" not in words and "\u2028" not in words)
    after["properties"]["note"] = words
    made = found.propose(ITEM, after, base=feature_hash(feature), says=words)
    found.accept(made.id, version=made.version)
    event = found.propose_event({**EVENT_CELLS, "says": words}, says=words)
    found.accept(event.id, version=event.version)
    assert export(store, DATA, data_copy) == ["plan/transport.geojson", "progress/transport.csv"]
    assert load_plan(data_copy).by_id[ITEM].note == words


def test_no_cell_of_an_event_is_more_than_its_words(store: Store, plan: Plan) -> None:
    found = Proposals(store, plan)
    kept: dict[str, list[str]] = {}
    for field in ("item", "event", "on", "says", "says_en", "source", "confidence", "id"):
        # Each is checked against the whole plan, which takes its time.
        for words in MARKERS if field.startswith("says") else MARKERS[::4]:
            try:
                made = found.propose_event({**EVENT_CELLS, field: words}, says="")
            except (RulesError, StoreError):
                continue
            assert made.event is not None
            kept.setdefault(field, []).append(made.event[field])
    # What is no text is one of a list, a day, an id of ours; the separator of lines at the end counts for nothing.
    assert set(kept) <= {"says", "says_en", "id"}
    assert set(kept.get("id", ())) & set(MARKERS) == set()
    plain = {words.rstrip("\u2028") for words in MARKERS}
    assert len(kept["says"]) > 15 and set(kept["says"]) | set(kept["says_en"]) <= plain


def test_notes_and_names_keep_their_words(store: Store) -> None:
    for words in [*MARKERS, ALL]:
        notes_and_names(store, words)


def notes_and_names(store: Store, words: str) -> None:
    claims = {"iss": words, "sub": words, "name": words, "email": words}
    person = People(store).met(claims, newcomers="editor")
    assert (person.name, person.email) == (" ".join(words.split())[:120], " ".join(words.split())[:120])
    assert People(store).find(words) is None
    notes = Notes(store, Person(person.id, person.name, "", "editor"))
    made = notes.add(words, item=words)
    assert notes.reply(made.id, words).replies[0].text == notes.listing()[0].text
    for ask in (lambda: notes.reply(words, "x"), lambda: notes.restore(words)):
        with pytest.raises(StoreError) as caught:
            ask()
        assert caught.value.code == "store-gone"
    assert store.listing(words) == [] and store.revision(words) == 0
    assert [one.id for one in store.listing("note", about=words[:80])] == [made.id]


def test_layers_and_briefings_keep_their_words(store: Store, tmp_path: Path) -> None:
    for words in MARKERS:
        layers_and_briefings(store, tmp_path, words)


def layers_and_briefings(store: Store, tmp_path: Path, words: str) -> None:
    original = tmp_path / "upload.csv"
    original.write_text(words, encoding="utf-8")
    layers = OwnStore(store)
    kept = layers.add(layer(f"甲 {words}"), original, style={"column": words})
    assert layers.listing()[0][0].title == " ".join(f"甲 {words}".split())
    assert layers.get(kept.id).style == {"column": words}
    for ask in (layers.get, layers.restore, layers.original):
        with pytest.raises(OwnError):
            ask(words)
    briefings = BriefingStore(store)
    scene = Scene("s1", words, words, narrative=words, notes=words, view="on=ta")
    made = briefings.add(Briefing(f"b{MARKERS.index(words)}", words, words, (scene,)))
    found = briefings.load(made.briefing.id)
    plain = words.rstrip("\u2028")
    assert (found.briefing.title, found.briefing.scenes[0].narrative) == (plain, plain)


def test_the_trail_is_a_table_whatever_it_says(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.changes() as changes:
        for number, words in enumerate(MARKERS):
            changes.add("note", f"n-{number}", words, about=words[:80], reason=words)
    monkeypatch.setenv("PLAN_MAP_DATABASE", store.database.url.render_as_string(hide_password=False))
    monkeypatch.setenv("PLAN_MAP_WORKSPACE", str(tmp_path))
    assert main(["trail"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 1 + len(MARKERS)
    assert [row for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "@", "-")] == []
    for words in MARKERS:
        assert main(["trail", "--about", words, "--who", words]) == 0
        assert len(list(csv.reader(io.StringIO(capsys.readouterr().out)))) == 1
