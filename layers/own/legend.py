"""The legend of layers that people brought, in rows of the one legend model."""

from collections.abc import Iterable

from layers.own.looks import OwnLook
from layers.style.legend import LegendEntry


def own_entries(title: str, looks: Iterable[OwnLook]) -> list[LegendEntry]:
    """A row a class under the layer's title; one row alone where all features look alike, none where there are none."""
    rows = [LegendEntry("own", look.words, look.count, own=look) for look in looks if look.count]
    alone = len(rows) == 1 and rows[0].words == title
    return rows if alone or not rows else [LegendEntry("heading", title), *rows]
