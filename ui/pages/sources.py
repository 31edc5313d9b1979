"""The sources page: where every coordinate comes from, and what is wrong with the data, if anything."""

from collections import Counter

import streamlit as st

from briefing.errors import ExportError
from exports.sources import load_sources
from layers.screen.present import present_plan
from layers.screen.served import served
from layers.text import Language, text
from ui.navigation import current_language
from ui.plain import plain
from ui.tables import arrow_table

TABLE_HEIGHT_PX = 640
TITLE_WIDTH_PX = 620


def show() -> None:
    """Draw the page."""
    language = current_language()
    st.subheader(text("sources.title", language), anchor=False)
    st.caption(text("sources.hint", language))
    problems, items = served().problems[language], present_plan()[0].items
    if problems:
        st.warning(text("data.problems", language, count=len(problems)))
        st.code("\n".join(problems), language=None, wrap_lines=True)
        st.caption(text("data.problems.hint", language))
    else:
        st.success(text("sources.fine", language, items=len(items)))
    st.markdown(text("sources.method", language))
    _table(language)


def _table(language: Language) -> None:
    """Every source with how many items it bears out: a row each, to sort and to search."""
    try:
        sources = load_sources()
    except ExportError as error:
        st.error(plain(error.message(language)))
        return
    items = present_plan()[0].items
    uses = Counter(source for item in items for source in {entry.source for entry in item.evidence})
    columns: dict[str, list[str] | list[int]] = {
        "sources.publisher": [source.title.replace("`", "") for source in sources.values()],
        "sources.uses": [uses[key] for key in sources],
        "sources.licence": [source.licence for source in sources.values()],
        "sources.date": [source.date for source in sources.values()],
        "sources.datum": [source.datum.replace("`", "") for source in sources.values()],
        "sources.id": list(sources),
    }
    table = arrow_table({text(key, language): values for key, values in columns.items()})
    widths = {text("sources.publisher", language): st.column_config.TextColumn(width=TITLE_WIDTH_PX)}
    st.dataframe(table, hide_index=True, height=TABLE_HEIGHT_PX, column_config=widths)
