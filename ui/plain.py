"""Words that stay words on Streamlit's pages, whose texts and labels are all Markdown.

Whatever comes from a file, a link or a user goes through `plain`, or as a value of `said` into wording.
tests/ui/test_plain.py holds every page to it.
"""

import re
from string import punctuation

from layers.text import Language, text

# Controls, marks that turn the direction of all that follows, and halves of characters.
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What means something anywhere, and what means something where a line begins: lists, headings, rules, quotes.
SIGNS = re.compile(rf"[\\`*_{{}}\[\]()<>!|~$:^&#]|^[{re.escape(punctuation)}]")
NUMBERED = re.compile(r"^(\d+)\.")
WORD_JOINER = "\u2060"
# Addresses, emoji, icons and arrows are looked for in the finished text once more, where a backslash is no longer seen:
# what they begin with is parted by a sign that has no width and lets no line break.
STARTS = re.compile(r":(?=[\w+/-])|@(?=\w)|\bwww(?=\.)|[-<~>](?=[->=])", re.IGNORECASE)


def plain(words: str) -> str:
    """Words as Markdown that shows them as they stand, with all their lines; marks without a width are left out."""
    lines = (INVISIBLE.sub("", line.replace("\t", " ")).strip() for line in words.splitlines())
    return "  \n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    parted = STARTS.sub(rf"\g<0>{WORD_JOINER}", line)
    return NUMBERED.sub(r"\1\\.", SIGNS.sub(r"\\\g<0>", parted))


def css_text(words: str) -> str:
    """Words as a CSS string with its quotes: none of them can end it, nor the element that the rule stands in."""
    return (
        '"'
        + "".join(letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):x} " for letter in words)
        + '"'
    )


def said(key: str, language: Language, **values: object) -> str:
    """Wording of key in language as Markdown, whose values stay words. Raises KeyError for an unknown key."""
    return text(
        key, language, **{name: plain(value) if isinstance(value, str) else value for name, value in values.items()}
    )
