"""The table page: every item of the plan, the ones without a place too; sortable, filterable, to take away."""

from collections.abc import Callable, Sequence

import streamlit as st

from geo.plan import Item, Plan
from layers.style import Catalogue, load_catalogue
from layers.text import Language, text
from ui.document import bundle
from ui.frame import current_language, page_header

# A cell that begins like this would be run as a formula by a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
TABLE_HEIGHT_PX = 620
ROW_HEIGHT_PX = 38
NAME_WIDTH_PX = 280


def show() -> None:
    """Draw the page."""
    language = current_language()
    page_header("table", language)
    st.subheader(text("table.title", language))
    st.caption(text("table.hint", language))
    plan, catalogue = bundle().plan, load_catalogue()
    items = _chosen(plan, catalogue, language)
    placed = [item for item in items if item.geometry is not None]
    unplaced = [item for item in items if item.geometry is None]
    st.markdown(text("table.totals", language, total=len(items), placed=len(placed), unplaced=len(unplaced)))
    if not items:
        st.info(text("table.empty", language))
        return
    _table(placed, plan, catalogue, language, key="placed")
    if unplaced:
        st.markdown(f"**{text('unplaced.title', language)}** · {text('unplaced.hint', language)}")
        _table(unplaced, plan, catalogue, language, key="unplaced")


def _chosen(plan: Plan, catalogue: Catalogue, language: Language) -> list[Item]:
    """Items that the page's filters let through."""
    names = {unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units}
    columns = st.columns(4)
    all_of_them = text("table.all", language)

    def pick(position: int, label: str, options: list[str], label_of: Callable[[str], str]) -> list[str]:
        key = f"table-{label.removeprefix('filter.')}"
        return columns[position].multiselect(text(label, language), options, format_func=label_of, key=key, placeholder=all_of_them)

    themes = pick(0, "filter.theme", list(catalogue.themes), lambda key: getattr(catalogue.themes[key], language))
    stages = pick(1, "filter.stage", list(catalogue.stages), lambda key: getattr(catalogue.stages[key], language))
    units = pick(2, "filter.district", list(names), names.__getitem__)
    wanted = columns[3].text_input(text("filter.text", language), key="table-text").strip().casefold()
    return [
        item
        for item in plan.items
        if (not themes or item.theme in themes)
        and (not stages or item.stage in stages)
        and (not units or set(units) & set(item.districts))
        and (not wanted or wanted in "\n".join((item.name, item.name_en, *item.aliases, item.clause_text)).casefold())
    ]


def _table(items: Sequence[Item], plan: Plan, catalogue: Catalogue, language: Language, *, key: str) -> None:
    from geo.frame import to_frame  # noqa: PLC0415 - geopandas takes 0.6 s to import; the map does not need it

    if not items:
        return
    frame = to_frame(items)
    names = {unit.id: unit.name if language == "zh" else unit.name_en for unit in plan.units}
    other = ", " if language == "en" else "、"
    shown = {
        "table.name": frame["name" if language == "zh" else "name_en"],
        "filter.theme": frame["theme"].map(
            lambda value: getattr(catalogue.themes[value], language) if value in catalogue.themes else value
        ),
        "filter.category": frame["category"]
        if language == "zh"
        else frame["category"].map(lambda value: catalogue.category_en.get(value, value)),
        "filter.stage": frame["stage"].map(lambda value: getattr(catalogue.stages[value], language)),
        "filter.district": frame["districts"].map(lambda ids: other.join(names.get(unit, unit) for unit in ids)),
        "filter.precision": frame["precision"].map(lambda value: getattr(catalogue.precisions[value], language)),
        "table.uncertainty": frame["uncertainty_m"].astype("Int64"),
        "table.length": frame["length_km"].round(1),
        "table.area": frame["area_km2"].round(2),
        "card.clause": frame["clause"],
        "card.section": frame["section"],
    }
    table = frame[[]].assign(**{text(label, language): values for label, values in shown.items()})
    table = table.drop(columns=[name for name in table if table[name].isna().all()])
    height_px = min(TABLE_HEIGHT_PX, ROW_HEIGHT_PX * (len(items) + 1))
    widths = {table.columns[0]: st.column_config.TextColumn(width=NAME_WIDTH_PX, pinned=True)}
    st.dataframe(table, hide_index=True, height=height_px, column_config=widths, placeholder="–", key=f"table-{key}")
    safe = table.map(lambda value: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value)
    st.download_button(
        text("table.csv", language), safe.to_csv(index=False).encode("utf-8-sig"), f"shenzhen-plan-{key}.csv", "text/csv", key=f"csv-{key}"
    )
