"""What fields are called in a file, and what they are called for readers."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.data.crs_choice import CrsChoice
from exports.data.table import FIELDS
from geo.crs import METRIC_EPSG, WGS84_EPSG
from layers.text import Language, text


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a file's layers, for expressions that styles and labels need."""

    names: Mapping[str, str]
    """name in FIELDS -> as the file has it"""
    choice: CrsChoice

    def quoted(self, name: str) -> str:
        """A field as QGIS's expressions have it."""
        return quoted_field(self.names.get(name, name))

    def band(self, geometry: str) -> str:
        """An expression for a band in true metres round a geometry, as wide as the place is unsure on either side."""
        width = self.quoted("uncertainty_m")
        if self.choice.metric:
            return f"buffer({geometry}, {width}, 6)"
        # GCJ-02 is shifted, not stretched: its numbers are good enough for a width.
        there, back = (f"'EPSG:{code}'" for code in (WGS84_EPSG, METRIC_EPSG))
        return f"transform(buffer(transform({geometry}, {there}, {back}), {width}, 6), {back}, {there})"


def headings(language: Language) -> dict[str, str]:
    """Field -> its heading for readers."""
    return {field.name: text(field.wording, language) for field in FIELDS}


def plain_fields(choice: CrsChoice) -> Fields:
    """Where the file has our own names."""
    return Fields({field.name: field.name for field in FIELDS}, choice)


def quoted_field(name: str) -> str:
    """A field as QGIS's expressions have it, by the name that the file has."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(words: str) -> str:
    """A text as QGIS's expressions have it."""
    return "'" + words.replace("\\", "\\\\").replace("'", "''") + "'"


def plain(said: str) -> str:
    """Words for a page or a legend, in which QGIS finds no expression to work out."""
    return said.replace("[%", "[ %")
