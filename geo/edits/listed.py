"""Proposals as a list has them: whose they are, and whether the plan has moved on since."""

from collections.abc import Mapping
from typing import Any

from geo.edits.feature import Feature, edited_files, feature_hash, raw_features
from geo.edits.proposal import Proposal
from geo.edits.proposals import Proposals
from geo.edits.records import proposal_record
from geo.files.strict import RefusedError
from geo.model import Plan
from geo.store.people import People
from geo.store.store import Store


def listed_records(store: Store, plan: Plan, *, about: str | None = None) -> list[dict[str, Any]]:
    """All proposals, the newest change first; about: of one item. Raises StoreError."""
    proposals = Proposals(store, plan).listing(about=about)
    names = {person.id: person.name or person.email for person in People(store).listing()}
    present = _features(plan, {found.item for found in proposals if found.state == "open" and found.after is not None})
    return [
        proposal_record(found)
        | {
            "own": found.made_by == store.who,
            "stale": _is_stale(found, present),
            "maker": names.get(found.made_by, ""),
            "decider": names.get(found.changed_by, ""),
        }
        for found in proposals
    ]


def _is_stale(proposal: Proposal, present: Mapping[str, Feature]) -> bool:
    feature = present.get(proposal.item)
    return feature is not None and proposal.state == "open" and feature_hash(feature) != proposal.base


def _features(plan: Plan, items: set[str]) -> dict[str, Feature]:
    """Of items as everybody sees them."""
    found: dict[str, Feature] = {}
    for path in edited_files(plan.data) if items else ():
        try:
            features = raw_features(path)
        except RefusedError:
            continue
        found |= {each["properties"]["id"]: each for each in features if each["properties"].get("id") in items}
    return found
