"""Words on paper: real, selectable text; a halo is an outline under it."""

import re
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.figure import Figure

from layers.paper.fonts import CJK_INK_CENTRE, drawable, width_pt
from layers.paper.letters.words import Align, Words

CHINESE = re.compile("[\u2e80-\u9fff]")
STRAIGHT_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""the typeface draws bent quotes as wide as a Chinese character, which tears Latin words apart"""
LINE_HEIGHT = 1.3
"""in type sizes"""
SMALLEST_SHARE = 0.66
"""of the type's size, for words that would not fit"""
ROUNDING_PT = 1e-6
"""what type made to fit exactly may be wider than its room"""
ELLIPSIS = "…"
CLOSING = "，。；：、！？）》」』”’,.;:!?)]}%–—-"
"""never at the beginning of a line"""
OPENING = "（《「『“‘([{"
"""never at the end of a line"""
OVERHANG = 1.15
"""how much wider than its room a line may be for a closing sign's sake"""
KEPT_TOGETHER = re.compile("（[^（）]{1,5}）")
"""a short remark in brackets, such as （示意）, is never broken"""


@dataclass(frozen=True, slots=True)
class Hand:
    """How words are written."""

    size_pt: float
    color: str
    bold: bool = False
    halo: str | None = None
    halo_pt: float = 1.6
    """how far the halo reaches beyond the letters"""
    align: Align = "left"
    """of where they are written"""
    zorder: float = 10.0
    rotation_deg: float = 0.0
    """counter-clockwise, around the point where they are written"""
    only_halo: bool = False
    """which lies under the words of others"""


def write(target: Any, x: float, y: float, words: str, hand: Hand) -> Words:
    """One line of words with its baseline at x, y in the units of target (Axes: data; Figure: shares of it).

    Returns the words.

    Signs that matplotlib would read as formulae are written as they stand.
    """
    words = drawable(words)
    words = words if CHINESE.search(words) else words.translate(STRAIGHT_QUOTES)
    made = Words(
        x, y, words, size_pt=hand.size_pt, bold=hand.bold, color=hand.color, halo=hand.halo, halo_pt=hand.halo_pt,
        only_halo=hand.only_halo, align=hand.align, zorder=hand.zorder, rotation_deg=hand.rotation_deg,
    )  # fmt: skip
    if isinstance(target, Figure):
        made.set_figure(target)
        made.set_transform(target.transFigure)
        target.texts.append(made)
    else:
        target.add_artist(made)
    return made


def baseline_below(centre_y: float, size: float) -> float:
    """The baseline of a line of type whose middle is at centre_y; size in the units of y, upwards."""
    return centre_y - CJK_INK_CENTRE * size


def shortened(words: str, size_pt: float, room_pt: float, *, bold: bool = False) -> str:
    """Words cut with an ellipsis where they would be wider than room_pt."""
    if width_pt(words, size_pt, bold=bold) <= room_pt:
        return words
    while words and width_pt(words + ELLIPSIS, size_pt, bold=bold) > room_pt:
        words = words[:-1]
    return words.rstrip() + ELLIPSIS


def fitted(words: str, hand: Hand, room_pt: float) -> tuple[str, Hand]:
    """Words and a hand for them in one line of room_pt: smaller type where they are too wide, at last cut."""
    share = min(1.0, max(SMALLEST_SHARE, room_pt / max(width_pt(words, hand.size_pt, bold=hand.bold), 1.0)))
    smaller = replace(hand, size_pt=hand.size_pt * share)
    return shortened(words, smaller.size_pt, room_pt + ROUNDING_PT, bold=hand.bold), smaller


def wrapped(words: str, size_pt: float, room_pt: float, *, cut_words: bool = True, bold: bool = False) -> list[str]:
    """Words in lines of room_pt: Chinese breaks anywhere but before closing signs, Latin at spaces and dashes.

    A single word that is wider is cut, or, where cut_words is false, left as it is.
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width_pt((line + piece).rstrip(), size_pt, bold=bold) > room_pt:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
            while cut_words and width_pt(line, size_pt, bold=bold) > room_pt * OVERHANG and len(line) > 1:
                kept = _longest(line, size_pt, room_pt, bold)
                lines.append(line[:kept])
                line = line[kept:]
        lines.append(line.rstrip())
    return lines


def _longest(line: str, size_pt: float, room_pt: float, bold: bool) -> int:
    count = 1
    while count < len(line) and width_pt(line[: count + 1], size_pt, bold=bold) <= room_pt:
        count += 1
    return count


def _pieces(paragraph: str) -> list[str]:
    """A paragraph in pieces between which a line may break: Chinese characters, Latin words with what follows them."""
    pieces: list[str] = []
    joined = False
    position = 0
    while position < len(paragraph):
        remark = KEPT_TOGETHER.match(paragraph, position)
        kept = remark[0] if remark else ""
        piece = kept or paragraph[position]
        latin = ord(piece[0]) < 0x2E80 and not kept
        if pieces and ((latin and joined) or pieces[-1] in OPENING or piece in CLOSING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        joined = latin and piece not in " –-"
        position += len(piece)
    return pieces


def balanced(words: str, size_pt: float, *, room_pt: float, most: int, bold: bool = False) -> list[str]:
    """Words in as few lines as room_pt asks for, at most `most`, of about the same width."""
    total = width_pt(words, size_pt, bold=bold)
    rows = wrapped(words, size_pt, room_pt, bold=bold)
    count = min(len(rows), most)
    for step in range(12):
        tried = wrapped(words, size_pt, total / count * (1.0 + 0.08 * step), cut_words=False, bold=bold)
        if len(tried) <= count:
            return tried
    return rows
