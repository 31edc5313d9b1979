"""What parts of pages are, for screen readers and those who copy: title, paragraphs, figures with words, tables."""

from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_pdf import PdfFile

from exports.pdf.objects import name_of, reserved, written
from layers.paper.marks import Tag
from layers.text import Language

LANGUAGES = {"zh": "zh-CN", "en": "en"}


def tag_tree(
    file: PdfFile, pages: Sequence[dict[str, Any]], tags: Sequence[Sequence[Tag]], language: Language
) -> dict[str, Any]:
    """Write the tree of structure of all pages, and tell them of it; returns what the catalog says of it."""
    root = reserved(file, "structure")
    document = _Node(file, "Document", root)
    numbers: list[Any] = []
    for place, (page, marks) in enumerate(zip(pages, tags, strict=True)):
        marked: list[Any] = []
        open_nodes: list[tuple[str, _Node]] = []
        for number, tag in enumerate(marks):
            same = 0
            while same < len(open_nodes) and same < len(tag.path) - 1 and open_nodes[same][0] == tag.path[same]:
                same += 1
            del open_nodes[same:]
            for name in tag.path[same:]:
                parent = open_nodes[-1][1] if open_nodes else document
                open_nodes.append((name, parent.child(name.partition("/")[0])))
            leaf = open_nodes[-1][1]
            leaf.content(number, file.pageList[place], tag.said)
            marked.append(leaf.reference)
        numbers += [place, written(file, marked, "marks of a page")]
        page |= {"StructParents": place, "Tabs": name_of("S")}
    document.write()
    tree = {"Type": name_of("StructTreeRoot"), "K": [document.reference], "ParentTree": {"Nums": numbers}}
    file.writeObject(root, tree)  # type: ignore[no-untyped-call]
    return {"StructTreeRoot": root, "MarkInfo": {"Marked": True}, "Lang": LANGUAGES[language]}


class _Node:
    """An element of the structure."""

    def __init__(self, file: PdfFile, kind: str, parent: Any) -> None:
        self.file, self.kids, self.nodes = file, list[Any](), list[_Node]()
        self.record = {"Type": name_of("StructElem"), "S": name_of(kind), "P": parent, "K": self.kids}
        self.reference = reserved(file, kind)

    def child(self, kind: str) -> "_Node":
        """A new element within."""
        node = _Node(self.file, kind, self.reference)
        self.nodes.append(node)
        self.kids.append(node.reference)
        return node

    def content(self, number: int, page: Any, said: str) -> None:
        """What is marked on a page, and the words in its place."""
        self.record["Pg"] = page
        self.kids.append(number)
        if said:
            self.record["Alt"] = said

    def write(self) -> None:
        """Write the element and all within it."""
        self.file.writeObject(self.reference, self.record)  # type: ignore[no-untyped-call]
        for node in self.nodes:
            node.write()
