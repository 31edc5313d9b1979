"""Questions put to the plan: filters that combine, search by name, wording and pinyin, totals.

The browser asks the same questions by web/state/store.js and web/state/search.js; tests/browser holds the two against
each other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, get_type_hints

from geo.model import Item

MAX_TEXT_BYTES = 150
"""longest search text in UTF-8; more is cut"""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
LETTERS = re.compile(r"[a-z0-9']+")

Values = frozenset[str]
NONE: Values = frozenset()
Standings = Callable[[], Mapping[str, Any]]
"""gives what the ledger says of every item on a day, by id: geo.progress.standing.Standing"""
NO_DISTRICT = "none"
"""stands for the districts of an item that names none, or means the whole city"""


def clean_text(value: str) -> str:
    """A search text without control characters, trimmed, at most MAX_TEXT_BYTES long in UTF-8; never raises."""
    plain = SURROGATE.sub("", CONTROL.sub(" ", value[: MAX_TEXT_BYTES * 2])).strip()
    return plain.encode()[:MAX_TEXT_BYTES].decode(errors="ignore").strip()


@dataclass(frozen=True, slots=True)
class Facet:
    """A field that items are filtered by: all that link, filter, figures and the browser know of it."""

    name: str
    """of the field in `Filter`, in briefings and in wording"""
    parameter: str
    """in links"""
    field: str
    """of Item"""
    none: str
    """stands for the value of an item that has none"""
    ledger: bool = False
    """whether it asks what the ledger of progress says of the item on a day, and not the item"""

    def values(self, item: Item, standing: Any = None) -> tuple[str, ...]:
        """The values that an item has, one at least; standing: what a field of the ledger asks, without it none."""
        asked = standing if self.ledger else item
        if asked is None:
            return ()
        value = getattr(asked, self.field)
        if isinstance(value, tuple):
            return value or (self.none,)
        return (self.none if value is None else str(value),)


class By(NamedTuple):
    """What stands beside a field of Filter: see Facet."""

    parameter: str
    field: str
    none: str = "null"
    ledger: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items to let through: within a field any of the values, between fields all of them. Empty lets all through.

    A field more is a line more here, and its heading `filter.<name>` in layers/wording/.
    """

    theme: Annotated[Values, By("theme", "theme")] = NONE
    category: Annotated[Values, By("cat", "category")] = NONE
    stage: Annotated[Values, By("stage", "stage")] = NONE
    state: Annotated[Values, By("state", "state", ledger=True)] = NONE
    """what became of it by the view's day: one of geo.progress.model.STATES"""
    promise: Annotated[Values, By("promise", "promise", ledger=True)] = NONE
    """one of geo.progress.model.PROMISES"""
    slipped: Annotated[Values, By("slip", "slipped", ledger=True)] = NONE
    """yes | no"""
    opened: Annotated[Values, By("opened", "opened", "none", ledger=True)] = NONE
    """the year since which it is open or complete, "undated" or "none\""""
    district: Annotated[Values, By("dist", "districts", NO_DISTRICT)] = NONE
    """ids of units, or NO_DISTRICT"""
    plan_column: Annotated[Values, By("col", "plan_column")] = NONE
    """"4", "5", "11", or "null" for running text"""
    precision: Annotated[Values, By("prec", "precision")] = NONE
    kind: Annotated[Values, By("kind", "located")] = NONE
    """point | line | area | citywide"""
    text: str = ""
    """free text: name, alias, English name, clause, note, id or pinyin"""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))

    def __bool__(self) -> bool:
        """True where it holds anything back."""
        return any(getattr(self, field.name) for field in fields(self))


FACETS = {
    name: Facet(name, *by)
    for name, hint in get_type_hints(Filter, include_extras=True).items()
    for by in getattr(hint, "__metadata__", ())
}
"""by name, in the order of filters and links"""


def matching(items: Iterable[Item], conditions: Filter, standings: Standings | None = None) -> list[Item]:
    """Items that conditions let through, in the order given; items without a place count like any other.

    standings: asked only where conditions have a field of the ledger; without it such a filter is a ValueError.
    """
    active = [(facet, getattr(conditions, name)) for name, facet in FACETS.items() if getattr(conditions, name)]
    known: Mapping[str, Any] = {}
    if any(facet.ledger for facet, _ in active):
        if standings is None:
            raise ValueError("a filter by progress: say what the ledger knows on the day, as found_items() does")
        known = standings()
    return [
        item
        for item in items
        if all(picked.intersection(facet.values(item, known.get(item.id))) for facet, picked in active)
        and finds(item, conditions.text)
    ]


def finds(item: Item, text: str) -> bool:
    """Whether text is in the item's words, or spells its name or an alias in pinyin (whole, cut short, or initials)."""
    query = clean_text(text).lower()
    if not query:
        return True
    words = "\n".join((item.name, item.name_en, item.id, *item.aliases, item.clause_text, item.note)).lower()
    return query in words or any(spells(syllables, query) for syllables in item_pinyin(item))


@lru_cache(maxsize=4096)
def syllables_of(name: str) -> tuple[str, ...]:
    """Pinyin of a name, a syllable each, without tones; letters and digits of the name stay, signs go."""
    # Its dictionary takes a while, which few need.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return tuple(part for raw in lazy_pinyin(name) for part in LETTERS.findall(raw.lower()))


def item_pinyin(item: Item) -> list[tuple[str, ...]]:
    """Syllables of an item's name and of each alias."""
    return [syllables for name in (item.name, *item.aliases) if (syllables := syllables_of(name))]


def spells(syllables: tuple[str, ...], typed: str) -> bool:
    """Whether typed (lower case) spells a run of syllables, each whole or by its beginning: `xili`, `xl`, `xilisn`."""
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
    """field of a Filter -> value -> count; of the fields that items answer"""
    by_theme_stage: Counter[tuple[str, str]]


def totals(items: Iterable[Item]) -> Totals:
    """Counts of items, those without a place included in every one."""
    rows = list(items)
    placed = sum(item.geometry is not None for item in rows)
    asked = {name: facet for name, facet in FACETS.items() if not facet.ledger}
    by = {name: Counter(value for item in rows for value in facet.values(item)) for name, facet in asked.items()}
    return Totals(len(rows), placed, len(rows) - placed, by, Counter((item.theme, item.stage) for item in rows))
