"""What is asked of a process that makes products: plain values that can be told through a pipe."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from layers.text import LANGUAGES, Language

PROMPT = "--prompt"
"""the argument of a process that everybody waits for: it does not let the pages come first"""
NICENESS = 5
"""of one that does: the pages come first where products need all processors"""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A product or a picture, as `exports.making` makes it."""

    product: str
    """of exports.making.MAKERS"""
    view: str
    """query string of a link"""
    language: Language
    options: Mapping[str, Any] = field(default_factory=dict)
    """of the product, JSON-ready"""
    own: bool = True
    """whether whoever asks may see layers that people brought"""

    @property
    def told(self) -> str:
        """As JSON in one line; the same for the same wish."""
        record = {"product": self.product, "view": self.view, "language": self.language, "own": self.own}
        return json.dumps(record | {"options": dict(self.options)}, sort_keys=True)

    @classmethod
    def heard(cls, told: str) -> "Asked":
        """The same at the other end. Raises ValueError for anything else."""
        record = json.loads(told)
        if record["language"] not in LANGUAGES:
            raise ValueError(f"language: {record['language']}")
        return cls(record["product"], record["view"], record["language"], record["options"], record["own"] is True)
