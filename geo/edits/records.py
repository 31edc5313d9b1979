"""Proposals as JSON, with what is different between before and after."""

from dataclasses import asdict
from typing import Any

from geo.edits.proposals import Proposal


def proposal_record(proposal: Proposal) -> dict[str, Any]:
    """All that a page needs to show a proposal beside what holds now."""
    return asdict(proposal) | {"changed": changed_fields(proposal)}


def changed_fields(proposal: Proposal) -> list[str]:
    """Names of the properties that a proposal changes, and `geometry` where it moves or redraws the place."""
    if proposal.before is None or proposal.after is None:
        return []
    before, after = proposal.before["properties"], proposal.after["properties"]
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    moved = proposal.before["geometry"] != proposal.after["geometry"]
    return [*names, "geometry"] if moved else names
