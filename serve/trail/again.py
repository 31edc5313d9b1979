"""Proposes what an item was before an accepted change: the same checks and decisions as of any other proposal."""

import json
from collections.abc import Mapping
from typing import Any

from exports.asked import Asked
from geo.store.store import Store
from geo.trail.ways import Before
from layers.text import Language, text
from serve.edits.work import LANE, waited


class NotProposedError(Exception):
    """Why it was not, in words."""


def propose_again(store: Store, item: str, before: Before, *, says: str, language: Language) -> None:
    """Keep a proposal in the name of the store's person. Raises NotProposedError. Waits: call it in a thread."""
    told = {"store": store.told, "item": item}
    present = _done({"do": "item", **told}, language)
    _done({"do": "propose", **told, **before.wish, "base": present["base"], "says": says}, language)


def _done(options: Mapping[str, Any], language: Language) -> Mapping[str, Any]:
    content = waited(LANE, Asked("edits", "", language, options))
    if content is None:
        raise NotProposedError(text("trail.notProposed", language))
    found: Mapping[str, Any] = json.loads(content)
    if "refused" in found:
        raise NotProposedError(found["words"])
    if "breaches" in found:
        raise NotProposedError(" ".join(breach["words"] for breach in found["breaches"]))
    return found
