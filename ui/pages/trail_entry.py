"""One entry of the trail: what it says closed, before and after open, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from geo.model import Plan
from geo.store.errors import StoreError
from geo.store.model import Entry
from geo.store.store import Store
from geo.trail.differences import Difference, differences
from geo.trail.listing import Shown, local_time
from geo.trail.ways import Back, before_of, bring_back, way_back
from layers.text import Language, text
from layers.trail_words import action_words, field_words, kind_words, moved_words, title_of, value_words, who_words
from serve.trail.again import NotProposedError, propose_again
from serve.who.asking import session_person
from ui.marked import marked, shown
from ui.plain import plain, said

SAID, FAILED = "trail-said", "trail-failed"
MOST_SHOWN = 40
STYLE = """
table.trail { border-collapse: collapse; width: 100%; font-size: 14px; table-layout: fixed; }
table.trail :is(th, td) { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; overflow-wrap: anywhere;
  border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); white-space: pre-wrap;
  unicode-bidi: isolate; }
table.trail thead th { font-weight: 500; opacity: .7; }
table.trail th:first-child { width: 18%; font-weight: 500; }
table.trail :is(del, ins) { text-decoration: none; border-radius: 3px; }
table.trail del { background: color-mix(in srgb, #c0392b 18%, transparent); text-decoration: line-through 1px; }
table.trail ins { background: color-mix(in srgb, #1d7a4f 20%, transparent); }
table.trail del.whole { background: none; text-decoration: none; opacity: .8; }
table.trail ins.whole { background: none; }
.st-key-trail-rows { gap: 6px; }
@media (max-width: 640px) { table.trail th:first-child { width: 26%; } }
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry is told with."""

    language: Language
    zone: ZoneInfo
    names: Mapping[str, str]
    plan: Plan


def show_entry(listed: Shown, words: Words) -> None:
    """Draw an entry, closed."""
    entry, language = listed.entry, words.language
    label = said(
        "trail.row", language, at=local_time(entry.at, words.zone), who=who_words(entry.who, words.names, language),
        what=action_words(entry, language), kind=kind_words(entry.kind, language),
        title=title_of(entry, words.plan, language),
    )  # fmt: skip
    with st.expander(label, key=f"trail-entry-{entry.entry}"):
        if entry.reason:
            st.caption(said("trail.reason", language, reason=entry.reason))
        found = differences(entry)
        if found:
            st.html(_table(found[:MOST_SHOWN], words))
        else:
            st.caption(text("trail.same", language))
        if len(found) > MOST_SHOWN:
            st.caption(text("trail.more", language, count=len(found[MOST_SHOWN:])))
        if moved := moved_words(entry, language):
            st.caption(plain(moved))
        _way_back(listed, words)


def _table(found: list[Difference], words: Words) -> str:
    language = words.language
    heads = ("", text("trail.before", language), text("trail.after", language))
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    names = [escape(shown(field_words(each, language))) for each in found]
    rows = "".join(f"<tr><th>{name}</th>{_cells(each, words)}</tr>" for name, each in zip(names, found, strict=True))
    return f'<table class="trail"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cells(each: Difference, words: Words) -> str:
    sides = [value_words(each, side, words.plan, words.language) for side in (each.before, each.after)]
    return "".join(f"<td>{cell if side else '—'}</td>" for cell, side in zip(marked(*sides), sides, strict=True))


def _way_back(listed: Shown, words: Words) -> None:
    entry, language = listed.entry, words.language
    back = way_back(entry, listed.present)
    if back is not None:
        key = f"trail-back-{entry.entry}"
        label = text(f"trail.back.{back.way}", language)
        st.button(label, key=key, on_click=go_back, args=(entry, back, words))
    elif entry.kind == "own-layer" and listed.present is None:
        st.caption(text("trail.purged", language))


def go_back(entry: Entry, back: Back, words: Words) -> None:
    """What the button does, for whoever may edit by then; the page says what became of it."""
    person, language = session_person(), words.language
    if not person.may("editor"):
        st.session_state[FAILED] = text("who.readersOnly", language)
        return
    store, reason = Store.present(who=person.id), f"{text('nav.trail', language)} {entry.entry}"
    try:
        if back.way == "propose":
            before = before_of(entry)
            assert before is not None
            propose_again(store, entry.about or entry.id, before, says=reason, language=language)
        else:
            bring_back(store, entry.entry, version=back.version, reason=reason)
    except StoreError as error:
        st.session_state[FAILED] = error.breach.text(language)
    except NotProposedError as error:
        st.session_state[FAILED] = str(error)
    else:
        st.session_state[SAID] = text(f"trail.done.{back.way}", language)
