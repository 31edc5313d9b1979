"""No wording is missing, none is left over, and both languages have the same gaps to fill."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from geo.analysis.question import KINDS as QUESTIONS
from geo.progress.model import EVENTS, GRADES, STATES
from geo.progress.targets.rule import RESULTS
from geo.query import FACETS
from layers.progress.indicators import KINDS
from layers.style.catalogue import load_catalogue
from layers.text import SHIPPED, TABLE, WordingError, load_wording, own_wording, text
from layers.view.contract import contract
from tests.conftest import the_plan
from web.imports import imported as web_imports

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [
        ROOT / "app.py",
        *(
            found
            for package in ("geo", "layers", "web", "briefing", "exports", "serve", "ui")
            for found in (ROOT / package).rglob("*")
        ),
    ]
    if path.suffix in (".py", ".js")
}
CODE = "\n".join(FILES.values())
WRITTEN = set(re.findall(r"""["'`]((?:[a-z]+)\.[a-zA-Z.]+)["'`]""", CODE))
COMMENT = re.compile(r"(?m)^\s*(?://|#).*$|(?<=\s)(?://|# ).*$")
WORD = re.compile(r"""["'`]([a-zA-Z_]\w*)["'`]|\b([a-zA-Z_]\w*)(?=:[^:])|\{ ?([a-zA-Z_]+(?:, [a-zA-Z_]+)+) ?\}""")
"""a word as a value, as a name in an object, as names of an object in short"""
BUILT = re.compile(r"""[`"']((?:[a-z]+\.)+)\$?\{""")
"""a key put together at run time, such as `filter.${name}`: what stands before the gap"""
# What the gap of a key holds that no file names which stands beside it: values of the schema, the contract, the ledger.
SCHEMA = set(re.findall(r'"(\w+)"', (ROOT / "data" / "plan.schema.json").read_text(encoding="utf-8")))
CONTRACT = {
    value
    for values in contract(the_plan(), load_catalogue()).values()
    if isinstance(values, list)
    for value in map(str, values)
}
GIVEN = SCHEMA | CONTRACT | set(FACETS) | {*STATES, *EVENTS, *GRADES, *KINDS.values(), *RESULTS, *QUESTIONS}


def imported(name: str) -> set[str]:
    """The project's files that a file imports."""
    code = FILES[name]
    if name.endswith(".js"):
        return {f"web/{found}" for found in web_imports(name.removeprefix("web/"), code)} & set(FILES)
    modules = re.findall(r"^\s*from ([\w.]+) import|^import ([\w.]+)", code, re.MULTILINE)
    return {f"{(one or other).replace('.', '/')}.py" for one, other in modules} & set(FILES)


@cache
def neighbours() -> dict[str, set[str]]:
    """Of each file itself, what it imports and what imports it."""
    found = {name: {name} for name in FILES}
    for name in FILES:
        for other in imported(name):
            found[name].add(other)
            found[other].add(name)
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Every word that a file gives as a value or a name, with its unit (`east_m`) and without."""
    found = WORD.findall(COMMENT.sub("", FILES[name]))
    whole = {word for value, key, short in found for word in (value, key, *short.split(", ")) if word}
    return frozenset(whole | {word.removesuffix("_m") for word in whole})


def built(table: dict[str, tuple[str, str]]) -> set[str]:
    """The keys put together at run time: a file builds such keys, and the word for its gap stands in or beside it."""
    gaps: dict[str, set[str]] = defaultdict(set)
    for name, code in FILES.items():
        for start in BUILT.findall(code):
            gaps[start] |= {word for other in neighbours()[name] for word in words(other)} | GIVEN
    starts = {key: key[: key.rindex(".") + 1] for key in table}
    return {key for key, start in starts.items() if key.removeprefix(start) in gaps.get(start, ())}


def unused(table: dict[str, tuple[str, str]]) -> set[str]:
    """Keys that no code asks for."""
    return set(table) - WRITTEN - built(table)


def test_every_wording_is_used() -> None:
    assert unused(TABLE) == set()


def test_a_wording_that_is_left_over_is_found_where_keys_are_built_too() -> None:
    starts = {key[: key.rindex(".") + 1] for key in built(TABLE)}
    assert len(starts) > 20
    left = {f"{start}{word}": ("甲", "a") for start in starts for word in ("formerly", "oldName")}
    assert unused({**TABLE, **left}) == set(left)


def test_every_wording_is_complete() -> None:
    gaps = {key: [set(re.findall(r"\{\w+\}", words)) for words in pair] for key, pair in TABLE.items()}
    assert [key for key, pair in TABLE.items() if not all(pair)] == []
    assert [key for key, (zh, en) in gaps.items() if zh != en] == []


def test_every_wording_that_is_asked_for_exists() -> None:
    asked = set(re.findall(r'(?:\bt|\btext)\("([a-zA-Z.]+)"', CODE))
    assert asked
    assert asked <= set(TABLE)


def test_the_english_page_has_no_chinese_but_the_language_switch() -> None:
    assert [key for key, (_, en) in TABLE.items() if re.search(r"[一-鿿]", en)] == ["language.switch"]


def test_text_fills_in_values() -> None:
    assert text("strip.shown", "en", shown=3) == "3 on the map"
    with pytest.raises(KeyError):
        text("no.such", "zh")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[", "broken.toml"),
        ('["a.b"]\nzh = "甲"', "'a.b'"),
        ('"a.b" = 3', "'a.b'"),
        ('["a.b"]\nzh = 1\nen = "a"', "'a.b'"),
    ],
)
def test_a_broken_file_of_wording_is_named_with_its_key_and_the_remedy(
    tmp_path: Path, content: str, named: str
) -> None:
    (tmp_path / "broken.toml").write_text(content, encoding="utf-8")
    with pytest.raises(WordingError, match=r"layers/wording/broken\.toml.*(restore|add)") as error:
        load_wording(tmp_path)
    assert named in str(error.value)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('["app.name"]\nzh = "甲"', ""),
        ('["no.such"]\nzh = "甲"\nen = "a"', "no.such"),
        ('["atlas.about"]\nzh = "甲 {gone}"\nen = "a"', "atlas.about"),
        ('["app.name"]\nzh = "甲 {"\nen = "a"', "甲"),
        ('["app.name"]\nzh = "甲"\nen = "a {0.__class__}"', "__class__"),
        ('["app.name"]\nzh = "甲"\nen = "{}"', "{}"),
        ("[", ""),
        ('"app.name" = 3', ""),
    ],
)
def test_words_of_a_plan_that_cannot_be_used_are_a_breach(tmp_path: Path, content: str, named: str) -> None:
    path = tmp_path / "wording.toml"
    path.write_text(content, encoding="utf-8")
    own, breach = own_wording(path, SHIPPED)
    assert own == {} and breach is not None and breach.code == "file-not-toml"
    assert named in str(breach.values["detail"])


def test_a_plan_has_words_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "wording.toml"
    path.write_text('["app.name"]\nzh = "甲"\nen = "A"', encoding="utf-8")
    assert own_wording(path, SHIPPED) == ({"app.name": ("甲", "A")}, None)
    assert own_wording(tmp_path / "nowhere.toml", SHIPPED) == ({}, None)
