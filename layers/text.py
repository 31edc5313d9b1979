"""Wording of the interface and of paper in Chinese and English: layers/wording/*.toml, one table for Python and browser alike."""

import tomllib
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(__file__).resolve().parent / "wording"


def _load() -> dict[str, tuple[str, str]]:
    """key -> (中文, English) of all files. Raises ValueError for a key that two files give."""
    table: dict[str, tuple[str, str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if key in table:
                raise ValueError(f"layers/wording/{path.name}: '{key}' is already given by another file; give it once")
            table[key] = (entry["zh"], entry["en"])
    return table


TABLE = _load()
WORDING: dict[str, dict[str, str]] = {
    language: {key: pair[position] for key, pair in TABLE.items()} for position, language in enumerate(LANGUAGES)
}


def text(key: str, language: Language, **values: object) -> str:
    """Wording of key in language. Raises KeyError for an unknown key."""
    return WORDING[language][key].format(**values)
