"""How far a product is, and how its making is stopped."""

from collections.abc import Callable

Report = Callable[[float, str], None]
"""told the share done (0 to 1) and what is being made; raises Cancelled where the user has stopped it"""


class Cancelled(Exception):  # noqa: N818 - nothing has gone wrong
    """The user has stopped the making of a product."""


def silent(share: float, what: str) -> None:
    """A Report that tells nobody."""


def part_of(report: Report, start: float, end: float) -> Report:
    """A Report for a step that is the part from start to end of the whole."""
    return lambda share, what: report(start + (end - start) * share, what)
