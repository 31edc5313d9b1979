"""Wording of the interface and of paper in Chinese and English: layers/wording/*.toml, one table for Python and browser alike."""

import tomllib
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(__file__).resolve().parent / "wording"


class WordingError(ValueError):
    """A file of layers/wording is not as it should be."""


def load_wording(folder: Path = FOLDER) -> dict[str, tuple[str, str]]:
    """key -> (中文, English) of all files. Raises WordingError naming file, key and remedy."""
    table: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise WordingError(f"layers/wording/{path.name}: {error}; mend it or restore it from the repository") from error
        for key, entry in entries.items():
            if key in table:
                raise WordingError(f"layers/wording/{path.name}: '{key}' is already given by another file; give it once")
            if not isinstance(entry, dict) or not all(isinstance(entry.get(language), str) for language in LANGUAGES):
                raise WordingError(
                    f"layers/wording/{path.name}: '{key}' needs a text for each of {', '.join(LANGUAGES)}; add what is missing"
                )
            table[key] = (entry["zh"], entry["en"])
    return table


TABLE = load_wording()
WORDING: dict[str, dict[str, str]] = {
    language: {key: pair[position] for key, pair in TABLE.items()} for position, language in enumerate(LANGUAGES)
}


def text(key: str, language: Language, **values: object) -> str:
    """Wording of key in language. Raises KeyError for an unknown key."""
    return WORDING[language][key].format(**values)


def first_words(language: Language) -> dict[str, str]:
    """What the map in the browser may have to say before its documents, which hold all other wording, are there: by the map's names."""
    names = ("loading", "waitData", "waitDrawing", "lost", "lostFile")
    return {name: text(f"app.{name}", language) for name in names} | {"failed": text("app.failed", language, detail="{detail}")}
