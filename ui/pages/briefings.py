"""The briefings page: what ships and what was saved, to present, edit, hand on as slides or as a meeting kit."""

from typing import Literal

import streamlit as st

from briefing.errors import ExportError
from briefing.files import safe_name
from briefing.model import briefing_json
from briefing.reading import MAX_FILE_BYTES
from briefing.resolved import ResolvedBriefing
from exports.asked import Asked
from layers.text import Language, text
from serve.briefings_document import Briefings, briefings
from ui import job_panel, navigation
from ui.navigation import current_language
from ui.pages import briefing_edits
from ui.pages.briefing_edits import CHOSEN, FAILED, PENDING, SAID, UNDO
from ui.pages.briefing_scenes import show_scenes
from ui.plain import plain, said
from ui.uploading import uploader_style
from ui.who import may_edit

# Quieter rules between the scenes.
STYLE = """
.st-key-briefing-chosen hr { margin: 4px 0; }
.st-key-briefing-names { gap: 2px; }
"""
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MAX_NOTICES = 8
UPLOAD_COUNT = "briefings-uploads"
SKIPPED = "briefings-skipped"


def show() -> None:
    """Draw the page."""
    language = current_language()
    st.subheader(text("briefings.title", language), anchor=False)
    st.caption(text("briefings.hint", language))
    st.html(f"<style>{STYLE}{uploader_style('briefing-upload', language)}</style>")
    present = briefings()
    # A place of its own each time: what comes and goes above an open form must not shut it.
    with st.container():
        _said(language)
    names, chosen = st.columns([1, 3.4], gap="large")
    with names:
        with st.container(key="briefing-names"):
            wanted = _list(present, language)
        if may_edit():
            with st.container(key="briefing-upload"):
                _upload(language)
        _problems(present, language)
    with chosen, st.container(key="briefing-chosen"):
        if wanted is not None:
            version = present.versions.get(wanted.briefing.id) if may_edit() else None
            _briefing(wanted, version, language)


def _said(language: Language) -> None:
    """What the last change did, with a way back, or why it was not made."""
    done, failed = st.session_state.get(SAID), st.session_state.get(FAILED)
    if done is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(plain(done.message(language)), icon=":material/check:")
            if UNDO in st.session_state:
                st.button(text("briefings.undo", language), key="briefings-undo-button", on_click=briefing_edits.undo)
    if failed is not None:
        st.error(plain(failed.message(language)))
        pending = st.session_state.get(PENDING)
        if pending is not None:
            with st.container(horizontal=True):
                st.button(text("briefings.reload", language), key="briefings-reload", on_click=briefing_edits.forget)
                st.button(
                    text("briefings.asCopy", language),
                    key="briefings-as-copy",
                    on_click=briefing_edits.add_copy,
                    args=(pending,),
                )
    for notice in st.session_state.pop(SKIPPED, [])[:MAX_NOTICES]:
        st.warning(plain(notice.message(language)))


def _list(present: Briefings, language: Language) -> ResolvedBriefing | None:
    """Names to choose from; returns the chosen briefing."""
    by_id = {resolved.briefing.id: resolved for resolved in present.resolved}
    wanted = st.session_state.get(CHOSEN) or navigation.parameters().get("brief")
    chosen = by_id.get(wanted or "") or next(iter(by_id.values()), None)
    for source in ("shipped", "own"):
        st.markdown(f"**{text(f'briefings.{source}', language)}**")
        listed = [resolved for resolved in present.resolved if resolved.source == source]
        for resolved in listed:
            identifier, count = resolved.briefing.id, len(resolved.scenes)
            label = said("briefings.entry", language, title=resolved.briefing.name(language), count=count)
            kind: Literal["secondary", "tertiary"] = "secondary" if resolved is chosen else "tertiary"
            st.button(label, key=f"briefing-{identifier}", type=kind, on_click=_choose, args=(identifier,))
        if not listed:
            st.caption(text("briefings.none", language))
    return chosen


def _choose(identifier: str) -> None:
    briefing_edits.forget()
    st.session_state[CHOSEN] = identifier


def _upload(language: Language) -> None:
    """A briefing file to take in; the widget is emptied after each, so that a rerun takes nothing in twice."""
    count = st.session_state.get(UPLOAD_COUNT, 0)
    label, limit = text("briefings.upload", language), MAX_FILE_BYTES // 1_000_000
    uploaded = st.file_uploader(label, type="json", key=f"briefing-upload-{count}", max_upload_size=limit)
    if uploaded is None:
        return
    briefing_edits.forget()
    try:
        added, notices = briefing_edits.take_in(uploaded.getvalue())
    except ExportError as error:
        st.session_state[FAILED] = error
    else:
        st.session_state[CHOSEN], st.session_state[SKIPPED] = added[0].briefing.id, notices
    st.session_state[UPLOAD_COUNT] = count + 1
    st.rerun()


def _problems(present: Briefings, language: Language) -> None:
    if present.problem is not None:
        st.error(plain(present.problem.message(language)))
    for damaged in present.damaged[:MAX_NOTICES]:
        st.warning(plain(f"{damaged.name}: {damaged.error.message(language)}"))


def _briefing(resolved: ResolvedBriefing, version: str | None, language: Language) -> None:
    """One briefing: what to do with it, and its scenes."""
    briefing = resolved.briefing
    st.subheader(plain(briefing.name(language)), anchor=False)
    _actions(resolved, version, language)
    with st.container():
        for notice in resolved.notices[:MAX_NOTICES]:
            st.warning(plain(notice.message(language)))
    if not may_edit():
        st.caption(text("who.readersOnly", language))
    elif version is None:
        st.caption(text("briefings.shippedHint", language))
    else:
        _titles(resolved, version, language)
    st.divider()
    show_scenes(resolved, version, language)
    if not resolved.scenes:
        st.info(text("briefings.empty", language))


def _actions(resolved: ResolvedBriefing, version: str | None, language: Language) -> None:
    briefing, empty = resolved.briefing, not resolved.scenes
    name = safe_name(briefing.name(language), fallback=briefing.id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            text("briefings.present", language), key="briefing-present", type="primary", icon=":material/play_arrow:",
            disabled=empty, on_click=navigation.present, args=(briefing.id,),
        )  # fmt: skip
        if st.button(text("briefings.slides", language), key="briefing-slides", disabled=empty):
            _start(resolved, language, "slides", f"{name}.pptx", PPTX)
        if st.button(text("briefings.kit", language), key="briefing-kit", disabled=empty):
            _start(resolved, language, "kit", f"{name}.html", "text/html")
        if may_edit():
            st.button(
                text("briefings.copy", language), key="briefing-copy", on_click=briefing_edits.add_copy,
                args=(briefing,),
            )  # fmt: skip
        st.download_button(
            text("briefings.download", language), briefing_json(briefing), f"{name}.json", "application/json",
            key="briefing-download", on_click="ignore",
        )  # fmt: skip
        if version is not None:
            st.button(
                text("briefings.delete", language), key="briefing-delete", type="tertiary",
                on_click=briefing_edits.delete, args=(briefing.id, version, briefing.name(language)),
            )  # fmt: skip
    with st.container():
        for product in ("slides", "kit"):
            job_panel.panel(f"{product}-{briefing.id}", language)


def _start(resolved: ResolvedBriefing, language: Language, product: str, file_name: str, media_type: str) -> None:
    """Make slides or a kit in the background."""
    options = {"briefing": briefing_json(resolved.briefing).decode(), "source": resolved.source}
    job_panel.start(
        f"{product}-{resolved.briefing.id}", Asked(product, "", language, options), file_name=file_name,
        media_type=media_type
    )  # fmt: skip


def _titles(resolved: ResolvedBriefing, version: str, language: Language) -> None:
    """The briefing's titles to type."""
    briefing, prefix = resolved.briefing, f"titles-{resolved.briefing.id}-{version}"
    with st.expander(text("briefings.rename", language), icon=":material/edit:"), st.form(prefix, border=False):
        zh, en = st.columns(2)
        zh.text_input(text("briefings.field.title", "zh"), value=briefing.title, key=f"{prefix}-title")
        en.text_input(text("briefings.field.title", "en"), value=briefing.title_en, key=f"{prefix}-title_en")
        st.form_submit_button(
            text("briefings.save", language),
            type="primary",
            on_click=briefing_edits.rename,
            args=(briefing, version, prefix),
        )
