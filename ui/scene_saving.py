"""The map's wish to keep a view as a scene, carried out and answered in a word."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from exports.errors import ExportError
from exports.scene_saving import NewScene, save_scene
from layers.text import LANGUAGES, Language
from ui.briefings_document import store
from ui.plain import plain


def keep_scene(told: Mapping[str, Any]) -> None:
    """Save what the browser tells (title, view, briefing or briefing_title, language) and say what became of it."""
    language: Language = "en" if told.get("language") == LANGUAGES[1] else "zh"
    wanted = NewScene(
        title=_words(told, "title"),
        view=_words(told, "view"),
        language=language,
        briefing=_words(told, "briefing") or None,
        briefing_title=_words(told, "briefing_title"),
    )
    try:
        _, done = save_scene(store(), wanted)
    except ExportError as error:
        st.toast(plain(error.message(language)), icon=":material/error:")
    else:
        st.toast(plain(done.message(language)), icon=":material/check_circle:")


def _words(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
