"""The works one by one: by theme, those that slipped, those on which sources differ, those looked for in vain."""

from collections.abc import Iterator

from exports.report.model import Block, Paragraph, Section, Table
from exports.report.overall import picture
from exports.report.scope import Scope
from geo.model import Item
from geo.progress.claims import overruled
from geo.progress.model import FACTS, UNTOLD, Event, Slip
from geo.progress.words import is_search
from layers.progress.counts import states_present
from layers.progress.document import newest_source
from layers.style.catalogue import Theme

GOALS = ("start", "open")


def by_theme(scope: Scope) -> Iterator[Section]:
    """A heading for all themes, then one a theme with its map and its table."""
    if scope.theme is None:
        yield Section(scope.word("report.themes"), ())
    for theme in scope.themes():
        yield _theme(scope, theme)


def _theme(scope: Scope, theme: Theme) -> Section:
    items = scope.of_theme(theme)
    name, counts = getattr(theme, scope.language), scope.counts(items)
    states = scope.listed(
        scope.word("report.state.count", state=scope.word(f"state.{state}"), count=counts.by_state[state])
        for state in states_present(counts)
    )
    words = scope.word("report.theme.words", name=name, count=counts.all, states=states, slipped=counts.slipped)
    blocks: list[Block] = [Paragraph(words)]
    blocks += picture(scope, "report.map.theme", theme=theme)
    header = tuple(
        scope.word(key)
        for key in (
            "report.work", "report.promise", "states.head", "states.head.since", "states.head.asOf",
            "states.head.confidence", "report.source",
        )
    )  # fmt: skip
    rows = tuple(_row(scope, item) for item in items)
    caption = scope.word("report.table.works", name=name, count=len(items))
    blocks.append(Table(caption, header, rows, (0.27, 0.1, 0.16, 0.11, 0.14, 0.11, 0.11)))
    return Section(name, tuple(blocks), level=1 if scope.theme else 2)


def _row(scope: Scope, item: Item) -> tuple[str, ...]:
    return (
        scope.item_name(item),
        getattr(scope.context.catalogue.stages[item.stage], scope.language),
        scope.states.name(item),
        scope.states.since(item) or "–",
        scope.states.newest(item),
        scope.states.confidence(item) or "–",
        scope.citations.marks(_sources(scope, item)) or "–",
    )


def _sources(scope: Scope, item: Item) -> Iterator[str]:
    """What an item's state rests on: what dates it, and the newest evidence; else what was searched, or its parts'."""
    state, events = scope.known[item.id].state, scope.states.events(item)
    yield next((event.source for event in events if event.event in FACTS and event.on == state.since), "")
    newest = newest_source(state, events, scope.day)
    yield newest
    if not newest and state.as_of is None:
        yield next((event.source for event in reversed(events) if is_search(event)), "")
    elif not newest:
        for child in scope.context.plan.children(item.id):
            found = scope.states.of(child).state
            if found.as_of == state.as_of:
                yield newest_source(found, scope.states.events(child), scope.day)


def slipped(scope: Scope) -> Section:
    """What was announced for a year and did not come in it, the most often put off first."""
    items = [item for item in scope.items if scope.known[item.id].state.slips]
    items.sort(key=lambda item: -len(scope.known[item.id].state.slips))
    title = scope.word("report.slipped")
    if not items:
        return Section(title, (Paragraph(scope.word("report.slipped.none")),))
    rows = tuple(
        (
            scope.item_name(item),
            _slips(scope, scope.known[item.id].state.slips),
            scope.states.name(item),
            scope.states.newest(item),
            scope.citations.marks(_announced(scope, item)),
        )
        for item in items
    )
    keys = ("report.work", "report.announced", "report.now", "states.head.asOf", "report.source")
    caption = scope.word("report.table.slipped", count=len(items))
    table = Table(caption, tuple(map(scope.word, keys)), rows, (0.27, 0.33, 0.15, 0.14, 0.11))
    return Section(title, (Paragraph(scope.word("report.slipped.words", count=len(items))), table))


def _slips(scope: Scope, slips: tuple[Slip, ...]) -> str:
    """开工 2022、2023；建成（北段）2025."""
    found: dict[tuple[str, str], list[str]] = {}
    for slip in sorted(slips, key=lambda slip: (GOALS.index(slip.goal), slip.part, slip.year)):
        found.setdefault((slip.goal, slip.part), []).append(str(slip.year))
    parts = [
        scope.word(
            "report.slip.part" if part else "report.slip.whole",
            goal=scope.word(f"report.goal.{goal}"), part=part, years=scope.listed(years),
        )
        for (goal, part), years in found.items()
    ]  # fmt: skip
    return ("；" if scope.language == "zh" else "; ").join(parts)


def _announced(scope: Scope, item: Item) -> Iterator[str]:
    ids = {slip.event for slip in scope.known[item.id].state.slips}
    return (event.source for event in scope.states.events(item) if event.id in ids)


def conflicts(scope: Scope) -> Section:
    """What sources say differently; the side that the rule believes first."""
    rows = []
    for item in scope.items:
        events = {event.id: event for event in scope.states.ledger.of(item.id)}
        for first, second in scope.known[item.id].state.conflicts:
            if first in events and second in events:
                taken = "first" if second in overruled(events.values()) else "both"
                said = (_said(scope, events[first]), _said(scope, events[second]))
                rows.append((scope.item_name(item), *said, scope.word(f"report.taken.{taken}")))
    title = scope.word("report.conflicts")
    if not rows:
        return Section(title, (Paragraph(scope.word("report.conflicts.none")),))
    header = tuple(
        map(scope.word, ("report.work", "report.conflict.first", "report.conflict.second", "report.conflict.taken"))
    )
    caption = scope.word("report.table.conflicts", count=len(rows))
    words = Paragraph(scope.word("report.conflicts.words", count=len(rows)))
    return Section(title, (words, Table(caption, header, tuple(rows), (0.2, 0.35, 0.35, 0.1))))


def _said(scope: Scope, event: Event) -> str:
    says = event.says if scope.language == "zh" else event.says_en
    part = scope.word("report.said.part", part=event.part) if event.part else ""
    return f"{event.on} {part}{says}{scope.citations.marks([event.source])}"


def not_found(scope: Scope) -> Section:
    """Of what no beginning was found: what was searched, and when."""
    rows = []
    for item in scope.items:
        if scope.known[item.id].state.name not in UNTOLD:
            continue
        searches = [event for event in scope.states.events(item) if is_search(event)]
        gap = "report.parts" if scope.states.ledger.parts_of(item.id) else "report.never"
        says = "\n".join(_search(scope, event) for event in searches) or scope.word(gap)
        stage = getattr(scope.context.catalogue.stages[item.stage], scope.language)
        rows.append((scope.item_name(item), stage, scope.states.name(item), says))
    title = scope.word("report.notFound")
    if not rows:
        return Section(title, (Paragraph(scope.word("report.notFound.none")),))
    header = tuple(map(scope.word, ("report.work", "report.promise", "states.head", "report.searched")))
    caption = scope.word("report.table.notFound", count=len(rows))
    words = Paragraph(scope.word("report.notFound.words", count=len(rows)))
    return Section(title, (words, Table(caption, header, tuple(rows), (0.26, 0.08, 0.14, 0.52))))


def _search(scope: Scope, event: Event) -> str:
    says = event.says if scope.language == "zh" else event.says_en
    return scope.word("report.search", date=event.on, says=says)
