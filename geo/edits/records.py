"""Proposals as JSON, with what is different between before and after."""

from dataclasses import asdict
from typing import Any

from geo.edits.proposal import Proposal
from geo.messages import Breach
from geo.progress.bringing import PLACE as NEW_SOURCE
from geo.sources import SOURCES_FILE

FIELDS_OF_CODES = {
    "clause-not-printed": "clause",
    "verb-not-in-clause": "plan_verb",
    "stage-not-of-verb": "stage",
    "unknown-source": "evidence",
    "located-mismatch": "located",
    "precision-mismatch": "precision",
    "districts-mismatch": "districts",
    "in-the-sea": "geometry",
    "kink": "geometry",
    "bad-geometry": "geometry",
    "control-points": "evidence",
    "not-borne": "uncertainty_m",
    "unknown-reference": "parent",
    "note-states": "note",
    "note-dates": "note",
    "event-unknown-item": "item",
    "event-unknown-source": "source",
    "date-out-of-range": "on",
    "conflict-unknown": "conflicts_with",
}
"""the field that a rule is about, where its breach does not name it"""


def breach_record(breach: Breach, language: str, *, item: str = "") -> dict[str, str]:
    """The field that a breach concerns, empty for none, and what is wrong with it.

    item: whose form shows it, so that neither file nor id are said of it.
    """
    named = breach.values.get("field")
    field = named if isinstance(named, str) else FIELDS_OF_CODES.get(breach.code, "")
    own = breach.item in ("", item) or breach.item.startswith(f"{item}.") or breach.file in (NEW_SOURCE, SOURCES_FILE)
    shown = Breach("", "", breach.code, breach.values) if item and own else breach
    if breach.file == SOURCES_FILE:
        # One of several, by the id that it was given with.
        field = f"sources/{breach.item}/{field}"
    return {"field": field, "words": shown.text(language)}


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
