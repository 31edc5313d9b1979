"""A PDF as matplotlib writes it, made one that other programs take: fonts, layers, tags, coordinates, what it is."""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter

from exports.pdf.about import describe
from exports.pdf.fonts import real_fonts
from exports.pdf.geo import Placed, place_maps
from exports.pdf.layers import add_layers
from exports.pdf.tags import add_tags
from layers.paper.marks import Tag
from layers.text import Language


class Parts(NamedTuple):
    """What is known of a page."""

    tags: Sequence[Tag]
    maps: Sequence[Placed]


def finished(drawn: io.BytesIO, pages: Sequence[Parts], about: Mapping[str, str], language: Language) -> PdfWriter:
    """The file, to be written. pages: of each page what its marks mean and where its maps lie; about: see describe."""
    writer = PdfWriter(clone_from=PdfReader(drawn))
    real_fonts(writer)
    if any(parts.maps for parts in pages):
        add_layers(writer, language)
    for page, parts in zip(writer.pages, pages, strict=True):
        place_maps(page, parts.maps)
    add_tags(writer, [parts.tags for parts in pages], language)
    describe(writer, about, language)
    return writer
