"""What a PDF is, for catalogues and search: XMP beside the old properties, and its title in the window's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from matplotlib.backends.backend_pdf import PdfFile, pdfRepr

from exports.pdf.objects import name_of, reserved
from exports.pdf.tags import LANGUAGES
from geo.files.strict import clean
from layers.text import Language

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def xmp_packet(file: PdfFile, about: Mapping[str, str], language: Language) -> Any:
    """The packet, written; about: Title, Author, Subject and Creator."""
    said = {key.lower(): escape(clean(about.get(key, ""))) for key in ("Title", "Author", "Subject", "Creator")}
    date = datetime.now(UTC).isoformat(timespec="seconds")
    packet = XMP.format(language=LANGUAGES[language], date=date, **said).encode()
    reference = reserved(file, "XMP")
    # As it stands: whoever looks for it need not know what a PDF is.
    head = {"Type": name_of("Metadata"), "Subtype": name_of("XML"), "Length": len(packet)}
    file.recordXref(reference.id)  # type: ignore[no-untyped-call]
    whole = (b"%d 0 obj" % reference.id, pdfRepr(head), b"stream", packet, b"endstream", b"endobj", b"")  # type: ignore[no-untyped-call]
    file.write(b"\n".join(whole))  # type: ignore[no-untyped-call]
    return reference


def described(packet: Any) -> dict[str, Any]:
    """What the catalog says of it."""
    return {"Metadata": packet, "ViewerPreferences": {"DisplayDocTitle": True}}
