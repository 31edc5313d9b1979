"""One proposal: what somebody wants changed, as its document of the store holds it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from geo.edits.feature import Feature
from geo.messages import Breach
from geo.store.model import Document

KIND = "proposal"
State = Literal["open", "accepted", "refused", "withdrawn"]


class RulesError(Exception):
    """What is proposed breaks rules of the plan; nothing was saved."""

    def __init__(self, breaches: list[Breach]) -> None:
        super().__init__("; ".join(breach.text() for breach in breaches))
        self.breaches = breaches


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change, and what became of it."""

    id: str
    version: int
    item: str
    state: State
    says: str
    """why, in the words of whoever proposes"""
    file: str
    """of a feature: name of its plan file; empty for an event"""
    base: str
    """hash of the feature that it began with"""
    before: Feature | None
    after: Feature | None
    event: Mapping[str, str] | None
    """cells of a new row of the ledger"""
    source: Mapping[str, str] | None
    """cells of the source that comes with it"""
    sources: tuple[Mapping[str, str], ...]
    """of a feature: rows of new sources that its evidence names (geo.edits.bringing)"""
    decision: str
    """why it was accepted or refused"""
    made_by: str
    made_at: str
    changed_by: str
    changed_at: str


def proposal_in(document: Document) -> Proposal:
    """What a document of the kind of proposals holds."""
    raw = json.loads(document.content)
    return Proposal(
        document.id, document.version, document.about, raw["state"], raw["says"], raw.get("file", ""),
        raw.get("base", ""), raw.get("before"), raw.get("after"), raw.get("event"), raw.get("source"),
        tuple(raw.get("sources", ())), raw.get("decision", ""), document.made_by, document.made_at, document.changed_by,
        document.changed_at,
    )  # fmt: skip
