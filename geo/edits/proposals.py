"""Proposals: what somebody wants changed, as it stands beside what holds now, until an editor decides.

One document of the store each, about its item. Deciding and what follows from it are one transaction.
"""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.edits.accepted import EDIT, EVENT, AddedEvent, Edit, event_in
from geo.edits.checking import CheckedEvent, breaches_of, checked_event
from geo.edits.feature import checked_feature, edited_files, feature_hash, raw_features
from geo.edits.proposal import Proposal, State, proposal_in
from geo.files.strict import RefusedError, one_line
from geo.folder import DATA
from geo.messages import Breach
from geo.model import Plan
from geo.store.documents import Changes
from geo.store.errors import StoreError
from geo.store.model import Why
from geo.store.store import Store

KIND = "proposal"
PREFIX = "edit-"
MAX_WORDS = 2000


class RulesError(Exception):
    """What is proposed breaks rules of the plan; nothing was saved."""

    def __init__(self, breaches: list[Breach]) -> None:
        super().__init__("; ".join(breach.text() for breach in breaches))
        self.breaches = breaches


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

    def check(self, item: str, given: object) -> tuple[dict[str, Any], list[Breach]]:
        """A feature as it would be kept, and the rules that it breaks. Raises StoreError where it is none."""
        file, before = self.present(item)
        after = checked_feature(given, before)
        return after, breaches_of(after, file, self._plan)

    def propose(self, item: str, given: object, *, base: str, says: str) -> Proposal:
        """Keep a change of an item. base: hash of the feature that it began with.

        Raises RulesError, and StoreError where somebody has changed the item since, or nothing is changed.
        """
        file, before = self.present(item)
        after, breaches = self.check(item, given)
        if feature_hash(before) != base:
            raise StoreError("edit-stale", value=self._name(item))
        if feature_hash(after) == base:
            raise StoreError("edit-nothing", value=self._name(item))
        if breaches:
            raise RulesError(breaches)
        record = {"state": "open", "says": _words(says), "file": file, "base": base, "before": before, "after": after}
        return self._add(item, record)

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
            breaches = breaches_of(proposal.after, proposal.file, self._plan)
        else:
            breaches = checked_event(_unnumbered(proposal.event or {}), self._plan, source=proposal.source).breaches
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
            if state == "accepted":
                self._take_in(changes, proposal, reason)
            record = json.loads(document.content) | {"state": state, "decision": _words(reason)}
            content = json.dumps(record, ensure_ascii=False)
            why = Why(_words(reason), {"accepted": "accept", "refused": "refuse"}.get(state, "withdraw"))
            return proposal_in(changes.change(KIND, identifier, content, version=version, why=why))

    def _take_in(self, changes: Changes, proposal: Proposal, reason: str) -> None:
        if proposal.event is not None:
            return self._take_event(changes, proposal, reason)
        assert proposal.after is not None
        changes.begin(EDIT)
        kept = changes.find(EDIT, proposal.item)
        _, released = find_feature(self._release, proposal.item)
        present = json.loads(kept.content)["feature"] if kept and kept.deleted_at is None else released
        if feature_hash(present) != proposal.base:
            raise StoreError("edit-stale", value=self._name(proposal.item))
        why = Why(_words(reason), "accept")
        if feature_hash(proposal.after) == feature_hash(released):
            # As the release has it again.
            if kept is not None:
                changes.delete(EDIT, proposal.item, version=kept.version, reason=_words(reason))
            return
        edit = Edit(proposal.item, proposal.file, released, proposal.after)
        if kept is None:
            changes.add(EDIT, proposal.item, edit.content, about=proposal.item, reason=_words(reason))
        else:
            kept = changes.restore(EDIT, proposal.item)
            changes.change(EDIT, proposal.item, edit.content, version=kept.version, why=why)

    def _take_event(self, changes: Changes, proposal: Proposal, reason: str) -> None:
        changes.begin(EVENT)
        # What was accepted since the plan was read has numbers too, and sources.
        kept = [document for gone in (False, True) for document in changes.listing(EVENT, deleted=gone)]
        used = {document.id for document in kept}
        sources = [event.source for event in map(event_in, kept) if event.source]
        made = checked_event(
            _unnumbered(proposal.event or {}), self._plan,
            source=proposal.source, brought={source["id"]: source for source in sources},
        )  # fmt: skip
        stem, _, number = made.row["id"].rpartition(".")
        place = int(number)
        while f"{stem}.{place}" in used:
            place += 1
        cells = {**made.row, "id": f"{stem}.{place}"}
        event = AddedEvent(cells["id"], made.theme, cells, made.source)
        changes.add(EVENT, event.id, event.content, about=proposal.item, reason=_words(reason))

    def _name(self, item: str) -> str:
        found = self._plan.by_id.get(item)
        return found.name if found else item


def find_feature(data: Path, item: str) -> tuple[str, dict[str, Any]]:
    """Name of the file, from the folder of plan files, and the feature of an item. Raises StoreError where none is."""
    for path in edited_files(data):
        try:
            found = next((each for each in raw_features(path) if each["properties"].get("id") == item), None)
        except RefusedError:
            continue
        if found is not None:
            return os.path.relpath(path, data / "plan").replace(os.sep, "/"), found
    raise StoreError("edit-no-item", value=item[:80])


def _words(given: str) -> str:
    return one_line(given)[:MAX_WORDS]


def _cells(given: Mapping[str, str]) -> dict[str, str]:
    return {name: one_line(str(value)) for name, value in given.items() if name != "id"}


def _unnumbered(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in cells.items() if name != "id"}
