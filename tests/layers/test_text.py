"""No wording is missing, none is left over, and both languages have the same gaps to fill."""

import re
from pathlib import Path

import pytest

from layers.text import TABLE, WordingError, load_wording, text

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for package in ("layers", "exports", "ui")
    for path in (ROOT / package).rglob("*")
    if path.suffix in (".py", ".js")
)
CODE += (ROOT / "app.py").read_text(encoding="utf-8")
USED = set(re.findall(r'["`]((?:[a-z]+)\.[a-zA-Z.]+)["`]', CODE))
# Keys put together at run time, such as `filter.${name}`.
PREFIXES = set(re.findall(r"[`\"]([a-z]+)\.\$?\{", CODE))


@pytest.mark.parametrize("key", TABLE)
def test_every_wording_is_used_and_complete(key: str) -> None:
    zh, en = TABLE[key]
    assert zh and en
    assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en))
    assert key in USED or key.split(".", maxsplit=1)[0] in PREFIXES


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
    [("[", "broken.toml"), ('["a.b"]\nzh = "甲"', "'a.b'"), ('"a.b" = 3', "'a.b'"), ('["a.b"]\nzh = 1\nen = "a"', "'a.b'")],
)
def test_a_broken_file_of_wording_is_named_with_its_key_and_the_remedy(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "broken.toml").write_text(content, encoding="utf-8")
    with pytest.raises(WordingError, match=r"layers/wording/broken\.toml.*(restore|add)") as error:
        load_wording(tmp_path)
    assert named in str(error.value)
