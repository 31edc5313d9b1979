"""Proposals: what somebody wants changed, as it stands beside what holds now, until an editor decides.

One document of the store each, about its item. Deciding and what follows from it are one transaction.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geo.edits.bringing import Brought, Known, bring, carried_rows, given_cells
from geo.edits.checking import CheckedEvent, breaches_of, checked_event, ledger_ids
from geo.edits.feature import checked_feature, feature_hash, find_feature
from geo.edits.proposal import KIND, Proposal, RulesError, State, proposal_in
from geo.edits.taking import brought_by, name_of, take_in, unnumbered
from geo.files.strict import one_line
from geo.folder import DATA
from geo.messages import Breach
from geo.model import Plan
from geo.sources import load_sources
from geo.store.errors import StoreError
from geo.store.model import Why
from geo.store.store import Store

PREFIX = "edit-"
MAX_WORDS = 2000


class Proposals:
    """The proposals of a store for the plan of a release."""

    def __init__(self, store: Store, plan: Plan, *, release: Path = DATA) -> None:
        """plan: as everybody sees it now, with what was accepted; release: the data folder without it."""
        self._store, self._plan, self._release = store, plan, release

    def listing(self, *, about: str | None = None) -> list[Proposal]:
        """All, the newest change first; about: of one item. Raises StoreError."""
        return [proposal_in(document) for document in self._store.newest(KIND, about=about)]

    def get(self, identifier: str) -> Proposal:
        """One of them. Raises StoreError."""
        return proposal_in(self._store.get(KIND, identifier))

    def present(self, item: str) -> tuple[str, dict[str, Any]]:
        """Name of the plan file and the feature of an item as everybody sees it. Raises StoreError."""
        return find_feature(self._plan.data, item)

    def check(
        self, item: str, given: object, sources: Sequence[Mapping[str, str]] = ()
    ) -> tuple[dict[str, Any], list[Breach]]:
        """A feature as it would be kept, and the rules that it breaks. Raises StoreError where it is none.

        sources: rows of new ones, whose ids tell which evidence names which.
        """
        made = self._checked(item, given, sources)
        return made.feature, made.breaches

    def _checked(self, item: str, given: object, sources: Sequence[Mapping[str, str]]) -> Brought:
        file, before = self.present(item)
        after = checked_feature(given, before)
        if not sources:
            return Brought(after, (), breaches_of(after, file, self._plan))
        rows = [given_cells(row) for row in sources]
        return self._ruled(bring(after, rows, self._known(waiting=True), item=item), file)

    def _known(self, *, waiting: bool) -> Known:
        """Sources that there are, those of changes that were accepted too; waiting: and of proposals."""
        with self._store.reading() as present:
            carried = carried_rows(present, waiting=waiting, gone=True)
        return Known(load_sources(self._plan.data)[0], carried, ledger_ids(self._plan))

    def _ruled(self, made: Brought, file: str) -> Brought:
        found = breaches_of(made.feature, file, self._plan, brought=made.ids)
        return Brought(made.feature, made.sources, [*made.breaches, *found])

    def propose(
        self, item: str, given: object, *, base: str, says: str, sources: Sequence[Mapping[str, str]] = ()
    ) -> Proposal:
        """Keep a change of an item, and the new sources of its evidence. base: hash of the feature that it began with.

        Raises RulesError, and StoreError where somebody has changed the item since, or nothing is changed.
        """
        file, before = self.present(item)
        made = self._checked(item, given, sources)
        after, breaches = made.feature, made.breaches
        if feature_hash(before) != base:
            raise StoreError("edit-stale", value=self._name(item))
        if feature_hash(after) == base:
            raise StoreError("edit-nothing", value=self._name(item))
        if breaches:
            raise RulesError(breaches)
        record = {"state": "open", "says": _words(says), "file": file, "base": base, "before": before, "after": after}
        return self._add(item, record | ({"sources": made.sources} if made.sources else {}))

    def check_event(self, cells: Mapping[str, str], source: Mapping[str, str] | None = None) -> CheckedEvent:
        """A new event of the ledger as it would be kept. source: cells of one that is not in the register yet."""
        return checked_event(_cells(cells), self._plan, source=None if source is None else _cells(source))

    def propose_event(
        self, cells: Mapping[str, str], *, says: str, source: Mapping[str, str] | None = None
    ) -> Proposal:
        """Keep a new event of the ledger, and the source that it brings. Raises RulesError, StoreError."""
        made = self.check_event(cells, source)
        if made.breaches:
            raise RulesError(made.breaches)
        record = {"state": "open", "says": _words(says), "event": made.row, "source": made.source}
        return self._add(made.row["item"], record)

    def _add(self, item: str, record: Mapping[str, Any]) -> Proposal:
        with self._store.changes() as changes:
            content = json.dumps(record, ensure_ascii=False)
            return proposal_in(changes.add(KIND, f"{PREFIX}{secrets.token_hex(6)}", content, about=item))

    def withdraw(self, identifier: str, *, version: int, anybody: bool = False) -> Proposal:
        """Take back an open proposal: whoever made it, or, as an administrator may, anybody's. Raises StoreError."""
        proposal = self.get(identifier)
        if not anybody and proposal.made_by != self._store.who:
            raise StoreError("edit-not-yours", value=self._name(proposal.item))
        return self._decide(identifier, version, "withdrawn", "")

    def refuse(self, identifier: str, *, version: int, reason: str) -> Proposal:
        """Say no, and why. Raises StoreError, also where no reason is given."""
        if not one_line(reason):
            raise StoreError("edit-no-reason")
        return self._decide(identifier, version, "refused", reason)

    def accept(self, identifier: str, *, version: int, reason: str = "") -> Proposal:
        """Make it part of the plan. Raises RulesError, and StoreError where the item has changed since."""
        proposal = self.get(identifier)
        if proposal.after is not None:
            breaches = self._ruled(brought_by(proposal, self._known(waiting=False)), proposal.file).breaches
        else:
            breaches = checked_event(unnumbered(proposal.event or {}), self._plan, source=proposal.source).breaches
        if breaches:
            raise RulesError(breaches)
        return self._decide(identifier, version, "accepted", reason)

    def _decide(self, identifier: str, version: int, state: State, reason: str) -> Proposal:
        with self._store.changes() as changes:
            changes.begin(KIND)
            document = changes.get(KIND, identifier)
            proposal = proposal_in(document)
            if proposal.state != "open":
                raise StoreError("edit-decided", value=self._name(proposal.item))
            taken = (
                take_in(changes, proposal, self._plan, self._release, reason=_words(reason))
                if state == "accepted"
                else {}
            )
            record = json.loads(document.content) | taken | {"state": state, "decision": _words(reason)}
            content = json.dumps(record, ensure_ascii=False)
            why = Why(_words(reason), {"accepted": "accept", "refused": "refuse"}.get(state, "withdraw"))
            return proposal_in(changes.change(KIND, identifier, content, version=version, why=why))

    def _name(self, item: str) -> str:
        return name_of(item, self._plan)


def _words(given: str) -> str:
    return one_line(given)[:MAX_WORDS]


def _cells(given: Mapping[str, str]) -> dict[str, str]:
    return {name: one_line(str(value)) for name, value in given.items() if name != "id"}
