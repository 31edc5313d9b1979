"""What a Word document needs beyond python-docx's own calls: typefaces for Chinese, fields, captions, table looks."""

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from geo.files.strict import clean
from layers.text import Language

LATIN, CHINESE = "Arial", "Microsoft YaHei"
"""on every Windows and Office; LibreOffice takes the machine's own in their place"""
LANGUAGE_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
TABLE_TEXT, TABLE_NUMBER, TABLE_LOOK = "Table Text", "Table Number", "Report Table"
"""styles of cells and of tables"""
TABLE_PT = 8.0


def printable(words: str) -> str:
    """Words without what XML cannot hold."""
    return clean(words.replace("\r", ""), "")


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def set_typeface(style: Any, size_pt: float, *, color: str, bold: bool = False) -> None:
    """Typeface of a style, Latin and East Asian, in place of the template's theme."""
    style.font.size, style.font.bold, style.font.italic = Pt(size_pt), bold, False
    style.font.color.rgb = RGBColor.from_string(color.lstrip("#").upper())
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, typeface in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", CHINESE), ("cs", LATIN)):
        fonts.set(qn(f"w:{name}"), typeface)


def set_language(document: Any, language: Language) -> None:
    """The document's language, for spelling, hyphenation and screen readers."""
    document.core_properties.language = LANGUAGE_TAGS[language]
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), "en-GB")
        found.set(qn("w:eastAsia"), "zh-CN")
    normal = document.styles["Normal"].element.get_or_add_rPr()
    for found in normal.findall(qn("w:lang")):
        normal.remove(found)
    _child(normal, "w:lang", val=LANGUAGE_TAGS[language], eastAsia="zh-CN")


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """A field with what it shows until Word works it out anew."""
    for kind in ("begin", None, "separate"):
        run = paragraph.add_run()._r
        if kind is None:
            instruction = _child(run, "w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
        else:
            _child(run, "w:fldChar", fldCharType=kind)
    paragraph.add_run(shown)
    _child(paragraph.add_run()._r, "w:fldChar", fldCharType="end")


def add_caption(document: Any, word: str, number: int, caption: str, *, keep: bool) -> Any:
    """A caption in Word's own style and numbering; keep: it stands above what it names."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = keep
    paragraph.add_run(f"{word} ")
    add_field(paragraph, f"SEQ {word} \\* ARABIC", str(number))
    paragraph.add_run(f"  {printable(caption)}")
    return paragraph


def bookmark(paragraph: Any, number: int, name: str) -> None:
    """Mark a heading so that the contents lead to it."""
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end = OxmlElement("w:bookmarkEnd")
    end.set(qn("w:id"), str(number))
    first = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(first, start)
    paragraph._p.append(end)


def add_contents(document: Any, entries: Sequence[tuple[str, int, str]]) -> None:
    """A contents field; until Word works it out it holds the headings as links: title, level, bookmark."""
    for position, (title, level, name) in enumerate(entries):
        paragraph = document.add_paragraph(style=style_called(document, f"TOC {level}"))
        if position == 0:
            for kind in ("begin", None, "separate"):
                run = paragraph.add_run()._r
                if kind is None:
                    instruction = _child(run, "w:instrText")
                    instruction.set(qn("xml:space"), "preserve")
                    instruction.text = ' TOC \\o "1-2" \\h \\z \\u '
                else:
                    _child(run, "w:fldChar", fldCharType=kind)
        link = _child(paragraph._p, "w:hyperlink", anchor=name, history="1")
        run = paragraph.add_run(printable(title))._r
        link.append(run)
        if position == len(entries) - 1:
            _child(paragraph.add_run()._r, "w:fldChar", fldCharType="end")


def style_called(document: Any, name: str) -> Any:
    """The style of paragraphs of a name, however its letters are written; None where there is none."""
    paragraphs = (style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH)
    return next((style for style in paragraphs if style.name.casefold() == name.casefold()), None)


def level_to_margin(paragraph: Any) -> None:
    """No indent of a first line and no fixed distance of lines, which a document's usual paragraphs may have.

    A picture would be cut at that distance. paragraph: one, or a style of such.
    """
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.first_line_indent = 1.0, 0
    paragraph._element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "0")


def add_table_styles(document: Any, *, ink: str, quiet: str, line: str, ours: bool = True) -> None:
    """Styles of cells, and a table with hairlines whose first row is its head; ours: in our typeface, not a base's."""
    for name, align in ((TABLE_TEXT, WD_ALIGN_PARAGRAPH.LEFT), (TABLE_NUMBER, WD_ALIGN_PARAGRAPH.RIGHT)):
        if style_called(document, name) is not None:
            continue
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        if ours:
            set_typeface(style, TABLE_PT, color=ink)
        else:
            style.font.size = Pt(TABLE_PT)
            level_to_margin(style)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1.5)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.alignment = align
    if TABLE_LOOK in document.styles:
        return
    ink, quiet, line = (color.lstrip("#").upper() for color in (ink, quiet, line))
    plain = document.styles.default(WD_STYLE_TYPE.TABLE)
    under = f'<w:basedOn w:val="{plain.style_id}"/>' if plain is not None else ""
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
            f'<w:name w:val="{TABLE_LOOK}"/>{under}<w:uiPriority w:val="59"/>'
            "<w:tblPr><w:tblBorders>"
            f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>'
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
            '</w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
            '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
            f'<w:color w:val="{quiet}"/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ink}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        )
    )


def repeat_header(row: Any) -> None:
    """Show a row at the top of every page that the table goes on to."""
    _child(row._tr.get_or_add_trPr(), "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Let no page end inside a row."""
    _child(row._tr.get_or_add_trPr(), "w:cantSplit")


def describe(picture: Any, words: str) -> None:
    """What a screen reader says for an inline picture, which stands from margin to margin."""
    for side in "TBLR":
        picture._inline.set(f"dist{side}", "0")
    picture._inline.docPr.set("descr", printable(words))
