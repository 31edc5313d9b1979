"""What is kept, as values: whoever only looks at them needs no database."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One briefing, layer, note or whatever its kind says, as it is now."""

    kind: str
    id: str
    version: int
    """one more with each change; to be named by whoever changes it"""
    content: str
    """JSON, as its kind writes it"""
    about: str
    """id of the item of the plan that it concerns; empty for none"""
    made_at: str
    """UTC, ISO 8601, as all times here"""
    made_by: str
    """id of a person; empty where the app has only one"""
    changed_at: str
    changed_by: str
    deleted_at: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, as the trail tells it."""

    entry: int
    """numbers grow with time, with gaps"""
    at: str
    who: str
    action: str
    """add | change | delete | restore | purge, or what a kind calls a change of its own"""
    kind: str
    id: str
    about: str
    version: int
    """of the document after the change"""
    before: str | None
    """its content before; None where there was none"""
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TrailOf:
    """Which part of the trail: None for all."""

    kind: str | None = None
    id: str | None = None
    about: str | None = None
    who: str | None = None
    since: str | None = None
    """the first moment, as all times here"""
    until: str | None = None
    """the moment before which"""


@dataclass(frozen=True, slots=True)
class Why:
    """What the trail says of a change beside what changed."""

    reason: str = ""
    action: str = "change"


MOST_ENTRIES = 200
NO_REASON = Why()


def now() -> str:
    """This moment, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
