"""An office's own document as the base of a report: its styles, header, footer, logo and page stay; ours goes inside.

Where a paragraph says {{正文}} or {{content}} the report takes its place and all else stays; without one the whole body
makes room. Other names in double braces are filled in wherever they stand, on the cover and in headers too.
"""

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from briefing.errors import ExportError
from exports.report.office.gaps import Values, check, shown, spelled
from exports.report.office.given import Template, check_size
from layers.text import LANGUAGES, text

GAP = re.compile(r"\{\{([^{}]{0,200})\}\}")
CONTENT = "content"
LEAST_ROOM_PT = 280.0
"""between margins: tables of seven columns need it"""
UNREADABLE = (
    PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, NotImplementedError, EOFError,
    zlib.error, RuntimeError,
)  # fmt: skip
"""what is raised for a file that is no document: no archive, encrypted, without its parts, broken XML"""
REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """A document that is ready to take a report."""

    document: Any
    marker: Any
    """the paragraph whose place the report takes; None where the body is empty"""
    gaps: frozenset[str]
    """the names that it has"""
    section: int
    """of its sections, the one that the report stands in"""
    held: int
    """how many parts its body had before the report was written behind them"""

    @property
    def room_pt(self) -> float:
        """Width between the margins."""
        section = self.document.sections[self.section]
        return float((section.page_width - section.left_margin - section.right_margin) / 12_700)

    def fill(self, values: Values) -> None:
        """Values into the gaps, each in the look of the letters that it stands in."""
        said = {written: values[name] for written, name in spelled(values).items()}

        def value(found: re.Match[str]) -> str:
            return said.get(found[1].strip(), found[0])

        for pieces in _paragraphs(self.document):
            for piece in pieces:
                _say(piece, GAP.sub(value, piece.text or ""))
            whole = "".join(piece.text or "" for piece in pieces)
            if GAP.search(whole):  # Word has cut the name in two
                for piece in pieces[1:]:
                    _say(piece, "")
                _say(pieces[0], GAP.sub(value, whole))

    def settle(self) -> None:
        """The report to where the marker stands; call it when all is written."""
        body = self.document.element.body
        if self.marker is not None:
            for element in list(body)[self.held : -1]:
                self.marker.addprevious(element)
            body.remove(self.marker)


def opened(template: Template, names: Sequence[str]) -> Base:
    """A document as base; names: what may stand in its gaps.

    Raises ExportError where it is no document that Word writes, has an unknown name or no room for tables.
    """
    document, file = _document(template), template.name
    found: dict[str, list[Any]] = {}
    for pieces in _paragraphs(document):
        for written in GAP.findall("".join(piece.text or "" for piece in pieces)):
            check(f"{{{written.strip()}}}", file, (*names, CONTENT))
            found.setdefault(spelled((*names, CONTENT))[written.strip()], []).append(pieces[0])
    marker = _marker(document, found.get(CONTENT, []), file)
    if marker is None:
        _empty(document.element.body)
    held = len(document.element.body) - 1
    base = Base(document, marker, frozenset(found), _section_of(document, marker), held)
    if base.room_pt < LEAST_ROOM_PT:
        raise ExportError("office.narrow", file=shown(file), least=round(LEAST_ROOM_PT / 72 * 2.54))
    return base


def _document(template: Template) -> Any:
    check_size(template)
    try:
        document = docx.Document(io.BytesIO(template.content))
        document.element.body.get_or_add_sectPr()
        for section in document.sections:
            if None in (section.page_width, section.page_height, section.left_margin, section.right_margin):
                raise ValueError("no page")
    except UNREADABLE as error:
        raise ExportError("office.document", file=shown(template.name)) from error
    return document


def _paragraphs(document: Any) -> Iterator[list[Any]]:
    """The pieces of text of every paragraph, in tables, boxes, headers and footers too."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    rels = [rel for rel in document.part.rels.values() if rel.reltype in kinds and not rel.is_external]
    around = [part.element for rel in rels if hasattr(part := rel.target_part, "element")]
    for root in (document.element.body, *around):
        for paragraph in root.iter(qn("w:p")):
            pieces = [piece for piece in paragraph.iter(qn("w:t")) if next(piece.iterancestors(qn("w:p"))) is paragraph]
            if pieces:
                yield pieces


def _say(piece: Any, words: str) -> None:
    if piece.text != words:
        piece.text = words
        piece.set(qn("xml:space"), "preserve")


def _marker(document: Any, pieces: Sequence[Any], file: str) -> Any:
    """The paragraph that the report takes the place of. Raises ExportError where it cannot."""
    if not pieces:
        return None
    paragraph, body = next(pieces[0].iterancestors(qn("w:p"))), document.element.body
    marks = " / ".join(f"{{{{{text(f'office.name.{CONTENT}', language)}}}}}" for language in LANGUAGES)
    words = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))).strip()
    if len(pieces) > 1 or paragraph.getparent() is not body or not GAP.fullmatch(words):
        raise ExportError("office.marker", file=shown(file), marks=marks)
    return paragraph


def _empty(body: Any) -> None:
    """Take all out of a body but its last page set-up, with the headers and footers that this takes from others."""
    last, earlier = body.sectPr, list(body.iter(qn("w:sectPr")))[:-1]
    for setup in reversed(earlier):
        held = {(each.tag, each.get(qn("w:type"))) for each in last if each.tag in REFERENCES}
        for each in reversed([each for each in setup if each.tag in REFERENCES]):
            if (each.tag, each.get(qn("w:type"))) not in held:
                last.insert(0, deepcopy(each))
    for element in list(body)[:-1]:
        body.remove(element)


def _section_of(document: Any, marker: Any) -> int:
    """Number of the section that a paragraph stands in, the last without one."""
    setups = list(document.element.body.iter(qn("w:sectPr")))
    if marker is None:
        return len(setups) - 1
    before = sum(
        1
        for element in marker.itersiblings(preceding=True)
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    )
    return min(before, len(setups) - 1)
