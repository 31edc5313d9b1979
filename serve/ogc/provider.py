"""What pygeoapi reads a collection of the plan by."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import shapely
from pygeoapi.provider.base import BaseProvider, ProviderItemNotFoundError
from pygeoapi.util import crs_transform
from shapely.geometry import shape

NAME = "serve.ogc.provider.PlanProvider"
SEARCHED = ("id", "name", "name_en", "aliases", "clause")
Feature = dict[str, Any]


class PlanProvider(BaseProvider):  # type: ignore[misc]
    """Reads one collection of serve.ogc.work.Collections, which stands in the configuration as `data`."""

    def __init__(self, provider_def: dict[str, Any]) -> None:
        super().__init__(provider_def)
        self._collection: dict[str, Any] = provider_def["data"].collection(provider_def["options"]["id"])
        self._fields = self.get_fields()

    def get_fields(self) -> dict[str, dict[str, str]]:
        """Name -> type and title."""
        return dict(self._collection["fields"])

    @crs_transform  # type: ignore[untyped-decorator]
    def query(self, **asked: Any) -> dict[str, Any]:
        """A page of features as GeoJSON; asked: as pygeoapi has read the address."""
        found = self._found(asked)
        offset, limit = int(asked.get("offset", 0)), int(asked.get("limit", 10))
        hits = asked.get("resulttype") == "hits"
        page = [] if hits else found[offset : offset + limit]
        wanted, bare = asked.get("select_properties") or self.properties, asked.get("skip_geometry")
        return {
            "type": "FeatureCollection",
            "features": [_copy(feature, wanted, bare=bool(bare)) for feature in page],
            "numberMatched": len(found),
            "numberReturned": len(page),
        }

    @crs_transform  # type: ignore[untyped-decorator]
    def get(self, identifier: str, **_: Any) -> Feature:
        """One feature. Raises ProviderItemNotFoundError."""
        for feature in self._collection["features"]:
            if feature["id"] == identifier:
                return _copy(feature, (), bare=False)
        raise ProviderItemNotFoundError

    def _found(self, asked: dict[str, Any]) -> list[Feature]:
        tests: list[Callable[[Feature], bool]] = [
            partial(_has, name, value) for name, value in asked.get("properties") or ()
        ]
        if asked.get("bbox"):
            tests.append(partial(_meets, shapely.box(*asked["bbox"])))
        if asked.get("q"):
            tests.append(partial(_says, [word.strip().casefold() for word in asked["q"].split(",")]))
        found = [feature for feature in self._collection["features"] if all(test(feature) for test in tests)]
        for order in reversed(asked.get("sortby") or ()):
            found.sort(key=partial(_rank, order["property"]), reverse=order["order"] == "-")
        return found


def _copy(feature: Feature, wanted: Sequence[str], *, bare: bool) -> Feature:
    """A feature that may be changed without changing what everybody is answered."""
    properties = feature["properties"]
    chosen = {name: properties[name] for name in wanted if name in properties} if wanted else dict(properties)
    return {**feature, "properties": chosen, "geometry": None if bare else feature["geometry"]}


def _has(name: str, value: str, feature: Feature) -> bool:
    return _text(feature["properties"][name]) == value


def _meets(box: Any, feature: Feature) -> bool:
    geometry = feature["geometry"]
    return geometry is not None and bool(shape(geometry).intersects(box))


def _says(words: Iterable[str], feature: Feature) -> bool:
    said = " ".join(str(feature["properties"].get(name) or "") for name in SEARCHED).casefold()
    return any(word in said for word in words)


def _text(value: Any) -> str:
    """A cell as an address has it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _rank(name: str, feature: Feature) -> tuple[bool, Any]:
    value = feature["properties"][name]
    return value is None, 0 if value is None else value
