"""Words on paper: real, selectable text; halo and bold are outlines under it."""

from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.patheffects import Stroke
from matplotlib.text import Text

from layers.fonts import CJK_INK_CENTRE, font, width_pt

LINE_HEIGHT = 1.3
"""in type sizes"""
BOLD_STROKE = 0.045
"""width of the outline that makes a letter bold, in type sizes"""
ELLIPSIS = "…"
CLOSING = "，。；：、！？）》」』”’,.;:!?)]}%"
"""never at the beginning of a line"""


@dataclass(frozen=True, slots=True)
class Hand:
    """How words are written."""

    size_pt: float
    color: str
    bold: bool = False
    halo: str | None = None
    halo_pt: float = 1.6
    """how far the halo reaches beyond the letters"""
    align: str = "left"
    """left | center | right of where they are written"""
    zorder: float = 10.0


def write(target: Any, x: float, y: float, words: str, hand: Hand) -> Artist:
    """One line of words with its baseline at x, y in the units of target (Axes: data; Figure: shares of it). Returns the text.

    Signs that matplotlib would read as formulae are written as they stand.
    """
    options: dict[str, Any] = {"fontproperties": font(hand.size_pt), "ha": hand.align, "va": "baseline", "zorder": hand.zorder}
    options |= {"parse_math": False, "clip_on": False}
    outlines = [(hand.halo, 2 * hand.halo_pt)] if hand.halo else []
    if hand.bold:
        outlines.append((hand.color, BOLD_STROKE * hand.size_pt))
    for color, width in outlines:
        effect = Stroke(linewidth=width, foreground=color, joinstyle="round")
        target.text(x, y, words, color=color, path_effects=[effect], **options)
    result: Text = target.text(x, y, words, color=hand.color, **options)
    return result


def baseline_below(centre_y: float, size: float) -> float:
    """The baseline of a line of type whose middle is at centre_y; size in the units of y, upwards."""
    return centre_y - CJK_INK_CENTRE * size


def shortened(words: str, size_pt: float, room_pt: float) -> str:
    """Words cut with an ellipsis where they would be wider than room_pt."""
    if width_pt(words, size_pt) <= room_pt:
        return words
    while words and width_pt(words + ELLIPSIS, size_pt) > room_pt:
        words = words[:-1]
    return words.rstrip() + ELLIPSIS


def wrapped(words: str, size_pt: float, room_pt: float) -> list[str]:
    """Words in lines no wider than room_pt: Chinese breaks anywhere but before closing signs, Latin at spaces."""
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width_pt((line + piece).rstrip(), size_pt) > room_pt and piece[0] not in CLOSING:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
            while width_pt(line, size_pt) > room_pt * 1.15 and len(line) > 1:
                kept = _longest(line, size_pt, room_pt)
                lines.append(line[:kept])
                line = line[kept:]
        lines.append(line.rstrip())
    return lines


def _longest(line: str, size_pt: float, room_pt: float) -> int:
    count = 1
    while count < len(line) and width_pt(line[: count + 1], size_pt) <= room_pt:
        count += 1
    return count


def _pieces(paragraph: str) -> list[str]:
    """A paragraph in pieces between which a line may break: Chinese characters, and Latin words with the space after them."""
    pieces: list[str] = []
    joined = False
    for letter in paragraph:
        latin = ord(letter) < 0x2E80
        if pieces and latin and joined:
            pieces[-1] += letter
        else:
            pieces.append(letter)
        joined = latin and letter != " "
    return pieces
