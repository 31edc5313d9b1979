"""The outline as printed: lines, page breaks, and which characters the items quote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTLINE_PATH = Path(__file__).resolve().parent.parent / "data" / "outline" / "outline.txt"

# 1-based line numbers, inclusive, of the texts that items must quote completely.
COVERED_LINES = {
    "第六章第一节": (475, 475),
    "专栏4": (479, 494),
    "第六章第一节（续）": (496, 502),
    "专栏5": (528, 537),
    "专栏11": (1052, 1054),
}
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
def outline_lines(path: Path = OUTLINE_PATH) -> tuple[str, ...]:
    """The outline's lines as printed, without line ends. Raises FileNotFoundError."""
    return tuple(path.read_text(encoding="utf-8").splitlines())


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
    """Characters of the covered lines, headings and punctuation aside, that no clause quotes."""
    quoted = {(part, position > 0, position < len(clause) - 1) for clause in clauses for position, part in enumerate(clause)}
    gaps = []
    for first, last in COVERED_LINES.values():
        for number in range(first, last + 1):
            line = outline_lines()[number - 1]
            rest = list(line)
            rest[: _heading_length(line)] = "\n" * _heading_length(line)
            for part, at_start, at_end in quoted:
                for start in _places(line, part, at_start=at_start, at_end=at_end):
                    rest[start : start + len(part)] = "\n" * len(part)
            gaps += [Gap(number, run.strip()) for run in "".join(rest).split("\n") if IGNORED.sub("", run)]
    return gaps
