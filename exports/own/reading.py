"""What this process read last: who takes a file has just looked at its proposal, and need not wait for it again."""

from collections.abc import Sequence
from pathlib import Path

from geo.model import Plan
from geo.own.proposals import Proposal, proposals

MOST_FEATURES = 300_000
"""of a file that is held in memory until it is taken, or another one is read"""
Key = tuple[str, int, int, str, str, int]


class Readings:
    """Proposals of files, the last of which is held."""

    def __init__(self) -> None:
        self._held: tuple[Key, Sequence[Proposal]] | None = None

    def of(self, path: Path, name: str, plan: Plan, *, encoding: str, last: bool = False) -> Sequence[Proposal]:
        """The layers of a file that somebody calls name. Raises OwnError.

        encoding: as geo.own.proposals has it. last: the file is not asked for again.
        """
        found = path.stat()
        key = (str(path), found.st_mtime_ns, found.st_size, name, encoding, id(plan))
        held, self._held = self._held, None
        made = held[1] if held and held[0] == key else proposals(path, name, plan, encoding=encoding)
        if not last and sum(len(entry.raw.shapes) for entry in made) <= MOST_FEATURES:
            self._held = key, made
        return made


READINGS = Readings()
