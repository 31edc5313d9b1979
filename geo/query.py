"""Questions put to the plan: filters that combine, search by name, wording and pinyin, totals.

The browser asks the same questions by ui/map/store.js and ui/map/search.js; tests/browser holds the two against each other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from pypinyin import lazy_pinyin

from geo.plan import Item

MAX_TEXT_BYTES = 150
"""longest search text in UTF-8; more is cut"""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
LETTERS = re.compile(r"[a-z0-9']+")

Values = frozenset[str]
NONE: Values = frozenset()
NO_DISTRICT = "none"
"""stands for the districts of an item that names none, or means the whole city"""


def clean_text(value: str) -> str:
    """A search text without control characters, trimmed, at most MAX_TEXT_BYTES long in UTF-8; never raises."""
    plain = SURROGATE.sub("", CONTROL.sub(" ", value[: MAX_TEXT_BYTES * 2])).strip()
    return plain.encode()[:MAX_TEXT_BYTES].decode(errors="ignore").strip()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items to let through: within a field any of the values, between fields all of them. Empty lets all through."""

    theme: Values = NONE
    category: Values = NONE
    stage: Values = NONE
    district: Values = NONE
    """ids of units, or NO_DISTRICT"""
    column: Values = NONE
    """"4", "5", "11", or "null" for running text"""
    precision: Values = NONE
    kind: Values = NONE
    """point | line | area | citywide, as `Item.located`"""
    text: str = ""
    """free text: name, alias, English name, clause, note, id or pinyin"""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))

    def __bool__(self) -> bool:
        """True where it holds anything back."""
        return any(getattr(self, field.name) for field in fields(self))


VALUES: dict[str, Callable[[Item], tuple[str, ...]]] = {
    "theme": lambda item: (item.theme,),
    "category": lambda item: (item.category,),
    "stage": lambda item: (item.stage,),
    "district": lambda item: item.districts or (NO_DISTRICT,),
    "column": lambda item: ("null" if item.column is None else str(item.column),),
    "precision": lambda item: (item.precision,),
    "kind": lambda item: (item.located,),
}
"""The values an item has under each field of a Filter."""


def matching(items: Iterable[Item], wanted: Filter) -> list[Item]:
    """Items that wanted lets through, in the order given; items without a place count like any other."""
    active = [(values, getattr(wanted, name)) for name, values in VALUES.items() if getattr(wanted, name)]
    return [item for item in items if all(picked.intersection(values(item)) for values, picked in active) and finds(item, wanted.text)]


def finds(item: Item, text: str) -> bool:
    """Whether text is in the item's words, or spells its name or an alias in pinyin (whole, cut short, or initials)."""
    wanted = clean_text(text).lower()
    if not wanted:
        return True
    words = "\n".join((item.name, item.name_en, item.id, *item.aliases, item.clause_text, item.note)).lower()
    return wanted in words or any(spells(syllables, wanted) for syllables in item_pinyin(item))


@lru_cache(maxsize=4096)
def syllables_of(name: str) -> tuple[str, ...]:
    """Pinyin of a name, a syllable each, without tones; letters and digits of the name stay, signs go."""
    return tuple(part for raw in lazy_pinyin(name) for part in LETTERS.findall(raw.lower()))


def item_pinyin(item: Item) -> list[tuple[str, ...]]:
    """Syllables of an item's name and of each alias."""
    return [syllables for name in (item.name, *item.aliases) if (syllables := syllables_of(name))]


def spells(syllables: tuple[str, ...], typed: str) -> bool:
    """Whether typed (lower case) spells some run of syllables, each in full or by its beginning: `xili`, `xl`, `xilisn`."""
    letters = typed.replace(" ", "")
    if not letters.isascii() or not letters:
        return False
    return any(_spells_from(syllables, start, letters) for start in range(len(syllables)))


def _spells_from(syllables: tuple[str, ...], position: int, letters: str) -> bool:
    if not letters:
        return True
    if position >= len(syllables):
        return False
    syllable = syllables[position]
    common = 0
    while common < min(len(syllable), len(letters)) and syllable[common] == letters[common]:
        common += 1
    return any(_spells_from(syllables, position + 1, letters[taken:]) for taken in range(common, 0, -1))


@dataclass(frozen=True, slots=True)
class Totals:
    """How many items there are, by what; items of several districts count once in each."""

    all: int
    placed: int
    unplaced: int
    by: dict[str, Counter[str]]
    """field of a Filter -> value -> count"""
    by_theme_stage: Counter[tuple[str, str]]


def totals(items: Iterable[Item]) -> Totals:
    """Counts of items, those without a place included in every one."""
    rows = list(items)
    placed = sum(item.geometry is not None for item in rows)
    by = {name: Counter(value for item in rows for value in values(item)) for name, values in VALUES.items()}
    return Totals(len(rows), placed, len(rows) - placed, by, Counter((item.theme, item.stage) for item in rows))
