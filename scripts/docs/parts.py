"""What the pages of docs/ that are made from the code are put together of: tables, and meanings out of docs.toml."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

MADE = "Written by `python -m scripts.docs`; not edited by hand."
HEADS = (("zh", "含义"), ("en", "meaning"))


class MeaningError(ValueError):
    """docs.toml and the code do not name the same things."""


@cache
def meanings(kind: str) -> dict[str, dict[str, str]]:
    """Name -> meaning in both languages, of a table of docs.toml."""
    content: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
        (Path(__file__).parent / "docs.toml").read_text(encoding="utf-8")
    )
    return content[kind]


def meant(kind: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """The meanings of just these names, in docs.toml's order.

    Raises MeaningError naming what is missing or too much.
    """
    known = meanings(kind)
    if wrong := set(names) ^ set(known):
        raise MeaningError(f"scripts/docs/docs.toml: [{kind}.…] and the code differ in {', '.join(sorted(wrong))}")
    return known


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |" for cells in lines)


def codes(values: Iterable[object]) -> str:
    """Values as code, separated by commas."""
    return ", ".join(f"`{value}`" for value in values)
