"""Objects of a PDF as matplotlib's file writes them: plain values, and names."""

from typing import Any

from matplotlib.backends.backend_pdf import Name, PdfFile


def name_of(word: str) -> Any:
    """A PDF's name, which is no text."""
    return Name(word)  # type: ignore[no-untyped-call]


def reserved(file: PdfFile, what: str) -> Any:
    """What will refer to an object that is written later; what: for whoever looks for a fault."""
    return file.reserveObject(what)  # type: ignore[no-untyped-call]


def written(file: PdfFile, contents: Any, what: str) -> Any:
    """Write an object; returns what refers to it."""
    reference = reserved(file, what)
    file.writeObject(reference, contents)  # type: ignore[no-untyped-call]
    return reference


def streamed(file: PdfFile, content: bytes, what: str, **said: Any) -> Any:
    """Write a stream, compressed."""
    reference = reserved(file, what)
    file.outputStream(reference, content, extra=said)  # type: ignore[no-untyped-call]
    return reference
