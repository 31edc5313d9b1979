"""Two wordings beside each other as HTML in which the words that are other are marked; all of it stays words."""

import re
from difflib import SequenceMatcher
from html import escape

from ui.plain import INVISIBLE

TOKENS = re.compile(r"[A-Za-z0-9_.]+|\s+|.", re.DOTALL)
MOST_TOKENS = 600
"""longer wordings are compared as a whole"""
ALIKE = 0.3
"""less than this in common, and marks would be a patchwork"""
MOST_LETTERS = 1200


def marked(before: str, after: str) -> tuple[str, str]:
    """Both with `del` and `ins` around what is other."""
    one, other = (TOKENS.findall(shown(words)) for words in (before, after))
    if max(len(one), len(other)) > MOST_TOKENS:
        return _whole("del", one), _whole("ins", other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole("del", one), _whole("ins", other)
    left, right = "", ""
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        same = kind == "equal"
        left += _part("" if same else "del", one[i1:i2])
        right += _part("" if same else "ins", other[j1:j2])
    return left, right


def shown(words: str) -> str:
    """Without what turns the direction of all that follows, and no longer than one reads."""
    kept = "\n".join(INVISIBLE.sub("", line) for line in words.splitlines())
    return kept if len(kept) <= MOST_LETTERS else f"{kept[:MOST_LETTERS]} …"


def _part(name: str, tokens: list[str]) -> str:
    words = escape("".join(tokens))
    return f"<{name}>{words}</{name}>" if name and words else words


def _whole(name: str, tokens: list[str]) -> str:
    """What is other as a whole needs no line through all of it, which nobody could read."""
    return f'<{name} class="whole">{escape("".join(tokens))}</{name}>'
