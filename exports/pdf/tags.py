"""What parts of pages are, for screen readers and those who copy: title, paragraphs, figures with words, tables."""

from collections.abc import Sequence

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from layers.paper.marks import Tag
from layers.text import Language

LANGUAGES = {"zh": "zh-CN", "en": "en"}


def add_tags(writer: PdfWriter, pages: Sequence[Sequence[Tag]], language: Language) -> None:
    """The tree of structure of all pages."""
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    reference = writer._add_object(root)
    document = _Node(writer, "Document", reference)
    numbers = ArrayObject()
    for place, (page, tags) in enumerate(zip(writer.pages, pages, strict=True)):
        marked = ArrayObject()
        open_nodes: list[tuple[str, _Node]] = []
        for number, tag in enumerate(tags):
            same = 0
            while same < len(open_nodes) and same < len(tag.path) - 1 and open_nodes[same][0] == tag.path[same]:
                same += 1
            del open_nodes[same:]
            for name in tag.path[same:]:
                parent = open_nodes[-1][1] if open_nodes else document
                open_nodes.append((name, parent.child(name.partition("/")[0])))
            leaf = open_nodes[-1][1]
            leaf.content(number, page.indirect_reference, tag.said)
            marked.append(leaf.reference)
        numbers += [NumberObject(place), writer._add_object(marked)]
        page[NameObject("/StructParents")] = NumberObject(place)
        page[NameObject("/Tabs")] = NameObject("/S")
    root[NameObject("/K")] = ArrayObject([document.reference])
    root[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): numbers})
    catalog = writer.root_object
    catalog[NameObject("/StructTreeRoot")] = reference
    catalog[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    catalog[NameObject("/Lang")] = TextStringObject(LANGUAGES[language])


class _Node:
    """An element of the structure."""

    def __init__(self, writer: PdfWriter, kind: str, parent: IndirectObject) -> None:
        self.writer, self.kids = writer, ArrayObject()
        self.record = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject(f"/{kind}"),
                NameObject("/P"): parent, NameObject("/K"): self.kids,
            }
        )  # fmt: skip
        self.reference = writer._add_object(self.record)

    def child(self, kind: str) -> "_Node":
        """A new element within."""
        node = _Node(self.writer, kind, self.reference)
        self.kids.append(node.reference)
        return node

    def content(self, number: int, page: IndirectObject | None, said: str) -> None:
        """What is marked on a page, and the words in its place."""
        if page is not None:
            self.record[NameObject("/Pg")] = page
        self.kids.append(NumberObject(number))
        if said:
            self.record[NameObject("/Alt")] = TextStringObject(said)
