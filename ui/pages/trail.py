"""The trail: who changed what, when, on which document; and the way back from it. For those who may edit."""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import streamlit as st

from geo.model import Plan
from geo.store.errors import StoreError
from geo.store.model import TrailOf
from geo.store.people import People
from geo.store.store import Store
from geo.trail.listing import shown_page, within_days, zone_of
from layers.screen.present import present_plan
from layers.text import Language, text
from layers.trail_words import kind_words, who_words
from serve.who.asking import session_person
from ui import navigation
from ui.pages.trail_entry import FAILED, SAID, STYLE, Words, show_entry
from ui.plain import plain

MOST, ANYTHING = 25, "*"
BEFORE = "trail-before"
"""of this session: numbers of entries before which each page begins that was turned to"""


def show() -> None:
    """Draw the page."""
    language = navigation.current_language()
    st.subheader(text("nav.trail", language), anchor=False)
    if not session_person().may("editor"):
        st.error(text("who.readersOnly", language))
        return
    st.caption(text("trail.hint", language))
    st.html(f"<style>{STYLE}</style>")
    _said()
    try:
        _trail(Store.present(who=session_person().id), language)
    except StoreError as error:
        st.error(plain(error.breach.text(language)))


def _said() -> None:
    """What the last way back did, or why it was not gone."""
    done, failed = st.session_state.pop(SAID, None), st.session_state.pop(FAILED, None)
    if done:
        st.success(plain(done))
    if failed:
        st.error(plain(failed))


def _trail(store: Store, language: Language) -> None:
    plan = present_plan()[0]
    zone = zone_of(st.context.timezone)
    names = {person.id: person.name or person.email for person in People(store).listing()}
    wanted, days = _filters(store, plan, names, language)
    _downloads(wanted, days, zone, language)
    begun: list[int] = st.session_state.get(BEFORE, [])
    bounded = within_days(wanted, *days, zone)
    found = shown_page(store, bounded, before=begun[-1] if begun else None, most=MOST + 1)
    if not found:
        st.info(text("trail.none", language))
    words = Words(language, zone, names, plan)
    with st.container(key="trail-rows"):
        for listed in found[:MOST]:
            show_entry(listed, words)
    with st.container(horizontal=True):
        if begun:
            st.button(text("trail.newest", language), key="trail-newest", on_click=_newest)
        if len(found) > MOST:
            last = found[MOST - 1].entry.entry
            st.button(text("trail.older", language), key="trail-older", on_click=_older, args=(last,))


def _filters(
    store: Store, plan: Plan, names: Mapping[str, str], language: Language
) -> tuple[TrailOf, tuple[date | None, date | None]]:
    """What is looked for: an item, a person, a kind, days."""
    with store.reading() as present:
        told = {name: present.told_of(name) if present else [] for name in ("about", "who", "kind")}
    chosen = navigation.parameters().get("sel", "")
    items = [item for item in told["about"] if item]
    # Who comes from an item asks what changed there, also where nothing has.
    items = [*items, *({chosen} & plan.by_id.keys() - {*items})]

    def item_name(item: str) -> str:
        found = plan.by_id.get(item)
        return item if found is None else found.name if language == "zh" else found.name_en

    columns = st.columns([1.5, 1, 1, 1.2])
    with columns[0]:
        about = _one_of("item", items, item_name, language, first=chosen or None)
    with columns[1]:
        who = _one_of("person", told["who"], lambda one: who_words(one, names, language), language)
    with columns[2]:
        kind = _one_of("kind", told["kind"], lambda one: kind_words(one, language), language)
    with columns[3]:
        days = _days(language)
    return TrailOf(kind=kind, about=about, who=who), days


def _one_of(
    name: str, values: list[str], words: Callable[[str], str], language: Language, *, first: str | None = None
) -> str | None:
    """One of the trail's values, or all of them."""
    # An empty text is the person of the machine itself.
    names = {ANYTHING: text("trail.anything", language)} | {value: words(value) for value in sorted(values, key=words)}
    options = list(names)
    at = options.index(first) if first is not None and first in values else 0
    label = text(f"trail.{name}", language)
    chosen = st.selectbox(
        label, options, index=at, format_func=names.__getitem__, key=f"trail-{name}", on_change=_newest
    )
    return None if chosen == ANYTHING else chosen


def _days(language: Language) -> tuple[date | None, date | None]:
    label = text("trail.days", language)
    given = st.date_input(label, value=[], key="trail-days", on_change=_newest)
    days = given if isinstance(given, tuple) else (given,)
    return (days[0] if days else None), (days[1] if len(days) > 1 else None)


def _downloads(wanted: TrailOf, days: tuple[date | None, date | None], zone: ZoneInfo, language: Language) -> None:
    """All that is looked for, not this page of it alone."""
    named = {name: value for name in ("kind", "about", "who") if (value := getattr(wanted, name)) is not None}
    bounds = {name: day.isoformat() for name, day in zip(("first", "last"), days, strict=True) if day}
    query = urlencode({"lang": language, "zone": zone.key, **named, **bounds})
    with st.container(horizontal=True):
        for ending in ("csv", "xlsx"):
            st.link_button(text(f"trail.{ending}", language), f"trail/trail.{ending}?{query}")


def _newest() -> None:
    st.session_state.pop(BEFORE, None)


def _older(number: int) -> None:
    st.session_state[BEFORE] = [*st.session_state.get(BEFORE, []), number]
