"""People and roles: who has signed in, what each may do, and giving them another role. For administrators."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.people import People
from geo.store.person import ROLES, Person, Role
from geo.store.store import Store
from geo.trail.listing import local_time, zone_of
from layers.text import Language, text
from serve.who.asking import forget_known, session_person
from serve.who.choice import choice
from ui import navigation
from ui.plain import plain, said

MOST, LONGEST_REASON = 50, 500
SAID, FAILED, REASON = "people-said", "people-failed", "people-reason"
STYLE = """
[class*="st-key-person-row-"] { border-bottom: 1px solid color-mix(in srgb, currentColor 14%, transparent); }
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the list."""

    person: Person
    last: str
    """when they changed something last; empty where they never did"""


def show() -> None:
    """Draw the page."""
    language = navigation.current_language()
    st.subheader(text("nav.people", language), anchor=False)
    if not choice().has_accounts:
        st.info(text("people.local", language))
        return
    if not session_person().may("admin"):
        st.error(text("people.adminsOnly", language))
        return
    st.caption(text("people.hint", language))
    st.html(f"<style>{STYLE}</style>")
    done, failed = st.session_state.pop(SAID, None), st.session_state.pop(FAILED, None)
    if done:
        st.success(plain(done))
    if failed:
        st.error(plain(failed))
    try:
        _people(Store.present(), language)
    except StoreError as error:
        st.error(plain(error.breach.text(language)))


def _people(store: Store, language: Language) -> None:
    present = People(store).listing()
    left, right = st.columns(2)
    wanted = left.text_input(text("people.find", language), key="people-find", max_chars=120).strip().casefold()
    right.text_input(text("people.reason", language), key=REASON, max_chars=LONGEST_REASON)
    found = [person for person in present if wanted in f"{person.name}\n{person.email}\n{person.id}".casefold()]
    st.caption(text("people.count", language, count=len(present)) + "　" + text("people.last.hint", language))
    if not found:
        st.info(text("people.none", language))
    for known in _known(store, found[:MOST]):
        _row(known, language)
    if len(found) > MOST:
        st.caption(text("people.moreFound", language, count=len(found[MOST:])))


def _known(store: Store, persons: list[Person]) -> list[Known]:
    """Persons with when each was last seen changing something."""
    with store.reading() as present:
        newest = {person.id: present.trail(TrailOf(who=person.id), most=1) if present else [] for person in persons}
    return [Known(person, newest[person.id][0].at if newest[person.id] else "") for person in persons]


def _row(known: Known, language: Language) -> None:
    person = known.person
    with st.container(key=f"person-row-{person.id}"):
        who, last, role, out = st.columns([2.2, 1.2, 2.2, 0.9], vertical_alignment="center")
    own = text("people.you", language) if person.id == session_person().id else ""
    name = person.name or person.email or person.id
    who.markdown(f"**{plain(name)}**{own}  \n{plain(person.email)}")
    zone = zone_of(st.context.timezone)
    if known.last:
        last.caption(said("people.lastAt", language, at=local_time(known.last, zone)))
    else:
        last.caption(text("people.never", language))
    key = f"person-role-{person.id}"
    # A refused change shows again what holds.
    st.session_state[key] = person.role
    label = said("people.role", language, name=name)
    role.segmented_control(
        label, list(ROLES), format_func=lambda one: text(f"people.role.{one}", language), key=key, required=True,
        label_visibility="collapsed", on_change=give, args=(person.id, key, language),
    )  # fmt: skip
    out.button(
        text("people.signOut", language), key=f"person-out-{person.id}", help=text("people.signOut.help", language),
        type="tertiary", on_click=end, args=(person.id, language),
    )  # fmt: skip


def give(identifier: str, key: str, language: Language) -> None:
    """What a choice of a role does."""
    wanted: Role | None = st.session_state.get(key)
    if wanted in ROLES:
        _do(lambda people, reason: people.give_role(identifier, wanted, reason=reason), "people.given", language)


def end(identifier: str, language: Language) -> None:
    """What the button does that ends somebody's sign-ins."""
    _do(lambda people, reason: people.sign_out(identifier, reason=reason), "people.signedOut", language)


def _do(act: Callable[[People, str], Person], done: str, language: Language) -> None:
    """Something with a person, for whoever is an administrator by then; the page says what became of it."""
    admin = session_person()
    if not (choice().has_accounts and admin.may("admin") and admin.id):
        st.session_state[FAILED] = text("people.adminsOnly", language)
        return
    reason = " ".join(str(st.session_state.get(REASON) or "").split())[:LONGEST_REASON]
    try:
        person = act(People(Store.present(who=admin.id)), reason)
    except StoreError as error:
        st.session_state[FAILED] = error.breach.text(language)
        return
    forget_known()
    name, role = person.name or person.email or person.id, text(f"people.role.{person.role}", language)
    st.session_state[SAID] = text(done, language, name=name, role=role)
