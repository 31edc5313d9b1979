"""What an office brings of its own to a brief or an evaluation: wording and template, as files."""

import streamlit as st

from briefing.files import safe_name
from exports.context import Context
from exports.report.office.given import Office, Template, told
from exports.report.office.wording import Known, example
from layers.text import Language, text
from ui.plain import plain

WORKBOOK = ".xlsx"
TEMPLATES = {".docx": "orders.office.docx", ".pptx": "orders.office.pptx"}
"""kind of a file that can stand on a template -> what its field is called"""


def office_order(context: Context, product: str, suffix: str, known: Known) -> dict[str, str]:
    """The options that say what was brought for a file of this kind, {} where nothing was. Raises ExportError."""
    language = context.language
    if suffix == WORKBOOK:
        return {}
    with st.expander(text("orders.office", language)):
        st.caption(text("orders.office.about", language))
        example_name = safe_name(text("orders.office.example", language)) + ".toml"
        shown = example(known, f"python -m exports {product}")
        label, key = text("orders.office.download", language), f"{product}-wording"
        st.download_button(label, shown, example_name, "application/toml", key=f"{key}-example", on_click="ignore")
        wording, template = _uploaded("orders.office.wording", "toml", key, language), None
        if suffix in TEMPLATES:
            kind = suffix.removeprefix(".")
            template = _uploaded(TEMPLATES[suffix], kind, f"{product}-template-{kind}", language)
    office = Office(wording, template)
    # What cannot be used is said before anybody waits for it.
    office.words(language, known)
    return told(office)


def _uploaded(said: str, kind: str, key: str, language: Language) -> Template | None:
    marker = f"{{{{{text('office.name.content', language)}}}}}"
    file = st.file_uploader(plain(text(said, language, marker=marker)), type=[kind], key=key)
    return Template(file.getvalue(), file.name) if file else None
