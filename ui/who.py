"""What the person of this session may do on pages of forms. The store is reached for changes through here alone."""

import streamlit as st

from briefing.errors import ExportError
from briefing.store import BriefingStore
from layers.text import Language, text
from serve.briefings_document import store
from serve.who.asking import session_person
from ui.plain import plain


def stop_strangers(language: Language) -> None:
    """Ends the run for whom the app shows nothing: a session stays connected when its person's role has gone."""
    person = session_person()
    if not person.may("reader"):
        st.error(plain(text("who.noRole" if person.id else "who.signIn", language, id=person.id)))
        st.stop()


def may_edit() -> bool:
    """Whether briefings may be changed."""
    return session_person().may("editor")


def editing_store() -> BriefingStore:
    """Saved briefings, to be changed in this person's name. Raises ExportError where they may not."""
    person = session_person()
    if not person.may("editor"):
        raise ExportError("who.readersOnly")
    return store(who=person.id)
