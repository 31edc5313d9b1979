"""The map's wish to keep a view as a scene, carried out and answered in a word."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from briefing.errors import ExportError
from briefing.saving import NewScene, save_scene
from layers.text import LANGUAGES, Language
from ui.plain import plain
from ui.who import editing_store


def keep_scene(message: Mapping[str, Any]) -> None:
    """Save what the browser tells (title, view, briefing or briefing_title, language) and say what became of it."""
    language: Language = "en" if message.get("language") == LANGUAGES[1] else "zh"
    new_scene = NewScene(
        title=_words(message, "title"),
        view=_words(message, "view"),
        language=language,
        briefing=_words(message, "briefing") or None,
        briefing_title=_words(message, "briefing_title"),
        drawing=message.get("drawing"),
    )
    try:
        _, done = save_scene(editing_store(), new_scene)
    except ExportError as error:
        st.toast(plain(error.message(language)), icon=":material/error:")
    else:
        st.toast(plain(done.message(language)), icon=":material/check_circle:")


def _words(message: Mapping[str, Any], name: str) -> str:
    value = message.get(name)
    return value if isinstance(value, str) else ""
