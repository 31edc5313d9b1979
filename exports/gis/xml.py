"""Trees of XML whose texts are escaped by what writes them, and hold nothing that XML cannot."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from briefing.files import stored


def add(parent: Element, tag: str, words: str = "", **attributes: object) -> Element:
    """A child with its text; attributes end with _ where Python keeps their names for itself."""
    plain = {name.rstrip("_").replace("__", ":"): stored(str(value)) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, plain)
    element.text = stored(words) or None
    return element


def written(root: Element, doctype: str = "") -> bytes:
    """A whole document, UTF-8. doctype: as it stands before the first element."""
    ElementTree.indent(root, " ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return head.encode() + ElementTree.tostring(root, encoding="unicode").encode() + b"\n"
