"""What a name of the city says on paper, and how it is marked. web/city/forms.js does the same on the screen."""

from geo.city.features import CityFeature
from layers.style.city import CityKind
from layers.text import Language

SHIELD, PLAIN = "shield", "text"


def words_of(feature: CityFeature, kind: CityKind, language: Language) -> str:
    """What is written: a road's number, a line's name, a peak with its height, else the name."""
    name = feature.name if language == "zh" else feature.name_en
    form = kind.lettering.form if kind.lettering else PLAIN
    if form == SHIELD:
        return name if kind.id == "metro-line" else feature.ref or name
    if form == "peak" and feature.elevation_m:
        return f"{name} {feature.elevation_m:.0f}"
    return name


def form_of(feature: CityFeature, kind: CityKind) -> str:
    """How a name is marked; a road without a number is only named."""
    form = kind.lettering.form if kind.lettering else PLAIN
    return PLAIN if form == SHIELD and not feature.ref else form
