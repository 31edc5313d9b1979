"""The outline as printed: lines, page breaks, and which characters the items quote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.facts import facts
from geo.files.strict import RefusedError, clean, read_text
from geo.folder import DATA
from geo.messages import Both, Breach

OUTLINE_FILE = "data/outline/outline.txt"
OUTLINE_PATH = DATA / "outline" / "outline.txt"

HEADING = re.compile(r"^- \*\*(.+?)\*\*[:：]?\s*")
IGNORED = re.compile(r"[\W_]+")
"""Punctuation and space need not be quoted."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of printed characters that no item quotes."""

    line: int
    """1-based line of data/outline/outline.txt"""
    text: str


@cache
def _read(path: Path) -> tuple[tuple[str, ...], Breach | None]:
    try:
        lines = tuple(clean(line) for line in read_text(path).splitlines())
    except RefusedError as refused:
        return (), refused.breach(OUTLINE_FILE)
    if not any(line.strip() for line in lines):
        return (), Breach(OUTLINE_FILE, "", "file-not-outline", {"detail": Both("空", "empty")})
    return lines, None


def outline_lines() -> tuple[str, ...]:
    """The outline's lines as printed, without line ends; none where the file cannot be read, see `outline_breach`."""
    return _read(OUTLINE_PATH)[0]


def outline_breach() -> Breach | None:
    """What keeps the outline from being read."""
    return _read(OUTLINE_PATH)[1]


def line_of(quoted: str) -> int | None:
    """1-based number of the first line that holds quoted; None where no line does."""
    for number, line in enumerate(outline_lines(), start=1):
        if quoted in line:
            return number
    return None


def _heading_length(line: str) -> int:
    match = HEADING.match(line)
    return match.end() if match else 0


def _places(line: str, part: str, *, at_start: bool, at_end: bool) -> Iterator[int]:
    """Where part stands in line; a part cut by a page break stands at that end of its line only."""
    start = line.find(part)
    while part and start >= 0:
        if (not at_start or start == 0) and (not at_end or start + len(part) == len(line)):
            yield start
        start = line.find(part, start + 1)


def coverage_gaps(clauses: Iterable[tuple[str, ...]]) -> list[Gap]:
    """Characters of the lines that must be covered, headings and punctuation aside, that no clause quotes."""
    quoted = {
        (part, position > 0, position < len(clause) - 1) for clause in clauses for position, part in enumerate(clause)
    }
    gaps = []
    for first, last in facts().covered:
        for number, line in enumerate(outline_lines()[first - 1 : last], start=first):
            rest = list(line)
            rest[: _heading_length(line)] = "\n" * _heading_length(line)
            for part, at_start, at_end in quoted:
                for start in _places(line, part, at_start=at_start, at_end=at_end):
                    rest[start : start + len(part)] = "\n" * len(part)
            gaps += [Gap(number, run.strip()) for run in "".join(rest).split("\n") if IGNORED.sub("", run)]
    return gaps
