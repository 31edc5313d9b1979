"""The outline as a reader sees it: headings, plan columns with entries, paragraphs; page breaks are mended.

Texts here are without the marks of the transcription (list signs, ** and TeX); places are counted in them, so a span
never has to know how a line was typed. Every line keeps its 1-based number in data/outline/outline.txt.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from geo.files.strict import SHOWN_LENGTH, RefusedError, clean, read_text
from geo.messages import Breach
from geo.outline import text as outline
from geo.outline.text import outline_breach, outline_lines

Kind = Literal["title", "part", "chapter", "section", "plan_column", "entry", "row", "paragraph"]

GARBLED_FILE = "data/outline/garbled.toml"
GARBLED_PATH = outline.OUTLINE_PATH.parent / "garbled.toml"
LEVEL_OF_SIGN: dict[str, Kind] = {"篇": "part", "章": "chapter", "节": "section"}
HEADING = re.compile(r"^第[一二三四五六七八九十]+([篇章节])\s")
PLAN_COLUMN = re.compile(r"^专栏\s*(\d+)\s*[:：]")
ENTRY = re.compile(r"^(?:-|➢)\s+(?:\*\*(.+?)[:：]?\*\*[:：]?\s*)?")
TEX = re.compile(r"\$?\b(PM|O)_\{?([\d.]+)\}?\$?")
SPACE_IN_CHINESE = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
PREFACE = "前　言"
END_OF_SENTENCE = ("。", "！", "？", "：", "；")
DASH = "——"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcription without its typing."""

    number: int
    """1-based line of data/outline/outline.txt"""
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """What is read in one go: a heading, a list entry, a row of a table, a paragraph."""

    kind: Kind
    lines: tuple[Line, ...]
    """more than one where a page break cuts a sentence; their texts follow each other without a gap"""
    lead: int = 0
    """characters of the bold name at the start of an entry"""

    @property
    def text(self) -> str:
        """The block in one piece."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start to end (exclusive) of one line's text."""

    line: int
    start: int
    end: int


@cache
def _read_garbled(path: Path) -> tuple[frozenset[int], Breach | None]:
    try:
        lines = tomllib.loads(read_text(path)).get("lines")
    except RefusedError as refused:
        return frozenset(), refused.breach(GARBLED_FILE)
    except (ValueError, RecursionError) as error:
        return frozenset(), Breach(GARBLED_FILE, "", "file-not-toml", {"detail": clean(str(error))[:SHOWN_LENGTH]})
    if not isinstance(lines, list) or not all(type(line) is int for line in lines):
        return frozenset(), Breach(GARBLED_FILE, "", "file-not-toml", {"detail": "lines = [514, …]"})
    return frozenset(lines), None


def garbled_lines() -> frozenset[int]:
    """1-based numbers of lines that the transcription garbles; none where data/outline/garbled.toml cannot be read."""
    return _read_garbled(GARBLED_PATH)[0]


def reading_breaches() -> list[Breach]:
    """What keeps the outline, or the list of its garbled lines, from being read."""
    return [breach for breach in (outline_breach(), _read_garbled(GARBLED_PATH)[1]) if breach]


def _block(number: int, raw: str) -> Block:
    text = TEX.sub(r"\1\2", raw.strip("\r\n ")).strip()
    heading, entry = HEADING.match(text), ENTRY.match(text)
    if text == PREFACE:
        return Block("part", (Line(number, _joined(text)),))
    if heading:
        return Block(
            LEVEL_OF_SIGN[heading.group(1)], (Line(number, f"{heading.group(0)}{_joined(text[heading.end() :])}"),)
        )
    if PLAN_COLUMN.match(text):
        return Block("plan_column", (Line(number, text),))
    if "\t" in raw:
        return Block("row", (Line(number, raw.strip("\r\n ")),))
    if entry:
        lead = f"{entry.group(1)}：" if entry.group(1) else ""
        return Block("entry", (Line(number, lead + text[entry.end() :].replace("**", "")),), len(lead))
    return Block("paragraph", (Line(number, text.replace("**", "")),))


def _joined(text: str) -> str:
    """A title without the spaces where the print only broke the line."""
    return SPACE_IN_CHINESE.sub("", text.strip())


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a page break cut a sentence between two blocks."""
    cut = before.kind in ("paragraph", "entry") and block.kind == "paragraph"
    return cut and not before.text.endswith(END_OF_SENTENCE) and not block.text.startswith(DASH)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Blocks from the preface on, after the title: the printed table of contents is left out.

    Without a preface all is read.
    """
    start = next((number for number, line in enumerate(lines, start=1) if line.strip() == PREFACE), 1)
    yield Block(
        "title",
        (
            next(
                (Line(number, _joined(line)) for number, line in enumerate(lines, start=1) if line.strip()), Line(1, "")
            ),
        ),
    )
    pending: Block | None = None
    for number, raw in enumerate(lines[start - 1 :], start=start):
        if not raw.strip():
            continue
        block = _block(number, raw)
        if not block.text:
            continue
        if pending and _goes_on(pending, block):
            pending = Block(pending.kind, pending.lines + block.lines, pending.lead)
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    """Lines of an outline in reading order, the title first; it is empty where there are no lines."""
    return tuple(_blocks(lines))


@cache
def _reading(_path: Path) -> tuple[tuple[Block, ...], dict[int, str]]:
    blocks = blocks_of(outline_lines())
    return blocks, {line.number: line.text for block in blocks for line in block.lines}


def reading_blocks() -> tuple[Block, ...]:
    """The outline in reading order, the title first."""
    return _reading(outline.OUTLINE_PATH)[0]


def reading_lines() -> dict[int, str]:
    """Line number -> text, for all lines that the reader shows."""
    return _reading(outline.OUTLINE_PATH)[1]


def clause_spans(clause: Sequence[str]) -> tuple[Span, ...]:
    """Where a clause stands, a span a part; empty where it is not printed.

    A clause of several parts was cut by page breaks: its parts end one line and begin the next.
    """
    return _spans(tuple(part for part in clause if part), outline.OUTLINE_PATH)


@lru_cache(maxsize=2000)
def _spans(parts: tuple[str, ...], path: Path) -> tuple[Span, ...]:
    lines = list(_reading(path)[1].items())
    for position in range(len(lines) - len(parts) + 1 if parts else 0):
        spans = []
        for offset, part in enumerate(parts):
            number, text = lines[position + offset]
            start = 0 if offset else text.rfind(part) if len(parts) > 1 else text.find(part)
            whole = text.startswith(part, start) and (offset == len(parts) - 1 or start + len(part) == len(text))
            if start < 0 or not whole:
                break
            spans.append(Span(number, start, start + len(part)))
        else:
            return tuple(spans)
    return ()
