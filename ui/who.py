"""What the person of this session may do on pages of forms. The store is reached for changes through here alone."""

from briefing.errors import ExportError
from briefing.store import BriefingStore
from serve.briefings_document import store
from serve.who.asking import session_person


def may_edit() -> bool:
    """Whether briefings may be changed."""
    return session_person().may("editor")


def editing_store() -> BriefingStore:
    """Saved briefings, to be changed in this person's name. Raises ExportError where they may not."""
    person = session_person()
    if not person.may("editor"):
        raise ExportError("who.readersOnly")
    return store(who=person.id)
