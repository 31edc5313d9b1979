"""The scenes of a briefing as rows: picture, words, figures; and, in a saved one, what can be done with each."""

from typing import Any

import streamlit as st

from briefing.resolved import ResolvedBriefing, ResolvedScene
from exports.asked import Asked
from layers.text import Language, text
from layers.view.drawing import drawing_record
from ui.pages import briefing_edits
from ui.pictures import PictureError, picture_of, said_in
from ui.plain import plain, said

PICTURE_PX = (480, 300)
PICTURE_DPI = 120.0
LABEL_SCALE = 0.9
WIDTHS = (1.15, 3.5)


def _asked(scene: ResolvedScene, language: Language) -> Asked:
    """The picture of a scene's map."""
    (width_px, height_px), bounds = PICTURE_PX, list(scene.bounds) if scene.bounds else None
    options = {
        "width_px": width_px,
        "height_px": height_px,
        "dpi": PICTURE_DPI,
        "bounds": bounds,
        "label_scale": LABEL_SCALE,
        "drawing": drawing_record(scene.view.drawing) if scene.view.drawing else None,
    }
    return Asked("scene-picture", scene.scene.view, language, options)


def show_scenes(resolved: ResolvedBriefing, version: str | None, language: Language) -> None:
    """A row a scene. version of a saved briefing; None for one that ships, which cannot be changed."""
    places, answers = [], []
    for position, scene in enumerate(resolved.scenes):
        picture, words = st.columns(WIDTHS, gap="medium", vertical_alignment="top")
        places.append(picture.empty())
        with words:
            answers.append(_words(scene, position, language))
            if version is not None:
                _controls(resolved, version, position, language)
                _fields(resolved, version, position, language)
        st.divider()
    # Words are there at once; the pictures follow one by one.
    for place, answer, scene in zip(places, answers, resolved.scenes, strict=True):
        try:
            drawn = picture_of(_asked(scene, language), place)
        except PictureError as error:
            place.info(plain(str(error)))
            continue
        place.image(drawn, width="stretch")
        # What a scene asks is answered while its picture is drawn; its title often is the question.
        if told := said_in(drawn):
            answer.markdown(plain(told.removeprefix(f"{scene.scene.words('title', language)} · ")))


def _words(scene: ResolvedScene, position: int, language: Language) -> Any:
    """Title, narrative, figures and notes. Returns the place of the answer to what the scene asks."""
    st.markdown(f"**{position + 1}　{plain(scene.scene.words('title', language))}**")
    narrative = scene.narrative(language)
    if narrative:
        st.markdown(plain(narrative))
    answer = st.empty()
    shown = [f"{value.label if language == 'zh' else value.label_en} {value.value}" for value in scene.key_figures]
    if shown:
        st.caption(plain("　·　".join(shown)))
    notes = scene.scene.words("notes", language)
    if notes:
        st.caption(f"{text('briefings.notes', language)}　{plain(notes)}")
    return answer


def _controls(resolved: ResolvedBriefing, version: str, position: int, language: Language) -> None:
    briefing, last = resolved.briefing, len(resolved.scenes) - 1
    title = resolved.scenes[position].scene.words("title", language)
    prefix = f"scene-{briefing.id}-{position}"
    with st.container(horizontal=True, gap="medium"):
        for name, changed, possible in (
            ("up", briefing.moved(position, -1), position > 0),
            ("down", briefing.moved(position, 1), position < last),
            ("double", briefing.duplicated(position), True),
        ):
            st.button(
                text(f"briefings.{name}", language), key=f"{prefix}-{name}", type="tertiary", disabled=not possible,
                on_click=briefing_edits.save, args=(changed, version),
            )  # fmt: skip
        st.button(
            text("briefings.deleteScene", language), key=f"{prefix}-delete", type="tertiary",
            on_click=briefing_edits.delete_scene, args=(briefing, version, position, title),
        )  # fmt: skip


def _fields(resolved: ResolvedBriefing, version: str, position: int, language: Language) -> None:
    """The scene's texts to type, both languages side by side."""
    scene = resolved.briefing.scenes[position]
    # A key of its own for each version: what was typed before is not taken over another's text.
    prefix = f"text-{resolved.briefing.id}-{scene.id}-{version}"
    with st.expander(text("briefings.edit", language), icon=":material/edit:"), st.form(prefix, border=False):
        for name in ("title", "narrative", "notes"):
            field = st.text_input if name == "title" else st.text_area
            for column, suffix in zip(st.columns(2), ("", "_en"), strict=True):
                label = text(f"briefings.field.{name}", "zh" if not suffix else "en")
                with column:
                    field(label, value=getattr(scene, name + suffix), key=f"{prefix}-{name}{suffix}")
        if scene.figures:
            st.caption(
                said(
                    "briefings.placeholders",
                    language,
                    names="  ".join(f"{{{figure.name}}}" for figure in scene.figures),
                )
            )
        st.form_submit_button(
            text("briefings.save", language), type="primary", on_click=briefing_edits.save_typed,
            args=(resolved.briefing, version, position, prefix),
        )  # fmt: skip
