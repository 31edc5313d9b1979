"""What a file says of itself as catalogues of geodata read it: ISO 19139."""

from xml.etree.ElementTree import Element

from exports.data.dataset import Dataset
from exports.gis.xml import add, written

NAMESPACES = {"xmlns:gmd": "http://www.isotc211.org/2005/gmd", "xmlns:gco": "http://www.isotc211.org/2005/gco"}


def iso_metadata(data: Dataset) -> bytes:
    """Title, what it holds, day, licence, datum and source."""
    about, root = data.about, Element("gmd:MD_Metadata", NAMESPACES)
    _words(root, "gmd:language", "zho" if data.language == "zh" else "eng")
    _date(root, "gmd:dateStamp", about.date)
    system = add(add(root, "gmd:referenceSystemInfo"), "gmd:MD_ReferenceSystem")
    _words(add(add(system, "gmd:referenceSystemIdentifier"), "gmd:RS_Identifier"), "gmd:code", about.datum)
    own = add(add(root, "gmd:identificationInfo"), "gmd:MD_DataIdentification")
    citation = add(add(own, "gmd:citation"), "gmd:CI_Citation")
    _words(citation, "gmd:title", about.title)
    _date(citation, "gmd:date", about.date)
    _words(own, "gmd:abstract", f"{about.selection}\n{about.states}")
    limits = add(add(own, "gmd:resourceConstraints"), "gmd:MD_Constraints")
    _words(limits, "gmd:useLimitation", about.licence)
    lineage = add(add(add(root, "gmd:dataQualityInfo"), "gmd:DQ_DataQuality"), "gmd:lineage")
    _words(add(lineage, "gmd:LI_Lineage"), "gmd:statement", about.source)
    return written(root)


def _words(parent: Element, tag: str, words: str) -> None:
    add(add(parent, tag), "gco:CharacterString", words)


def _date(parent: Element, tag: str, day: str) -> None:
    add(add(parent, tag), "gco:Date", day)
