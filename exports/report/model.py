"""A report as plain values: sections of words, tables and maps, which DOCX, PPTX and PDF lay out in their own ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from layers.text import Language
from layers.view.state import View


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words."""

    words: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Key figures: label and value."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; its number is the writer's."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    """widths of the columns, shares of the whole"""
    numeric: bool = False
    """numbers in all columns but the first: they align right"""
    sums: bool = False
    """the last row holds sums"""
    note: str = ""
    """what is to be known of it, for under it"""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A map with a caption; its number is the writer's."""

    caption: str
    view: View


Block = Paragraph | Points | Numbers | Table | Picture


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    """1 or 2"""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A whole report, computed."""

    title: str
    subtitle: str
    about: str
    """what it is and is not, for the foot of pages"""
    sections: tuple[Section, ...]
    language: Language
    values: Mapping[str, str] = field(default_factory=dict)
    """what stands in the gaps of an office's own words"""


def even_shares(columns: int, first: float) -> tuple[float, ...]:
    """The first column's share, the rest shared evenly."""
    return (first, *[(1 - first) / (columns - 1)] * (columns - 1))


def matrix_rows(rows: Sequence[tuple[str, Sequence[int]]], total: str) -> tuple[tuple[str, ...], ...]:
    """Rows of counts with their sums at the right and below; a dash for none."""
    sums = [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    return tuple(
        (name, *(str(count) if count else "–" for count in (*counts, sum(counts))))
        for name, counts in (*rows, (total, sums))
    )
