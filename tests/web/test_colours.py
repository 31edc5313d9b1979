"""Colours stand in layers/catalogue.toml and nowhere else: what the browser draws takes them from there."""

import re

import pytest

from web.assets import MODULE_FOLDER

MAP = MODULE_FOLDER
WRITTEN = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|oklch)\(|"
    r"[:\s](?:white|gr[ae]y|red|blue|green)[;\s]",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
BEFORE_THE_CATALOGUE = {"early.js"}
"""what stands on the page before the catalogue has come"""


def test_no_colour_is_written_beside_the_catalogue() -> None:
    paths = sorted({*MAP.rglob("*.css"), *MAP.rglob("*.js")} - {MAP / name for name in BEFORE_THE_CATALOGUE})
    assert len(paths) > 50
    written = {path.name: WRITTEN.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))) for path in paths}
    assert {name: found for name, found in written.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    ["outline: 2px solid #1a73c9;", "box-shadow: 0 1px 4px #0003;", "background: rgb(0 0 0 / 35%);", "color: white;"],
)
def test_a_written_colour_is_seen(text: str) -> None:
    assert WRITTEN.search(text)
