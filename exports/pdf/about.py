"""What a PDF is, for catalogues and search: XMP beside the old properties, and its title in the window's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, StreamObject

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


def describe(writer: PdfWriter, about: Mapping[str, str], language: Language) -> None:
    """about: Title, Author, Subject and Creator."""
    said = {key.lower(): escape(clean(about.get(key, ""))) for key in ("Title", "Author", "Subject", "Creator")}
    date = datetime.now(UTC).isoformat(timespec="seconds")
    stream = StreamObject()
    stream.set_data(XMP.format(language=LANGUAGES[language], date=date, **said).encode())
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    catalog = writer.root_object
    catalog[NameObject("/Metadata")] = writer._add_object(stream)
    catalog[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.add_metadata({f"/{key}": value for key, value in about.items() if value})
    writer.pdf_header = "%PDF-1.7"
