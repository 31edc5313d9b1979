"""Whatever files, briefings and links say: no error is let through, nothing takes 5 s, everything wrong is named.

The gate tries a share of it, always the same; PLAN_MAP_FUZZ=20000 tries so many inputs in all, others each time. A
failure prints how to try it again (`@reproduce_failure`); `--hypothesis-seed=N` repeats a run. Each failure that was
ever found is an example of its own in test_regressions.py.
"""

import csv
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import ExportError
from briefing.model import briefing_json
from briefing.reading import read_briefings
from briefing.resolved import resolve, scenes_document
from geo.model import Plan
from geo.outline.blocks import blocks_of
from geo.progress import load
from geo.progress.model import EVENT_COLUMNS, EVENTS, STATES
from layers.style.catalogue import load_catalogue
from layers.text import LANGUAGES
from layers.view.link import Vocabulary, decode, encode
from tests.hostile.folder import Edit, damaged, edited, small_folder, small_outline, write_folder
from tests.hostile.follow import Asked, follow, in_time, ledger, make
from tests.hostile.strategies import WORDS, asked, edits, links, paths, texts, values

WANTED = int(os.environ.get("PLAN_MAP_FUZZ", "0"))
SHARES = {"folder": 0.5, "ledger": 0.1, "briefing": 0.2, "link": 0.15, "outline": 0.05}
"""of the inputs that are asked for"""
IN_THE_GATE = {"folder": 30, "ledger": 100, "briefing": 100, "link": 200, "outline": 50}
FILES = small_folder()
SCENES = FILES["scenes.json"]


def tried(name: str) -> Any:
    """Settings for a share of the inputs."""
    count = round(WANTED * SHARES[name]) if WANTED else IN_THE_GATE[name]
    slow = [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
        HealthCheck.large_base_example,
    ]
    # The gate tries the same inputs each time, lest somebody else's change is held up by a find of chance; a full run
    # tries others.
    return settings(
        max_examples=count, deadline=None, print_blob=True, suppress_health_check=slow, derandomize=not WANTED
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data")
    write_folder(path, FILES)
    return path


@pytest.fixture(scope="module")
def words(folder: Path, short_outline: None) -> Vocabulary:
    return Vocabulary(make(folder, load_catalogue()).plan, load_catalogue())


def test_the_small_folder_is_sound(folder: Path, tmp_path: Path) -> None:
    """Else the inputs below would try only how breaches are named."""
    made = follow(folder, tmp_path)
    assert {breach.code for breach in made.breaches} == {"units"}
    assert {item.located for item in made.plan.items} >= {"point", "line", "area"}


@tried("folder")
@given(edits(FILES), asked)
def test_any_folder(folder: Path, tmp_path: Path, changes: list[Edit], taken: Asked) -> None:
    with in_time(), damaged(folder, FILES, changes):
        follow(folder, tmp_path, taken)


cells = texts | st.sampled_from((*EVENTS, "2024", "2024-02-30", "9999-12-31", "0000", "high", "a-work", "a-work.1"))
rows = st.lists(st.lists(cells, min_size=len(EVENT_COLUMNS), max_size=len(EVENT_COLUMNS)), max_size=6)
dated = st.fixed_dictionaries(
    {
        "id": st.sampled_from(("a-work.1", "a-work.2", "x", "")), "item": st.just("a-work"),
        "event": st.sampled_from(EVENTS), "on": st.sampled_from(("2024", "2024-02", "9999", "0001-01-01")),
        "published": st.sampled_from(("2024", "2025-06-30")), "seen": st.just("2026-11-29"), "says": texts,
        "part": texts, "conflicts_with": cells, "confidence": cells,
    }
).map(lambda given: [given.get(name, "") for name in EVENT_COLUMNS])  # fmt: skip


@tried("ledger")
@given(rows | st.lists(dated, max_size=12), st.none() | st.binary(max_size=12))
def test_any_ledger(tmp_path: Path, lines: list[list[str]], inserted: bytes | None) -> None:
    folder = tmp_path / "progress"
    folder.mkdir(exist_ok=True)
    text = io.StringIO()
    csv.writer(text).writerows([list(EVENT_COLUMNS), *lines])
    written = text.getvalue().encode(errors="replace")
    cut = len(written) // 2
    (folder / "any.csv").write_bytes(written if inserted is None else written[:cut] + inserted + written[cut:])
    with in_time():
        ledger(tmp_path, Plan((), (), ()), frozenset())
        read = load(data=tmp_path)
        assert all(read.state(event.item, date(2026, 11, 29)).state.name in STATES for event in read.events)


@st.composite
def _briefings(draw: st.DrawFn) -> bytes:
    content: Any = SCENES
    for path in draw(st.lists(st.sampled_from(paths(SCENES)), min_size=1, max_size=4)):
        content = edited(
            content,
            Edit("scenes.json", path, draw(st.sampled_from(("put", "delete", "repeat", "insert"))), draw(values)),
        )
    written = json.dumps(content).encode()
    cut = draw(st.none() | st.integers(0, len(written)))
    return written if cut is None else written[:cut] + draw(st.binary(max_size=3)) + written[cut:]


@tried("briefing")
@given(_briefings())
def test_any_briefing(words: Vocabulary, content: bytes) -> None:
    with in_time():
        try:
            read, notices = read_briefings(content)
        except ExportError as error:
            assert all(error.message(language).encode() for language in LANGUAGES)
            return
        resolved = [resolve(briefing, words, source="own") for briefing in read]
        json.dumps(scenes_document(resolved), ensure_ascii=False, allow_nan=False).encode()
        for notice in (*notices, *(notice for briefing in resolved for notice in briefing.notices)):
            assert all(notice.message(language).encode() for language in LANGUAGES)
        for briefing in read:
            assert read_briefings(briefing_json(briefing))[0] == (briefing,)


@tried("link")
@given(links)
def test_any_link(words: Vocabulary, link: str) -> None:
    with in_time():
        view, dropped = decode(link, words)
        assert "".join(f"{entry.parameter}={entry.value}" for entry in dropped).encode() is not None
        again, rest = decode(encode(view, words), words)
        assert (again, rest) == (view, ())


@tried("outline")
@given(
    st.lists(
        texts | st.sampled_from(small_outline().splitlines()) | st.sampled_from(WORDS).map(lambda word: f"- **{word}**")
    )
)
def test_any_outline(lines: list[str]) -> None:
    with in_time():
        blocks = blocks_of(lines)
        assert blocks[0].kind == "title"
        assert all(block.text for block in blocks[1:])
