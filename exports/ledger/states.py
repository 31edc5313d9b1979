"""What became of the items on a day, in the words of products: state, since when, as of when, how well supported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from exports.context import Context
from geo.edits.present import present_folder
from geo.facts import facts
from geo.model import Item
from geo.progress import Ledger
from geo.progress.model import Event, ItemState, State
from geo.progress.standing import ledger_of
from geo.sources import load_sources
from layers.text import Language, text

MONTH = len("2026-02")
"""characters of a date up to its month"""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where something was read: a source of the ledger, or of the plan's own register."""

    id: str
    publisher: str
    title: str
    url: str
    published: str
    licence: str


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The ledger on a day, in a language."""

    ledger: Ledger
    day: date
    language: Language
    known: dict[str, ItemState] = field(default_factory=dict, repr=False)
    """what was asked already: the rule is followed once an item"""

    def of(self, item: Item) -> ItemState:
        """An item's state on the day."""
        if item.id not in self.known:
            self.known[item.id] = self.ledger.state(item.id, self.day)
        return self.known[item.id]

    def events(self, item: Item) -> Sequence[Event]:
        """What is known of it by the day, and every search: the earliest first."""
        return [
            event for event in self.ledger.of(item.id) if event.certain_from <= self.day or event.event == "looked_for"
        ]

    def told(self, item: Item) -> bool:
        """Whether anything can be said of it: it is followed, or something is known."""
        return item.theme in facts().followed or bool(self.ledger.of(item.id)) or self.of(item).state.name != "unknown"

    def code(self, item: Item) -> str:
        """The state as the data write it; "" where nobody follows the item."""
        return self.of(item).state.name if self.told(item) else ""

    def name(self, item: Item) -> str:
        """The state in words, with how many of its parts are done: 部分开通（9/10）."""
        if not self.told(item):
            return ""
        state = self.of(item).state
        words = text(f"state.{state.name}", self.language)
        return text("states.of", self.language, state=words, done=state.done, of=state.of) if state.of else words

    def since(self, item: Item) -> str:
        """When the state began, as the sources have it; "" where none dates it."""
        return written(self.of(item).state.since)

    def as_of(self, item: Item) -> str:
        """Publication of the newest evidence; "" where there is none."""
        return written(self.of(item).state.as_of)

    def newest(self, item: Item) -> str:
        """How old the evidence is, in words: as of, searched on, or none; marked where it is stale."""
        state = self.of(item).state
        if state.as_of is None:
            return self._searched(state)
        return text("states.stale", self.language, date=state.as_of) if state.stale else str(state.as_of)

    def _searched(self, state: State) -> str:
        return text("states.searched", self.language, date=state.looked_for) if state.looked_for else "–"

    def confidence(self, item: Item) -> str:
        """How well the state is supported, in words; "" without evidence."""
        found = self.of(item).state.confidence
        return text(f"states.{found}", self.language) if found else ""

    def brief(self, item: Item) -> str:
        """State and month of the newest evidence, where there is little room: 在建 2026-02."""
        return f"{self.name(item)} {self.as_of(item)[:MONTH]}".strip()

    def short(self, item: Item) -> str:
        """State and as of in one piece: 在建（截至 2026-02-09）; "" where nobody follows the item."""
        if not self.told(item):
            return ""
        as_of = self.as_of(item)
        return text("states.short", self.language, state=self.name(item), date=as_of) if as_of else self.name(item)


def written(moment: object | None) -> str:
    """A date of the ledger as it is written, "" for none."""
    return "" if moment is None else str(moment)


def states_of(context: Context, *, day: date | None = None) -> States:
    """What became of a context's items by a day: where none is given the view's, else today."""
    return States(ledger_of(context.plan), day or context.view.day or date.today(), context.language)


def references(ledger: Ledger, named: Iterable[str]) -> list[Reference]:
    """The sources of these ids in the order given; an id that no register has stands for itself."""
    register = load_sources(present_folder())[0]
    found = []
    for name in named:
        if own := ledger.sources.get(name):
            found.append(Reference(name, own.publisher, own.title, own.url, str(own.published), own.licence))
        elif other := register.get(name):
            found.append(Reference(name, "", other.title, "", other.date, other.licence))
        else:
            found.append(Reference(name, "", name, "", "", ""))
    return found
