"""The layers of maps that one may switch on and off in a PDF (optional content); layers/paper/marks.py marks them."""

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, TextStringObject

from layers.paper.marks import LAYERS
from layers.text import Language, text


def add_layers(writer: PdfWriter, language: Language) -> None:
    """Name the layers that are marked on the pages."""
    groups = {name: _group(writer, text(f"pdf.layer.{name}", language)) for name in LAYERS}
    names = DictionaryObject({NameObject(f"/{name}"): group for name, group in groups.items()})
    for page in writer.pages:
        page["/Resources"][NameObject("/Properties")] = names  # type: ignore[index]
    listed = ArrayObject(reversed(groups.values()))
    shown = DictionaryObject({NameObject("/Order"): listed, NameObject("/ON"): ArrayObject(groups.values())})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject(groups.values()), NameObject("/D"): shown}
    )


def _group(writer: PdfWriter, name: str) -> IndirectObject:
    group = {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(name)}
    return writer._add_object(DictionaryObject(group))
