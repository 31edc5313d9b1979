"""Wording of the interface and of paper in Chinese and English: layers/wording/**/*.toml, and what the
plan calls itself in data/wording.toml. One table for Python and browser alike."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from geo.files.kept import code_hash, content_of, hash_of, keep, kept
from geo.files.strict import SHOWN_LENGTH, RefusedError, clean, read_text
from geo.folder import DATA
from geo.messages import Breach

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FOLDER = Path(__file__).resolve().parent / "wording"
OWN_FILE = "data/wording.toml"
KEPT, MOST_KEPT = "wording", 8
"""the name of what is kept of the files, and of how many states of them"""
GAP = re.compile(r"\{\w+\}")


class WordingError(ValueError):
    """A file of layers/wording is not as it should be."""


def load_wording(folder: Path = FOLDER) -> dict[str, tuple[str, str]]:
    """key -> (中文, English) of all files. Raises WordingError naming file, key and remedy."""
    paths = sorted(folder.rglob("*.toml"))
    # Every process reads them first of all, and TOML takes ten times as long as JSON.
    key = hash_of([code_hash(Path(__file__)).encode(), *map(content_of, paths)])
    found = kept(KEPT, key)
    table = None if found is None else _table_in(found)
    if table is None:
        table = _read(paths, folder)
        keep(KEPT, key, json.dumps(table, ensure_ascii=False).encode(), most=MOST_KEPT)
    return table


def _table_in(content: bytes) -> dict[str, tuple[str, str]] | None:
    """What was kept; None where it is no wording."""
    try:
        table = {key: (zh, en) for key, (zh, en) in json.loads(content).items()}
    except (ValueError, TypeError, AttributeError):
        return None
    return table if all(type(words) is str for pair in table.values() for words in pair) else None


def _read(paths: Iterable[Path], folder: Path) -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for path in paths:
        name = f"layers/wording/{path.relative_to(folder).as_posix()}"
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise WordingError(f"{name}: {error}; mend it or restore it from the repository") from error
        for key, entry in entries.items():
            if key in table:
                raise WordingError(f"{name}: '{key}' is already given by another file; give it once")
            if not isinstance(entry, dict) or not all(isinstance(entry.get(language), str) for language in LANGUAGES):
                raise WordingError(
                    f"{name}: '{key}' needs a text for each of {', '.join(LANGUAGES)}; add what is missing"
                )
            table[key] = (entry["zh"], entry["en"])
    return table


def own_wording(path: Path, table: Mapping[str, tuple[str, str]]) -> tuple[dict[str, tuple[str, str]], Breach | None]:
    """What a data folder's plan calls itself: words for some keys of table, and what bars its use. Never raises."""
    if not path.exists():
        return {}, None
    try:
        entries = tomllib.loads(read_text(path))
        own = {key: (entry["zh"], entry["en"]) for key, entry in entries.items()}
        for key, pair in own.items():
            if key not in table or [gaps(words) for words in pair] != [gaps(words) for words in table[key]]:
                raise ValueError(f"{key}: zh, en, {' '.join(sorted(gaps(table.get(key, ('',))[0])))}")
    except RefusedError as refused:
        return {}, refused.breach(OWN_FILE)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return {}, Breach(OWN_FILE, "", "file-not-toml", {"detail": clean(str(error))[:SHOWN_LENGTH]})
    return own, None


def gaps(words: str) -> set[str]:
    """What is to be filled in: all between braces. Raises ValueError where these are no plain names in pairs."""
    if "{" in GAP.sub("", words) or "}" in GAP.sub("", words):
        raise ValueError(f"{words}: only {{name}} may stand between braces")
    return set(GAP.findall(words))


SHIPPED = load_wording()
OWN, OWN_BREACH = own_wording(DATA / "wording.toml", SHIPPED)
TABLE = SHIPPED | OWN
WORDING: dict[str, dict[str, str]] = {
    language: {key: pair[position] for key, pair in TABLE.items()} for position, language in enumerate(LANGUAGES)
}
OF_PRODUCTS = frozenset(load_wording(FOLDER / "products"))
"""keys that no browser asks for: what only files say"""


def text(key: str, language: Language, **values: object) -> str:
    """Wording of key in language. Raises KeyError for an unknown key."""
    return WORDING[language][key].format(**values)


def first_words(language: Language) -> dict[str, str]:
    """What the map may have to say before its documents, which hold all other wording: by the map's names."""
    names = ("loading", "waitData", "waitDrawing", "lost", "lostFile")
    return {name: text(f"app.{name}", language) for name in names} | {
        "failed": text("app.failed", language, detail="{detail}")
    }
