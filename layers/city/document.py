"""The city's document: made with the plan's, loaded after the map's first frame."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import shapely

from geo.city.features import load_city
from geo.messages import Breach
from geo.model import Unit
from layers.city.names import city_names
from layers.city.records import CityDocument
from layers.city.shapes import city_layers
from layers.style.catalogue import Catalogue


def city_content(units: Sequence[Unit], catalogue: Catalogue, data: Path) -> tuple[CityDocument, list[Breach]]:
    """The document of a data folder, and what is wrong with data/basemap. Never raises for bad data."""
    features, breaches = load_city(data)
    papers = (catalogue.appearances["light"]["unit"], catalogue.appearances["dark"]["unit"])
    borders = shapely.union_all([unit.geometry.boundary for unit in units])
    content = CityDocument(
        kinds={key: asdict(kind) for key, kind in catalogue.city.items()},  # type: ignore[misc]
        layers=city_layers(features, catalogue.city, papers, borders),
        names=city_names(features, units, catalogue.city),
    )
    return content, breaches
