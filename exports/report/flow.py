"""Pieces of a document in pages: none cut, heads of tables repeated, no heading alone at a page's end. In points."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from exports.sheet.furniture import Page

Draw = Callable[[Page, float], None]
"""draws a piece from its upper edge down"""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Something that stands on one page."""

    height: float
    draw: Draw
    keep: bool = False
    """stays with the next piece"""
    heads: tuple["Piece", ...] = ()
    """what is drawn above it where it begins a page"""
    breaks: bool = False
    """begins a page"""
    mark: int | None = None
    """number of the section that begins with it"""


@dataclass(slots=True)
class Leaf:
    """A page, not yet drawn: pieces with their upper edges, counted down from the top of the room."""

    pieces: list[tuple[float, Piece]] = field(default_factory=list)
    used: float = 0.0

    def add(self, piece: Piece) -> None:
        """Put a piece under the others."""
        self.pieces.append((self.used, piece))
        self.used += piece.height


def paginate(pieces: Sequence[Piece], room: float) -> list[Leaf]:
    """Pieces in pages, in order; what is higher than a page stands on one of its own."""
    leaves = [Leaf()]
    for position, piece in enumerate(pieces):
        leaf = leaves[-1]
        needed = sum(each.height for each in _chain(pieces, position))
        if leaf.pieces and (piece.breaks or leaf.used + needed > room):
            leaf = Leaf()
            leaves.append(leaf)
            for head in piece.heads:
                leaf.add(head)
        leaf.add(piece)
    return leaves


def _chain(pieces: Sequence[Piece], position: int) -> Iterator[Piece]:
    """A piece and those that must stay with it."""
    for piece in pieces[position:]:
        yield piece
        if not piece.keep:
            return


def pages_of_marks(leaves: Sequence[Leaf]) -> dict[int, int]:
    """Number of a section -> its page, from 1."""
    return {
        piece.mark: number
        for number, leaf in enumerate(leaves, start=1)
        for _, piece in leaf.pieces
        if piece.mark is not None
    }
