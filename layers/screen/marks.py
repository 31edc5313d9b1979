"""Where the plan's text speaks of an item: the clause it rests on, and its name, in full or as the plan shortens it.

Names lie inside clauses, small clauses inside large ones. What comes out is flat: for each line, runs of characters
that belong to the same names and the same innermost clause, in order, none overlapping another.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from geo.model import Item
from geo.outline.blocks import Kind, Span, clause_spans, reading_blocks, reading_lines

MIN_FREE_WORD = 3
"""characters that a name must have to be told outside its own clause"""
MAX_PIECES = 3
JOINTS = frozenset("、，和及与")
UNMARKED_KINDS: tuple[Kind, ...] = ("title", "part", "chapter", "section", "plan_column", "row")

Ids = tuple[str, ...]
Claims = dict[tuple[Span, ...], list[str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of characters of one line and what it speaks of."""

    span: Span
    names: Ids
    """items that are named here"""
    clause: Ids
    """items whose governing clause this is: those of the smallest clause round it"""


@dataclass(slots=True)
class _Page:
    """One line while it is being marked: for each character the items named there, and those whose clause it is."""

    names: list[Ids]
    clause: list[Ids]


class _Passage:
    """Spans of lines read as one text, and back from places in that text to the lines."""

    def __init__(self, spans: Sequence[Span], gap: str = "") -> None:
        self.spans = spans
        self.text = gap.join(reading_lines()[span.line][span.start : span.end] for span in spans)
        self.starts = [0]
        for span in spans[:-1]:
            self.starts.append(self.starts[-1] + span.end - span.start + len(gap))

    def cut(self, start: int, end: int) -> tuple[Span, ...]:
        """Characters start to end of the text as spans of their lines."""
        found = []
        for index in range(bisect_right(self.starts, start) - 1, len(self.spans)):
            span, offset = self.spans[index], self.starts[index]
            if offset >= end:
                break
            found.append(Span(span.line, span.start + max(start - offset, 0), min(span.start + end - offset, span.end)))
        return tuple(span for span in found if span.start < span.end)


class _Marking:
    """The whole text while it is being marked."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = {item.id: item for item in items}
        self.clauses = _clauses(items)
        self.pages = {number: _Page([()] * len(text), [()] * len(text)) for number, text in reading_lines().items()}
        for passage, quoting in sorted(self.clauses, key=lambda entry: -len(entry[0].text)):
            ids = tuple(item.id for item in quoting)
            for span in passage.spans:
                self.pages[span.line].clause[span.start : span.end] = [ids] * (span.end - span.start)

    def claim(self, claims: Claims) -> None:
        """Give each run to its items: the longer name first, then the earlier one, never on characters taken."""
        for spans, ids in sorted(
            claims.items(), key=lambda entry: (-sum(span.end - span.start for span in entry[0]), entry[0])
        ):
            if not any(any(self.pages[span.line].names[span.start : span.end]) for span in spans):
                for span in spans:
                    self.pages[span.line].names[span.start : span.end] = [tuple(dict.fromkeys(ids))] * (
                        span.end - span.start
                    )

    def claim_pieces(self) -> None:
        """Names that a clause prints in pieces, as in 前海、岗厦北等综合交通枢纽: a piece belongs to all sharing it."""
        for passage, quoting in self.clauses:
            owners: list[list[str]] = [[] for _ in passage.text]
            for item in quoting:
                for start, end in [] if item.name in passage.text else _pieces_in_line(item.name, passage):
                    for position in range(start, end):
                        owners[position].append(item.id)
            for position in _readable(owners):
                span = passage.cut(position, position + 1)[0]
                names = self.pages[span.line].names
                names[span.start] = names[span.start] or tuple(owners[position])

    def meant(self, ids: Sequence[str], span: Span) -> list[str]:
        """Of items with the same name, those that the place speaks of: their clause or their district is there."""
        clauses = self.pages[span.line].clause
        around = [
            self.items[near] for near in clauses[span.start] or dict.fromkeys(near for ids in clauses for near in ids)
        ]
        own = [name for name in ids if self.items[name] in around]
        here = {district for item in around for district in item.districts}
        return own or [name for name in ids if here.intersection(self.items[name].districts)] or list(ids)

    def marks(self) -> Iterator[Mark]:
        """Runs of equal characters, line by line."""
        for number, page in sorted(self.pages.items()):
            start = 0
            for end in range(1, len(page.names) + 1):
                if (
                    end < len(page.names)
                    and page.names[end] == page.names[start]
                    and page.clause[end] == page.clause[start]
                ):
                    continue
                if page.names[start] or page.clause[start]:
                    yield Mark(Span(number, start, end), page.names[start], page.clause[start])
                start = end


def plan_marks(items: Iterable[Item]) -> tuple[Mark, ...]:
    """All marks of the outline, by line and place. An item whose clause is not printed has names only."""
    marking = _Marking(list(items))
    marking.claim(_full_names(marking))
    marking.claim_pieces()
    marking.claim(_free_names(marking))
    return tuple(marking.marks())


def _clauses(items: Sequence[Item]) -> list[tuple[_Passage, list[Item]]]:
    """Every clause once, with all items that quote it."""
    found: dict[tuple[Span, ...], list[Item]] = defaultdict(list)
    for item in items:
        found[clause_spans(item.clause)].append(item)
    return [(_Passage(spans), quoting) for spans, quoting in found.items() if spans]


def _words(item: Item) -> list[str]:
    return [word for word in dict.fromkeys((item.name, *item.aliases)) if word]


def _find_all(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _full_names(marking: _Marking) -> Claims:
    """Names and aliases that an item's own clause prints in full."""
    claims: Claims = defaultdict(list)
    for passage, quoting in marking.clauses:
        for item in quoting:
            for word in _words(item):
                for start in _find_all(passage.text, word):
                    claims[passage.cut(start, start + len(word))].append(item.id)
    return claims


def _free_names(marking: _Marking) -> Claims:
    """Names and aliases anywhere in the text; not those so short or so general that they may mean something else."""
    owners: dict[str, list[str]] = defaultdict(list)
    for item in marking.items.values():
        for word in _words(item):
            owners[word].append(item.id)
    claims: Claims = defaultdict(list)
    blocks = [block for block in reading_blocks() if block.kind not in UNMARKED_KINDS]
    # Read in one go, a sentence cut by a page in one piece.
    lines = [Span(line.number, 0, len(line.text)) for block in blocks for line in block.lines]
    passage = _Passage(lines)
    for word, ids in owners.items():
        if len(word) < MIN_FREE_WORD or _is_general(word, owners):
            continue
        for start in _find_all(passage.text, word):
            spans = passage.cut(start, start + len(word))
            claims[spans] += marking.meant(ids, spans[0])
    return claims


def _is_general(word: str, owners: dict[str, list[str]]) -> bool:
    """Whether names of other items end in word: 中心区 says nothing outside its clause."""
    return any(
        other != word and other.endswith(word) and set(owners[other]).isdisjoint(owners[word]) for other in owners
    )


def _readable(owners: Sequence[Sequence[str]]) -> Iterator[int]:
    """Places that belong to a piece; a lone character counts only beside another piece, as in 东西部港区."""
    for position, ids in enumerate(owners):
        before, after = position > 0 and owners[position - 1], position + 1 < len(owners) and owners[position + 1]
        if ids and (before or after):
            yield position


def _pieces_in_line(name: str, passage: _Passage) -> list[tuple[int, int]]:
    """Pieces of name in a clause; where its first words stand before the clause (推动五期工程), those in the clause."""
    pieces = name_pieces(name, passage.text)
    if pieces:
        return pieces
    first = passage.spans[0]
    before = first.start
    pieces = name_pieces(name, reading_lines()[first.line][:before] + passage.text)
    return [(start - before, end - before) for start, end in pieces if start >= before]


def name_pieces(name: str, text: str) -> list[tuple[int, int]]:
    """name as runs of text that follow each other, as few as can be; empty where more than MAX_PIECES are needed.

    Of several readings the one that ends first is meant, then the one whose runs meet the words that join them
    (二期和三期工程), then the one with the longest last run (四期及四期调整工程).
    """

    def order(runs: list[tuple[int, int]]) -> tuple[int, int, int, int]:
        met = sum(text[end : end + 1] in JOINTS for _, end in runs[:-1]) + sum(
            text[start - 1] in JOINTS for start, _ in runs[1:]
        )
        return runs[-1][1], -met, runs[-1][0], -runs[0][1]

    for most in range(1, MAX_PIECES + 1):
        found = list(_pieces(name, text, 0, most))
        if found:
            return min(found, key=order)
    return []


def _pieces(name: str, text: str, start: int, most: int) -> Iterator[list[tuple[int, int]]]:
    """Readings of name in exactly `most` runs from start on."""
    if most == 1:
        found = text.find(name, start)
        if found >= 0:
            yield [(found, found + len(name))]
        return
    for length in range(1, len(name)):
        found = text.find(name[:length], start)
        if found < 0:
            return
        for rest in _pieces(name[length:], text, found + length, most - 1):
            yield [(found, found + length), *rest]
