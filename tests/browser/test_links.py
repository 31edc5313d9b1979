"""Browser and Python read and write the same links, and search alike."""

import pytest

from geo.plan import Plan
from geo.query import Filter, matching
from layers.browser_parts import modules_hash
from layers.link import Vocabulary, decode, encode
from layers.style import load_catalogue
from tests.browser.conftest import MapPage, run

LINKS = [
    "",
    "page=table&lang=en&ground=dark",
    "theme=transport,water&dist=futian&stage=accelerate&kind=line",
    "on=ka.th.tr&op=ka50.th85",
    "on=-",
    "dist=!nanshan,luohu&prec=site",
    "theme=!",
    "q=%E8%A5%BF%E4%B8%BD%20%F0%9F%98%80&col=null,11",
    "sel=hub-xili&unit=nanshan&at=113.95,22.56,12.5,30,-200&3d=1",
    "at=113.95,22.56,99",
    "page=nowhere&lang=fr&theme=gold,air&sel=none&at=1,2,3&on=zz&op=ka7.th33",
    "page=table&sort=-uncertainty&group=district",
    "sort=--size&group=none",
    "dist=none,futian",
    "dist=!none",
    "brief=city-briefing&scene=4",
    "scene=4",
    "q=" + "%E9%95%BF" * 200,
    "q=<script>alert(1)</script>&dist=<b>",
]
WORDS = [
    "", "xili", "xl", "XiLi ShuNiu", "西丽", "Xili", "hub-xili", "qianhai", "shuiku", "水库", "railway", "ns", "gm", "二期", "t2", "  西丽 ",
    "[.*(", "<script>", "😀", "长" * 300, "PM2.5", "İ", "Ш", "q ianhai",
]  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
def test_a_link_means_the_same_in_browser_and_python(map_page: MapPage, plan: Plan, link: str) -> None:
    words = Vocabulary(plan, load_catalogue())
    view, dropped = decode(link, words)
    told = run(
        map_page.page,
        "const { decodeView, encodeView } = await import(argument.module); const { state, camera, dropped } = decodeView(map.doc, argument.link);"
        "return [encodeView(map.doc, { ...store.state, ...state }, camera), dropped.map((entry) => entry.split('=')[0])];",
        {"module": f"/modules/{modules_hash()}/view.js", "link": link},
    )
    assert told == [encode(view, words), [entry.parameter for entry in dropped]]


def test_the_same_words_find_the_same_items(map_page: MapPage, plan: Plan) -> None:
    for text in WORDS:
        found = run(
            map_page.page,
            "store.set({ filters: { ...store.state.filters, text: argument } }); return store.matching.map((item) => item.id);",
            text,
        )
        assert found == [item.id for item in matching(plan.items, Filter(text=text))], text


def test_the_same_filters_let_the_same_items_through(map_page: MapPage, plan: Plan) -> None:
    picked = {"theme": ["transport", "water"], "district": ["futian", "none"], "kind": ["line", "citywide"]}
    found = run(
        map_page.page,
        "const sets = Object.fromEntries(Object.entries(argument).map(([name, values]) => [name, new Set(values)]));"
        "store.set({ filters: { ...store.state.filters, ...sets } }); return store.matching.map((item) => item.id);",
        picked,
    )
    wanted = Filter(**{name: frozenset(values) for name, values in picked.items()})
    assert found == [item.id for item in matching(plan.items, wanted)] != []
