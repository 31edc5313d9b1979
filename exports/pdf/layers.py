"""The layers of maps that one may switch on and off in a PDF (optional content); layers/paper/marks.py marks them."""

from typing import Any

from matplotlib.backends.backend_pdf import PdfFile

from exports.pdf.objects import name_of, written
from layers.paper.marks import LAYERS
from layers.text import Language, text


def layer_names(file: PdfFile, language: Language) -> dict[str, Any]:
    """The layers that are marked on the pages, by their marks' names."""
    return {name: _group(file, text(f"pdf.layer.{name}", language)) for name in LAYERS}


def layers_shown(names: dict[str, Any]) -> dict[str, Any]:
    """What the catalog says of layers: all are on, the uppermost is listed first."""
    groups = list(names.values())
    return {"OCGs": groups, "D": {"Order": groups[::-1], "ON": groups}}


def _group(file: PdfFile, name: str) -> Any:
    return written(file, {"Type": name_of("OCG"), "Name": name}, name)
