"""What every slide of a briefing gets at the end: the theme's typefaces and colours for its words, their language."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from exports.slides.shapes import LATIN_TYPEFACE, TYPEFACE, printable
from layers.text import LANGUAGES, Language, text

LANGUAGE_TAGS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en-US"}
THEME_FACES = {LATIN_TYPEFACE: "+mn-lt", TYPEFACE: "+mn-ea"}
ROLES = {"ink": "tx1", "label_quiet": "tx2"}
"""colours of words that follow the theme; those of the legend's signs must not, since the picture does not"""


def follow_theme(slide: Any, language: Language, colors: Mapping[str, Any]) -> None:
    """Words of a slide in the theme's typefaces and colours, each run with its language."""
    schemes = {colors[role].lstrip("#").upper(): scheme for role, scheme in ROLES.items()}
    notes = [slide.notes_slide._element] if slide.has_notes_slide else []
    for root in (slide._element, *notes):
        for run in root.iter(qn("a:r"), qn("a:fld")):
            _follow(
                run.get_or_add_rPr() if hasattr(run, "get_or_add_rPr") else run.find(qn("a:rPr")), language, schemes
            )


def _follow(properties: Any, language: Language, schemes: Mapping[str, str]) -> None:
    properties.set("lang", LANGUAGE_TAGS[language])
    if language != "en":
        properties.set("altLang", LANGUAGE_TAGS["en"])
    for face in properties.iter(qn("a:latin"), qn("a:ea"), qn("a:cs")):
        face.set("typeface", THEME_FACES.get(face.get("typeface"), face.get("typeface")))
    for color in list(properties.iter(qn("a:srgbClr"))):
        if color.get("val") in schemes:
            named = parse_xml(f'<a:schemeClr {nsdecls("a")} val="{schemes[color.get("val")]}"/>')
            color.getparent().replace(color, named)


def describe_file(presentation: Any, title: str, language: Language) -> None:
    """What the file says of itself."""
    properties, app = presentation.core_properties, " · ".join(text("app.name", each) for each in LANGUAGES)
    properties.title, properties.author, properties.last_modified_by = printable(title)[:255], app, app
    properties.subject, properties.language = text("slides.plan", language), LANGUAGE_TAGS[language]
    properties.comments, properties.keywords = text("data.file.licence", language)[:255], ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.revision = 1
