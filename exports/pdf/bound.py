"""A finished file opened again, to be given bookmarks and links. Sheets have none, and do without pypdf."""

import io

from pypdf import PdfReader, PdfWriter

from exports.pdf.document import VERSION


def opened(content: io.BytesIO) -> PdfWriter:
    """The file with all that it has; of its version, which pypdf would put back by ten years."""
    writer = PdfWriter(clone_from=PdfReader(content))
    writer.pdf_header = f"%PDF-{VERSION.decode()}"
    return writer
