"""An office's own wording and order of a report: a TOML file, read strictly.

    title = "…"                      subtitle = "…"
    [[section]]                      part = "summary"    heading = "…"    words = "…" or several in a list

A text is a string, or { zh = "…", en = "…" }. A section without a part is the office's own text. What is written
beside this is refused by name.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefing.errors import ExportError
from exports.report.office.gaps import check, listed, shown
from geo.files.strict import clean, one_line
from layers.text import LANGUAGES, Language, text

MOST_BYTES, MOST_SECTIONS, MOST_PARAGRAPHS = 200_000, 60, 20
MOST_HEADING, MOST_WORDS = 200, 2_000
"""characters of a title or heading, and of a paragraph"""
TOP, OF_SECTION = ("title", "subtitle", "section"), ("part", "heading", "words")


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as the office wants it."""

    part: str = ""
    """of the product; "" for a text of the office's own"""
    heading: str = ""
    """"" for the product's"""
    words: tuple[str, ...] = ()
    """paragraphs before what the product has to say"""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the file says in one language, its gaps checked and not yet filled."""

    entries: tuple[Entry, ...]
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a product lets a file say."""

    parts: Mapping[str, str]
    """part -> key of its heading's wording"""
    gaps: tuple[str, ...]
    opening: str = "office.example.words"
    """key of a sentence with gaps, for the example; < and > stand for braces"""
    last: str = ""
    """part that is always there, at the end where the file does not name it: what others refer to"""

    def part(self, written: str) -> str | None:
        """The part of a name, which may be its heading in either language."""
        called = {text(key, language): part for part, key in self.parts.items() for language in LANGUAGES}
        return written if written in self.parts else called.get(written)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    language: Language
    known: Known
    met: set[str] = field(default_factory=set)

    def refuse(self, why: str, **values: object) -> ExportError:
        return ExportError(f"office.{why}", file=self.file, **values)

    def keys(self, table: Mapping[str, Any], allowed: Iterable[str]) -> None:
        for key in table:
            if key not in allowed:
                raise self.refuse("key", entry=shown(key), known=", ".join(allowed))

    def words(self, given: Any, key: str, most: int) -> str:
        """A text in the language asked for; what it says in the other is checked too."""
        texts = given if isinstance(given, dict) else dict.fromkeys(LANGUAGES, given)
        if isinstance(given, dict):
            self.keys(given, LANGUAGES)
        for said in texts.values():
            if not isinstance(said, str):
                raise self.refuse("kind", entry=key)
            if len(said) > most:
                raise self.refuse("long", entry=key, length=len(said), most=most)
            check(said, self.file, self.known.gaps)
        if self.language not in texts:
            raise self.refuse("language", entry=key, wanted=self.language)
        return clean(texts[self.language], "").strip()

    def line(self, table: Mapping[str, Any], key: str) -> str:
        """A title or heading, "" where there is none."""
        return one_line(self.words(table.get(key, ""), key, MOST_HEADING))

    def entry(self, table: Any) -> Entry:
        if not isinstance(table, dict):
            raise self.refuse("kind", entry="section")
        self.keys(table, OF_SECTION)
        written, part = table.get("part", ""), None
        if not isinstance(written, str):
            raise self.refuse("kind", entry="part")
        if written:
            part = self.known.part(written.strip())
            known = ", ".join(f"{id} ({text(key, self.language)})" for id, key in self.known.parts.items())
            if part is None:
                raise self.refuse("part", part=shown(written), known=known)
            if part in self.met:
                raise self.refuse("twice", part=shown(written))
            self.met.add(part)
        given = table.get("words", [])
        paragraphs = given if isinstance(given, list) else [given]
        if len(paragraphs) > MOST_PARAGRAPHS:
            raise self.refuse("many", entry="words", count=len(paragraphs), most=MOST_PARAGRAPHS)
        heading = self.line(table, "heading")
        words = tuple(filter(None, (self.words(each, "words", MOST_WORDS) for each in paragraphs)))
        if part is None and not heading:
            raise self.refuse("bare", known=", ".join(self.known.parts))
        return Entry(part or "", heading, words)


def read_wording(content: bytes, file: str, language: Language, known: Known) -> Wording:
    """The wording that a file holds. Raises ExportError, which names what is wrong and what may stand there."""
    reader = _Reader(shown(file), language, known)
    if len(content) > MOST_BYTES:
        raise reader.refuse("large", most=MOST_BYTES // 1000)
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise reader.refuse("toml", detail=shown(str(error))) from error
    reader.keys(table, TOP)
    sections = table.get("section", [])
    if not isinstance(sections, list):
        raise reader.refuse("kind", entry="section")
    if not sections:
        raise reader.refuse("empty", known=", ".join(known.parts))
    if len(sections) > MOST_SECTIONS:
        raise reader.refuse("many", entry="section", count=len(sections), most=MOST_SECTIONS)
    title, subtitle = (reader.line(table, key) for key in ("title", "subtitle"))
    entries = [reader.entry(section) for section in sections]
    if known.last and known.last not in reader.met:
        entries.append(Entry(known.last))
    return Wording(tuple(entries), title, subtitle)


def example(known: Known, command: str) -> str:
    """The product's own order and headings as such a file."""

    def both(key: str) -> str:
        said = (f'{language} = "{text(key, language)}"' for language in LANGUAGES)
        return f"{{ {', '.join(said)} }}"

    lines = [
        *(f"# {text('office.example', language, command=command)}" for language in LANGUAGES),
        *(f"# {text('office.gaps', language, known=listed(known.gaps))}" for language in LANGUAGES),
    ]
    if known.last:
        lines += [f"# {text('office.last', language, part=known.last)}" for language in LANGUAGES]
    for part, key in known.parts.items():
        lines += ["", "[[section]]", f'part = "{part}"', f"heading = {both(key)}"]
        if part == next(iter(known.parts)):
            lines.append(f"words = {both(known.opening).replace('<', '{').replace('>', '}')}")
    lines += ["", "[[section]]", f"heading = {both('office.example.own')}", f"words = {both('office.example.text')}"]
    return "\n".join(lines)
