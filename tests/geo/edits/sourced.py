"""Changes of items that rest on a new source."""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.edits.feature import feature_hash
from geo.edits.proposal import Proposal
from geo.edits.proposals import Proposals
from tests.geo.edits.made import ITEM

OTHER = "eco-maozhou-river"
UNIT = "nanshan"
NEW = "+1"
SOURCE = {
    "id": NEW,
    "title": "西丽枢纽总平面图公示",
    "publisher": "深圳市规划和自然资源局",
    "url": "https://example.org/a?b=1",
    "date": "2024-06-30",
    "licence": "",
    "about": "CGCS2000，读图得站房中心",
}
ROW = (
    f"| {ITEM}-2024 | 深圳市规划和自然资源局 — 西丽枢纽总平面图公示 (https://example.org/a?b=1) | 事实引用 "
    "| 2024-06-30 | CGCS2000，读图得站房中心 |"
)


def wanted(found: Proposals, item: str = ITEM, source: str = NEW) -> tuple[dict[str, Any], str]:
    """The item resting on one source more, and the hash of what it was."""
    _, feature = found.present(item)
    after = copy.deepcopy(feature)
    after["properties"]["evidence"].append({"source": source, "says": "站房中心"})
    return after, feature_hash(feature)


def propose(found: Proposals, item: str = ITEM, **cells: str) -> Proposal:
    after, base = wanted(found, item)
    return found.propose(item, after, base=base, says="", sources=[SOURCE | cells])


def accept(found: Proposals, proposal: Proposal) -> Proposal:
    return found.accept(proposal.id, version=proposal.version)


def codes(found: Proposals, *sources: Mapping[str, str], source: str = NEW) -> list[tuple[str, str]]:
    """What is wrong, and where."""
    after, _ = wanted(found, source=source)
    _, breaches = found.check(ITEM, after, sources)
    return [(breach.code, str(breach.values.get("field", ""))) for breach in breaches]


def copied(data: Path, to: Path, more: str) -> None:
    """A data folder once more, with more rows in its register."""
    for path in data.rglob("*"):
        if path.is_file():
            target = to / path.relative_to(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    with (to / "SOURCES.md").open("a", encoding="utf-8") as file:
        file.write(more)
