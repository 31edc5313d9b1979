"""What was accepted: features in place of the release's, and events added to its ledger."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.store.model import Document

EDIT, EVENT = "edit", "event"
"""kinds of the store: a feature by the id of its item, an event by its own id"""
KINDS = (EDIT, EVENT)


@dataclass(frozen=True, slots=True)
class Edit:
    """An item as it was accepted."""

    item: str
    file: str
    """name of its plan file"""
    released: Mapping[str, Any]
    """the release's feature that it took the place of"""
    feature: Mapping[str, Any]
    sources: tuple[Mapping[str, str], ...] = ()
    """rows of new sources (geo.edits.bringing) that it names, whoever entered them"""

    @property
    def content(self) -> str:
        """As the store keeps it."""
        record: dict[str, Any] = {"file": self.file, "released": self.released, "feature": self.feature}
        if self.sources:
            record["sources"] = list(self.sources)
        return json.dumps(record, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class AddedEvent:
    """A row of the ledger as it was accepted, and the source that came with it."""

    id: str
    theme: str
    """names the file"""
    cells: Mapping[str, str]
    source: Mapping[str, str] | None
    """row of sources.csv, where the event brought a new one"""
    named: Mapping[str, str] | None = None
    """row of a new source that a change of an item brought (geo.edits.bringing), where the event names that"""

    @property
    def registered(self) -> tuple[Mapping[str, str], ...]:
        """What it names of SOURCES.md that no release has."""
        return (self.named,) if self.named else ()

    @property
    def content(self) -> str:
        """As the store keeps it."""
        record: dict[str, Any] = {
            "theme": self.theme, "cells": dict(self.cells), "source": self.source and dict(self.source),
        }  # fmt: skip
        if self.named:
            record["named"] = dict(self.named)
        return json.dumps(record, ensure_ascii=False)


def edit_in(document: Document) -> Edit:
    """What a document of the kind EDIT holds."""
    raw = json.loads(document.content)
    return Edit(document.id, raw["file"], raw["released"], raw["feature"], tuple(raw.get("sources", ())))


def event_in(document: Document) -> AddedEvent:
    """What a document of the kind EVENT holds."""
    raw = json.loads(document.content)
    return AddedEvent(document.id, raw["theme"], raw["cells"], raw["source"], raw.get("named"))
