"""Uploaders in the page's language: Streamlit says in English only what one may bring and how large it may be."""

from layers.text import Language, text
from ui.plain import css_text

STYLE = """
.st-key-KEY [data-testid="stFileUploaderDropzoneInstructions"],
.st-key-KEY [data-testid="stFileUploaderDropzone"] > div:not(:has(button)) { display: none; }
.st-key-KEY [data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
.st-key-KEY [data-testid="stFileUploaderDropzone"] button p::after { content: CHOOSE; font-size: 14px; }
"""


def uploader_style(key: str, language: Language) -> str:
    """Rules for the uploaders in the container of that key: a button in the page's language."""
    return STYLE.replace("KEY", key).replace("CHOOSE", css_text(text("briefings.choose", language)))
