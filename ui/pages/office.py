"""What an office brings of its own to a brief or an evaluation: wording and template, as files."""

import streamlit as st

from briefing.files import safe_name
from exports.context import Context
from exports.report.office.given import KINDS, Office, Template, told
from exports.report.office.wording import Known, example
from layers.text import text

WORKBOOK = ".xlsx"


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
        wording = _uploaded(text("orders.office.wording", language), "toml", key)
        template = None
        if suffix in KINDS:
            kind = suffix.removeprefix(".")
            label = text(f"orders.office.{kind}", language)
            template = _uploaded(label, kind, f"{product}-template-{kind}")
    office = Office(wording, template)
    # What cannot be used is said before anybody waits for it.
    office.words(language, known)
    return told(office)


def _uploaded(label: str, kind: str, key: str) -> Template | None:
    file = st.file_uploader(label, type=[kind], key=key)
    return Template(file.getvalue(), file.name) if file else None
