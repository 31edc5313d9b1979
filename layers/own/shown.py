"""The layers that a view's ids stand for, loaded and classed: what paper and files show of what people brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.messages import Breach
from geo.own.kept import Kept
from geo.own.layer import OwnLayer
from geo.own.remarks import OwnError
from geo.own.store import OwnStore
from layers.own.looks import OwnLook
from layers.own.style import OwnStyle, style_of
from layers.text import Language

if TYPE_CHECKING:
    from layers.own.classes import Places

MOST_VERTICES = 8_000_000
"""of all layers that one product holds at a time"""


@dataclass(frozen=True, slots=True, eq=False)
class ShownLayer:
    """A layer with its features, and how each looks."""

    kept: Kept
    layer: OwnLayer
    style: OwnStyle
    looks: tuple[OwnLook, ...]
    places: "Places"
    """of each feature in looks"""

    def looks_of(self, drawn: NDArray[np.bool_]) -> list[OwnLook]:
        """The looks with the number of those features that are drawn; drawn: a value a feature."""
        counts = np.bincount(self.places[drawn], minlength=len(self.looks))
        return [replace(look, count=int(count)) for look, count in zip(self.looks, counts, strict=True)]


@dataclass(frozen=True, slots=True)
class NotShown:
    """A layer that a view names and that cannot be shown."""

    id: str
    title: str
    """the one it has or had; its id where nobody knows"""
    why: Breach


@dataclass(frozen=True, slots=True, eq=False)
class OwnShown:
    """What a view shows of layers that people brought."""

    layers: tuple[ShownLayer, ...] = ()
    """the topmost first"""
    missing: tuple[NotShown, ...] = ()


NO_LAYERS = OwnShown()


class OwnLayers:
    """The workspace's layers for one product: each is loaded once, and no more than memory holds."""

    def __init__(self, store: OwnStore | None) -> None:
        """None where whoever asks may not see any."""
        self._store = store
        self._loaded: dict[tuple[str, Language], ShownLayer] = {}

    def of(self, ids: Sequence[str], language: Language, titles: Mapping[str, str] | None = None) -> OwnShown:
        """Layers by id, the topmost first; titles: what they were called when somebody named them.

        Never raises: what is gone, damaged or too large is among the missing.
        """
        if sum(_vertices(shown.layer) for shown in self._loaded.values()) > MOST_VERTICES // 2:
            self._loaded = {key: shown for key, shown in self._loaded.items() if key[0] in ids}
        found: list[ShownLayer] = []
        missing: list[NotShown] = []
        for name in dict.fromkeys(ids):
            room = MOST_VERTICES - sum(_vertices(other.layer) for other in found)
            try:
                found.append(self._shown(name, language, room))
            except OwnError as error:
                missing.append(NotShown(name, self._title(name) or (titles or {}).get(name) or name, error.breach))
        return OwnShown(tuple(found), tuple(missing))

    def gone(self, ids: Sequence[str]) -> list[NotShown]:
        """Those of the layers that are gone or damaged; no features are loaded."""
        return [missing for name in ids if (missing := self._missing(name))]

    def _missing(self, name: str) -> NotShown | None:
        try:
            self._open(name).get(name)
        except OwnError as error:
            return NotShown(name, name, error.breach)
        return None

    def _shown(self, name: str, language: Language, room: int) -> ShownLayer:
        """A layer that has room vertices at most. Raises OwnError."""
        store, key = self._open(name), (name, language)
        kept = store.get(name)
        known = self._loaded.pop(key, None)
        # Every feature has a vertex: what cannot have room is not loaded.
        if kept.count <= room and (known is None or known.kept.version != kept.version):
            known = _classed(kept, store.load(name), language)
        if known is None or _vertices(known.layer) > room:
            raise OwnError("own-too-much", file=name, detail=f"{MOST_VERTICES:,}")
        self._loaded[key] = known
        return known

    def opened(self, name: str) -> OwnLayer:
        """A layer with all its features, whatever its size. Raises OwnError."""
        return self._open(name).load(name)

    def _open(self, name: str) -> OwnStore:
        if self._store is None:
            raise OwnError("own-closed", file=name)
        return self._store

    def _title(self, name: str) -> str:
        try:
            return self._open(name).get(name).title
        except OwnError:
            return ""


def _classed(kept: Kept, layer: OwnLayer, language: Language) -> ShownLayer:
    from layers.own.classes import classes  # noqa: PLC0415 - brings pandas, which pages must not

    try:
        style = style_of(kept.style, kept.fields)
    except OwnError:
        # Somebody wrote it by hand: the layer itself is sound.
        style = OwnStyle()
    looks, places = classes(layer, style, language)
    return ShownLayer(kept, layer, style, tuple(looks), places)


def _vertices(layer: OwnLayer) -> int:
    import shapely  # noqa: PLC0415

    return int(shapely.get_num_coordinates(np.asarray(layer.features.geometry)).sum())
