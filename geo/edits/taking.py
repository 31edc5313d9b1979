"""An accepted proposal into what is accepted, within the transaction that decides it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.check import read_source_ids
from geo.edits.accepted import EDIT, EVENT, AddedEvent, Edit, event_in
from geo.edits.bringing import Brought, Cells, Known, bring, carried_by, carried_for, carried_rows, named_in
from geo.edits.checking import SOURCES_NAME, checked_event, ledger_ids
from geo.edits.feature import feature_hash, find_feature
from geo.edits.proposal import Proposal, RulesError
from geo.messages import Breach
from geo.model import Plan
from geo.sources import SOURCES_FILE, load_sources
from geo.store.documents import Changes
from geo.store.errors import StoreError
from geo.store.model import Why


def take_in(changes: Changes, proposal: Proposal, plan: Plan, release: Path, *, reason: str) -> dict[str, Any]:
    """Make it part of the plan; gives what of its record is other by now: ids of new sources.

    plan: as whoever decides has read it, maybe a moment ago. Raises RulesError, StoreError.
    """
    changes.begin(EDIT)
    changes.begin(EVENT)
    if proposal.event is None:
        return _take_feature(changes, proposal, plan, release, reason)
    _take_event(changes, proposal, plan, release, reason)
    return {}


def _take_feature(changes: Changes, proposal: Proposal, plan: Plan, release: Path, reason: str) -> dict[str, Any]:
    assert proposal.after is not None
    kept = changes.find(EDIT, proposal.item)
    _, released = find_feature(release, proposal.item)
    present = json.loads(kept.content)["feature"] if kept and kept.deleted_at is None else released
    if feature_hash(present) != proposal.base:
        raise StoreError("edit-stale", value=name_of(proposal.item, plan))
    if feature_hash(proposal.after) == feature_hash(released):
        # As the release has it again.
        if kept is not None:
            changes.delete(EDIT, proposal.item, version=kept.version, reason=reason)
        return {}
    made, sources = _sources_now(changes, proposal, plan, release)
    edit = Edit(proposal.item, proposal.file, released, made.feature, sources)
    if kept is None:
        changes.add(EDIT, proposal.item, edit.content, about=proposal.item, reason=reason)
    else:
        kept = changes.restore(EDIT, proposal.item)
        changes.change(EDIT, proposal.item, edit.content, version=kept.version, why=Why(reason, "accept"))
    return {"after": made.feature, "sources": made.sources} if proposal.sources else {}


def _sources_now(changes: Changes, proposal: Proposal, plan: Plan, release: Path) -> tuple[Brought, tuple[Cells, ...]]:
    """The feature with ids that no other source was given meanwhile, and the rows that it names and no release has.

    Raises RulesError where somebody has taken back what it names.
    """
    register = load_sources(release)[0]
    events = {event.source["id"] for event in _events(changes) if event.source}
    made = brought_by(proposal, Known(register, carried_rows(changes, gone=True), ledger_ids(plan) | events))
    sources = carried_for(made.feature, register, carried_rows(changes) | carried_by([made.sources]))
    there = read_source_ids(release / SOURCES_NAME, SOURCES_FILE)[0] | {row["id"] for row in sources}
    lost = [
        Breach("", proposal.item, "unknown-source", {"value": name[:60]})
        for name in sorted(set(named_in(made.feature)) - there)
    ]
    if made.breaches or lost:
        raise RulesError([*made.breaches, *lost])
    return made, sources


def brought_by(proposal: Proposal, known: Known) -> Brought:
    """A proposal's feature and new sources, under the ids that they were given, or others where those are taken."""
    assert proposal.after is not None
    return bring(proposal.after, proposal.sources, known, item=proposal.item, own_ids=True)


def _take_event(changes: Changes, proposal: Proposal, plan: Plan, release: Path, reason: str) -> None:
    # What was accepted since the plan was read has numbers too, and sources.
    kept = _events(changes)
    used = {event.id for event in kept}
    # Those of places are others, whatever they say.
    taken: dict[str, Cells] = {name: {} for name in carried_rows(changes, gone=True)}
    taken |= {event.source["id"]: event.source for event in kept if event.source}
    made = checked_event(unnumbered(proposal.event or {}), plan, source=proposal.source, brought=taken)
    stem, _, number = made.row["id"].rpartition(".")
    place = int(number)
    while f"{stem}.{place}" in used:
        place += 1
    cells = {**made.row, "id": f"{stem}.{place}"}
    named = None if made.source else _named_now(changes, cells["source"], plan, release)
    event = AddedEvent(cells["id"], made.theme, cells, made.source, named)
    changes.add(EVENT, event.id, event.content, about=proposal.item, reason=reason)


def _named_now(changes: Changes, source: str, plan: Plan, release: Path) -> Cells | None:
    """The row of a source that came with a change of an item: it stands as long as the event does."""
    if source in load_sources(release)[0] or source in ledger_ids(plan):
        return None
    return carried_rows(changes).get(source)


def _events(changes: Changes) -> list[AddedEvent]:
    """All that were ever accepted, those taken back too."""
    return [event_in(document) for gone in (False, True) for document in changes.listing(EVENT, deleted=gone)]


def name_of(item: str, plan: Plan) -> str:
    """What an item is called."""
    found = plan.by_id.get(item)
    return found.name if found else item


def unnumbered(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells of a row that gets its id anew."""
    return {name: value for name, value in cells.items() if name != "id"}
