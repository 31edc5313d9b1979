"""What several tests of changes make: the plan's folder with what was accepted, an event."""

from pathlib import Path

import pytest

from geo.edits.accepted import EDIT, EVENT, edit_in, event_in
from geo.edits.folder import made_folder
from geo.folder import DATA
from geo.store.errors import StoreError
from geo.store.store import Store

ITEM = "hub-xili"
EVENT_CELLS = {
    "item": ITEM, "event": "mention", "on": "2023", "says": "在建。", "says_en": "Under construction.",
    "source": "gwr-sz-2023", "confidence": "medium",
}  # fmt: skip


def folder(store: Store, under: Path) -> Path:
    edits = [edit_in(document) for document in store.listing(EDIT)]
    events = [event_in(document) for document in store.listing(EVENT)]
    return made_folder(DATA, edits, events, under=under)


def code(error: pytest.ExceptionInfo[StoreError]) -> str:
    return error.value.code
