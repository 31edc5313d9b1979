"""The whole at a glance: what was promised against what came, by theme, by district, by year, and on the map."""

from collections import Counter
from collections.abc import Iterator, Sequence

from exports.report.model import Block, Paragraph, Picture, Section, Table, even_shares, matrix_rows
from exports.report.scope import Scope
from geo.model import Item
from geo.progress.model import DONE
from layers.progress.counts import GROUPS, group_of, states_present
from layers.style.catalogue import Theme

MAPS = {
    "done": ("done", "part_open"),
    "under_way": ("building", "ongoing"),
    "ahead": ("ahead", "dropped", "not_found"),
}
"""each map -> the groups of states that it draws"""


def overall(scope: Scope) -> Section:
    """Matrices and maps of all that the report is of."""
    blocks: list[Block] = [_by_stage(scope)]
    if scope.theme is None:
        blocks.append(states_by_theme(scope))
    if scope.unit is None:
        blocks += _by_district(scope)
    blocks += _by_year(scope)
    blocks += _maps(scope)
    return Section(scope.word("report.overall"), tuple(blocks))


def _state_table(scope: Scope, caption: str, columns: Sequence[tuple[str, Sequence[Item]]]) -> Table:
    """A state a row, a group of items a column."""
    found = [Counter(scope.known[item.id].state.name for item in items) for _, items in columns]
    rows = [
        (scope.word(f"state.{state}"), [counts[state] for counts in found]) for state in states_present(scope.counts())
    ]
    header = (scope.word("states.head"), *(name for name, _ in columns), scope.word("report.sum"))
    return Table(
        scope.word(caption), header, matrix_rows(rows, scope.word("report.sum")), even_shares(len(header), 0.22),
        numeric=True, sums=True,
    )  # fmt: skip


def _by_stage(scope: Scope) -> Table:
    """What the plan's verb promised against the state."""
    stages = scope.context.catalogue.stages
    rows = [
        (getattr(stage, scope.language), own)
        for key, stage in stages.items()
        if (own := [item for item in scope.items if item.stage == key])
    ]
    return _state_table(scope, "report.table.stage", rows)


def states_by_theme(scope: Scope) -> Table:
    """A state a row, a theme a column."""
    rows = [(getattr(theme, scope.language), scope.of_theme(theme)) for theme in scope.themes()]
    return _state_table(scope, "report.table.theme", rows)


def _by_district(scope: Scope) -> Iterator[Block]:
    """Items of several districts count in each, so there are no sums below."""
    header = (
        scope.word("filter.district"),
        *(scope.word(f"report.group.{name}") for name in GROUPS),
        scope.word("report.sum"),
    )
    rows = []
    for unit in scope.context.plan.units:
        found = Counter(group_of(scope.known[item.id].state.name) for item in scope.items if unit.id in item.districts)
        if found:
            counts = [*(found[name] for name in GROUPS), found.total()]
            rows.append((scope.unit_name(unit), *(str(count) if count else "–" for count in counts)))
    if rows:
        shares = even_shares(len(header), 0.2)
        note = scope.word("report.districts.note")
        yield Table(scope.word("report.table.district"), header, tuple(rows), shares, numeric=True, note=note)


def _by_year(scope: Scope) -> Iterator[Block]:
    """In which year what is done became so."""
    done = [item for item in scope.items if scope.known[item.id].state.name in DONE]
    if not done:
        yield Paragraph(scope.word("report.years.none"))
        return
    year_of = {item.id: since.last.year if (since := scope.known[item.id].state.since) else None for item in done}
    first = min(filter(None, year_of.values()), default=scope.day.year)
    years: list[int | None] = list(range(first, scope.day.year + 1))
    if None in year_of.values():
        years.append(None)
    rows = []
    for theme in scope.themes():
        found = Counter(year_of[item.id] for item in done if item.theme == theme.id)
        if found:
            rows.append((getattr(theme, scope.language), [found[year] for year in years]))
    header = (
        scope.word("filter.theme"),
        *(scope.word("report.undated") if year is None else str(year) for year in years),
        scope.word("report.sum"),
    )
    yield Table(
        scope.word("report.table.years"), header, matrix_rows(rows, scope.word("report.sum")),
        even_shares(len(header), 0.24), numeric=True, sums=True,
    )  # fmt: skip


def _maps(scope: Scope) -> Iterator[Block]:
    for name, groups in MAPS.items():
        states = frozenset(state for group in groups for state in GROUPS[group])
        yield from picture(scope, f"report.map.{name}", states=states)


def picture(
    scope: Scope, key: str, *, states: frozenset[str] = frozenset(), theme: Theme | None = None
) -> Iterator[Picture]:
    """A map of some of the items in the colours of progress, with how many have a place; none where none has."""
    items = [
        item
        for item in scope.items
        if (not states or scope.known[item.id].state.name in states) and (theme is None or item.theme == theme.id)
    ]
    placed = sum(item.geometry is not None for item in items)
    if placed:
        name = "" if theme is None else getattr(theme, scope.language)
        where = scope.name if theme is None else scope.place
        words = scope.word(key, name=where, placed=placed, count=len(items), theme=name)
        yield Picture(words, scope.view_of(states, None if theme is None else theme.id))
