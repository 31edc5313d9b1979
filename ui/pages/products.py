"""What the products page shows under its header: the selection, the product with its options, its making, a preview."""

from dataclasses import replace

import streamlit as st

from briefing.errors import ExportError
from exports.command import everything
from exports.context import Context
from exports.progress import silent
from exports.words import filter_words
from geo.model import Item
from layers.screen.present import present_plan
from layers.style.catalogue import load_catalogue
from layers.text import Language, text
from layers.view.link import Vocabulary, decode, encode, parameters_of
from layers.view.state import View, found_items, layers_on
from layers.view.tally import tally
from ui import job_panel, navigation
from ui.pages.ordering import Order
from ui.pages.orders import ORDERS
from ui.pictures import PictureError, picture_of
from ui.plain import plain, said
from ui.uploading import uploader_style

SCOPES = ("view", "all")
OPTIONS_SHARE = (6, 9)
"""widths of the options and of the preview"""
# A row of choices that is wider than its column goes on below: Streamlit would hide the rest behind its edge.
STYLE = """
.st-key-orders-options [data-testid="stButtonGroup"] [role="radiogroup"] { flex-wrap: wrap; row-gap: 4px; }
"""


def draw(language: Language) -> None:
    """Draw the page's body."""
    options, preview = st.columns(OPTIONS_SHARE, gap="large")
    st.html(f"<style>{STYLE}{uploader_style('orders-options', language)}</style>")
    with options, st.container(key="orders-options"):
        st.subheader(text("orders.heading", language), anchor=False)
        context, items = _selection(language)
        product = _product(language)
        try:
            order = ORDERS[product](context)
        except ExportError as error:
            st.warning(plain(error.message(language)))
            return
        _left_out(order, context, language)
        _make(product, order, language, possible=bool(items))
        st.caption(text("orders.elsewhere", language))
    with preview:
        _preview(product, order, items, language)


def _selection(language: Language) -> tuple[Context, list[Item]]:
    """The view that the address holds, or everything, with what it selects in words."""
    catalogue = load_catalogue()
    plan, _ = present_plan()
    view, dropped = decode(navigation.parameters(), Vocabulary(plan, catalogue))
    scope = st.segmented_control(
        text("orders.scope", language), SCOPES, format_func=lambda key: text(f"scope.{key}", language), default="view",
        key="exports-scope", required=True,
    )  # fmt: skip
    if scope == "all":
        view = replace(everything(catalogue), language=view.language, unit=view.unit)
    if dropped:
        st.caption(
            said("orders.dropped", language, what=", ".join(f"{entry.parameter}={entry.value}" for entry in dropped))
        )
    context = Context(view, plan, catalogue, language, silent)
    items = found_items(view, plan)
    if not items:
        st.warning(text("data.empty", language))
    else:
        st.caption("  \n".join(plain(words) for words in _words(view, context, items, language)))
    return context, items


def _words(view: View, context: Context, items: list[Item], language: Language) -> list[str]:
    placed = sum(item.geometry is not None for item in items)
    counts = text("data.selection", language, count=len(items), placed=placed, unplaced=len(items) - placed)
    return [counts, *filter_words(view, context.plan, context.catalogue, language)]


def _left_out(order: Order, context: Context, language: Language) -> None:
    """How many of the items are in the product's pictures, and a button that opens the layers that hide the rest."""
    if order.pictured is None:
        st.caption(text(order.whole, language))
        return
    counted = tally(order.pictured, context.plan, context.catalogue)
    words = (counted.words(language), counted.closed_words(context.catalogue, language))
    st.caption("  \n".join(plain(line) for line in words if line))
    present = layers_on(context.view, context.catalogue)
    layers = present | set(counted.closed_layers(context.catalogue))
    # A brief of everything leaves out layers that would cover its district: they are open already, nothing is to be
    # opened there.
    if layers != present:
        st.button(
            text("tally.open", language), key="exports-open-layers", on_click=_open_layers, args=(context, layers)
        )
    if counted.unplaced:
        with st.expander(text("tally.unplaced", language, count=len(counted.unplaced))):
            st.caption(plain(counted.unplaced_words(language)))


def _open_layers(context: Context, layers: frozenset[str]) -> None:
    """Show layers on the map too, whose view this is."""
    query = parameters_of(encode(replace(context.view, layers=layers), Vocabulary(context.plan, context.catalogue)))
    rest = {name: value for name, value in navigation.parameters().items() if name != "on"}
    navigation.show(rest | {name: value for name, value in query.items() if name == "on"})


def _product(language: Language) -> str:
    names = list(ORDERS)
    asked = navigation.parameters().get("product")
    first = asked if asked in ORDERS else names[0]
    label = text("orders.product", language)
    picked = st.segmented_control(
        label,
        names,
        format_func=lambda key: text(f"product.{key}", language),
        default=first,
        key="exports-product",
        required=True,
    )
    return picked or first


def _make(product: str, order: Order, language: Language, *, possible: bool) -> None:
    """The button, then the progress, then the file; a finished file of other options is not offered."""
    key, signature = f"product-{product}", (order.file_name, order.asked.told)
    job = job_panel.current(key)
    offered = job is not None and (job.active or st.session_state.get(f"{key}-of") == signature)
    blocked = not possible or (job is not None and job.active)
    if st.button(
        text("orders.make", language), type="secondary" if offered else "primary", key="exports-make", disabled=blocked
    ):
        st.session_state[f"{key}-of"] = signature
        job_panel.start(key, order.asked, file_name=order.file_name, media_type=order.media_type)
        st.rerun()
    if offered:
        job_panel.panel(key, language)


def _preview(product: str, order: Order, items: list[Item], language: Language) -> None:
    """The first page as it will be, or what the product holds in words."""
    if not items:
        return
    if order.preview is None:
        st.subheader(text("orders.contents", language), anchor=False)
        st.markdown(text(f"contents.{product}", language))
        return
    with st.container(border=True):
        place = st.empty()
    place.caption(text("orders.drawing", language))
    try:
        place.image(picture_of(order.preview, place), width="stretch")
    except PictureError as error:
        place.info(plain(str(error)))
        return
    st.caption(text("orders.preview", language))
