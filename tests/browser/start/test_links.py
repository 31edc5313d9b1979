"""Browser and Python read and write the same links, and search alike."""

from urllib.parse import quote

import pytest

from geo.model import Plan
from geo.query import Filter, matching
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode, encode
from tests.node import node

QUESTIONS = [
    "ask=near&of=sel%3Dhub-xili&r=1000",
    "ask=near&of=sel%3Dhub-xili&to=&r=1000",
    "ask=near&of=theme%3Dtransport%26cat%3D%E6%9C%BA%E5%9C%BA&to=own%3Down-0123456789ab%26pm%3D20&r=0.5",
    "ask=nearest&of=unit%3Dnanshan&to=theme%3Dwater&k=007",
    "ask=rings&of=sel%3Dhub-xili&r=500,1000,2000",
    "ask=overlap&of=area%3D113.95,22.55,113.96,22.55,113.96,22.56",
    "ask=overlap&of=area%3D113.95,22.55,113.96,22.55",
    "ask=overlap&of=area%3D113.95,22.55,113.96,22.55,113.96,1e9",
    "ask=matrix&of=",
    "ask=within&of=q%3D%20(a,b)%E2%80%A8",
    "ask=within&of=q%3D%20(a,b)*!'~",
    "ask=near&of=sites.csv&r=1000",
    "ask=near&of=file%3D%2Fetc%2Fpasswd&r=1000",
    "ask=near&of=own%3D..%2F..%2Fetc&r=1000",
    "ask=near&of=sel%3Dhub-xili&r=1e9",
    "ask=near&of=sel%3Dhub-xili&r=500001",
    "ask=near&of=sel%3Dhub-xili&r=%EF%BC%95",
    "ask=near&of=sel%3Dhub-xili&r=0",
    "ask=near&of=sel%3Dhub-xili&r=",
    "ask=near&of=sel%3Dhub-xili",
    "ask=near&of=sel%3Dhub-xili&r=1&r=2",
    "ask=near&of=sel%3Dhub-xili&r=5&day=2023-06-30",
    "ask=near&of=pm%3D20&r=5",
    "ask=near&of=sel%3Da%26sel%3Db&r=5",
    "ask=near&of=sel%3Dhub-xili%26area%3D1,2,3,4,5,6&r=5",
    "ask=rings&of=sel%3Dhub-xili&r=1000,500",
    "ask=nearest&of=sel%3Dhub-xili&k=101",
    "ask=matrix&of=&" + "&".join(["of="] * 8),
    "ask=matrix&of=q%3D" + "a" * 1983,
    "ask=matrix&of=q%3D" + "a" * 1984,
    "ask=matrix&of=q%3D" + "%E9%95%BF" * 300,
    "ask=far&of=",
    "<script>alert(1)</script>",
]
LINKS = [
    "",
    "vs=-",
    "vs=",
    "vs=day%3D2023-01-01%26tint%3Dprogress&split=side&tint=progress",
    "vs=dist%3D!nanshan%26at%3D113.95,22.55,11%26on%3Dka.th%26op%3Dka50&split=30",
    "vs=page%3Dtable%26lang%3Den%26vs%3D-%26sel%3Dhub-xili&split=37",
    "vs=q%3D%25E8%25A5%25BF%25E4%25B8%25BD%2B%2523a%26day%3D2999-01-01&split=95",
    "vs=%3Fsel%3Dnone%26unit%3Dnanshan%23x",
    "vs=" + "q%3D" + "a" * 1500,
    "split=side",
    "page=table&lang=en&ground=dark",
    "base=none",
    "base=city&on=ka",
    "base=atlas",
    "base=tianditu-img&sel=hub-xili",
    "base=pkg-shenzhen-0123abcd",
    "base=pkg--0123abcd&on=-",
    "base=pkg-../../etc-0123abcd",
    "base=own",
    "base=https://host.invalid/{z}/{x}/{y}",
    "theme=transport,water&dist=futian&stage=accelerate&kind=line",
    "on=ka.th.tr&op=ka50.th85",
    "on=-",
    "own=0123abcd4567",
    "own=0123abcd4567.ffffffffffff.0123abcd4567&on=th&q=a",
    "own=own-0123abcd4567.../etc.0123ABCD4567.zz.0123abcd456&sel=hub-xili",
    "own=0123abcd4567%0A",
    "own=" + ".".join(f"{number:012x}" for number in range(25)),
    "own=.",
    "brief=city-briefing&own=0123abcd4567",
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
    "tint=progress&day=2023-06-30&promise=not-kept&slip=yes&state=!open,unknown",
    "tint=marks&day=2021-01-01",
    "tint=theme&day=2020-12-31",
    "tint=red&day=2023-02-30&state=not_kept,open&slip=maybe",
    "day=2999-01-01",
    "day=20230630&promise=",
    "scene=4",
    "q=" + "%E9%95%BF" * 200,
    "q=<script>alert(1)</script>&dist=<b>",
    *(f"ask={quote(question, safe='')}" for question in QUESTIONS),
    "sel=hub-xili&ask=",
]
WORDS = [
    "", "xili", "xl", "XiLi ShuNiu", "西丽", "Xili", "hub-xili", "qianhai", "shuiku", "水库", "railway", "ns", "gm",
    "二期", "t2", "  西丽 ", "[.*(", "<script>", "😀", "长" * 300, "PM2.5", "İ", "Ш", "q ianhai",
]  # fmt: skip
READ = """
  const [{ decodeView, encodeView }, { Store }] = await Promise.all(["state/view", "state/store"].map(module));
  const store = new Store(doc, {});
  return argument.map((link) => {
    const { state, camera, dropped } = decodeView(doc, link);
    return [encodeView(doc, { ...store.state, ...state }, camera), dropped.map((entry) => entry.split("=")[0])];
  });
"""
FOUND = """
  const { Store } = await module("state/store");
  const { emptyFilters } = await module("state/filters");
  return argument.map((given) => {
    const sets = Object.entries(given)
      .map(([name, values]) => [name, Array.isArray(values) ? new Set(values) : values]);
    return new Store(doc, { filters: { ...emptyFilters(doc), ...Object.fromEntries(sets) } })
      .matching.map((item) => item.id);
  });
"""


@pytest.fixture(scope="module")
def read() -> dict[str, list[object]]:
    """Of each link what the browser makes of it: the same link again, and the parameters that it drops."""
    return dict(zip(LINKS, node(READ, LINKS, plan=True), strict=True))


@pytest.mark.parametrize("link", LINKS)
def test_a_link_means_the_same_in_browser_and_python(read: dict[str, list[object]], plan: Plan, link: str) -> None:
    words = Vocabulary(plan, load_catalogue())
    view, dropped = decode(link, words)
    assert read[link] == [encode(view, words), [entry.parameter for entry in dropped]]


def test_the_same_words_find_the_same_items(plan: Plan) -> None:
    for text, found in zip(WORDS, node(FOUND, [{"text": text} for text in WORDS], plan=True), strict=True):
        assert found == [item.id for item in matching(plan.items, Filter(text=text))], text


def test_the_same_filters_let_the_same_items_through(plan: Plan) -> None:
    picked = {"theme": ["transport", "water"], "district": ["futian", "none"], "kind": ["line", "citywide"]}
    (found,) = node(FOUND, [picked], plan=True)
    wanted = Filter(**{name: frozenset(values) for name, values in picked.items()})
    assert found == [item.id for item in matching(plan.items, wanted)] != []
