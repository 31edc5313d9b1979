"""Items name another as their parent: whether any is its own parent's parent."""

from collections.abc import Iterator, Mapping


def circles(parent_of: Mapping[str, str | None]) -> Iterator[list[str]]:
    """The ids of each circle of parents, every circle once."""
    done: set[str] = set()
    for first in parent_of:
        path: dict[str, None] = {}
        at: str | None = first
        while at is not None and at in parent_of and at not in done and at not in path:
            path[at] = None
            at = parent_of[at]
        if at is not None and at in path:
            yield list(path)[list(path).index(at) :]
        done.update(path)
