"""What tells two views apart, in words: the browser says what paper says."""

from datetime import date
from typing import Any

import pytest

from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.text import Language
from layers.view.differences import differences
from layers.view.link import Vocabulary, decode
from tests.node import node

OWN = "own=0123456789ab"
PAIRS = [
    ("", ""),
    ("tint=progress&day=2022-01-01", "tint=progress"),
    ("tint=progress", "tint=marks"),
    ("dist=futian", "dist=nanshan"),
    ("dist=futian", ""),
    ("dist=futian,nanshan,luohu,baoan", "dist=futian,nanshan"),
    # The order in which a link names values is none of a view's.
    ("dist=nanshan,futian", "dist=futian,nanshan"),
    ("dist=nanshan,futian", "theme=transport"),
    ("theme=water,transport", "theme=transport,water&stage=accelerate"),
    ("dist=!nanshan,luohu", "dist=none,futian&prec=site"),
    ("q=%E8%A5%BF%E4%B8%BD", ""),
    ("q=%20a%20", "q=a"),
    ("q=a", "q=b&dist=futian"),
    ("unit=futian", "unit=nanshan"),
    ("unit=futian", ""),
    ("sel=hub-xili", "sel=hub-huangmugang"),
    ("", "sel=hub-xili"),
    ("on=-", ""),
    ("on=th", ""),
    ("on=th", "on=tr"),
    (OWN, ""),
    (OWN + ".ba9876543210", OWN),
    (OWN + ".ba9876543210", "own=ba9876543210.0123456789ab"),
    ("base=none", ""),
    ("base=none", "base=pkg-city-01234567"),
    ("tint=progress&day=2022-01-01&dist=futian&q=a&on=th&base=none", "unit=nanshan&" + OWN),
    # What is no matter of either half says nothing.
    ("3d=1&at=114,22.5,11&lang=en&page=table", ""),
]
SAID = """
  const { Store } = await module("state/store");
  const { decodeView } = await module("state/view");
  const { differences } = await module("compare/words");
  return argument.map(({ one, other, language }) => {
    const [first, second] = [one, other].map((query) => decodeView(doc, query));
    const store = new Store(doc, { ...first.state, language });
    const said = differences(store, store.state, second.state);
    return { said, dropped: [first.dropped, second.dropped] };
  });
"""


@pytest.fixture(scope="module")
def said() -> dict[tuple[str, str, str], Any]:
    """What the browser says of each pair, in each language."""
    asked = [(one, other, language) for one, other in PAIRS for language in ("zh", "en")]
    found = node(SAID, [dict(zip(("one", "other", "language"), each, strict=True)) for each in asked], plan=True)
    return dict(zip(asked, found, strict=True))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_browser_and_paper_say_the_same(
    said: dict[tuple[str, str, str], Any], plan: Plan, one: str, other: str, language: Language
) -> None:
    catalogue = load_catalogue()
    vocabulary = Vocabulary(plan, catalogue)
    views = [decode(query, vocabulary)[0] for query in (one, other)]
    pairs = differences(*views, plan, catalogue, language)
    there = said[one, other, language]
    assert there["dropped"] == [[], []], "the pair says less than it seems to"
    assert [list(pair) for pair in pairs] == [list(pair) for pair in zip(*there["said"], strict=True)]


def test_the_words_are_these(said: dict[tuple[str, str, str], Any]) -> None:
    """Neither half can drift together with the other: some are written down."""
    today = date.today().isoformat()
    assert said["tint=progress&day=2022-01-01", "tint=progress", "zh"]["said"] == [["2022-01-01"], [f"今天 {today}"]]
    assert said["dist=futian", "dist=nanshan", "en"]["said"] == [["Futian District"], ["Nanshan District"]]
    assert said["", "", "zh"]["said"] == [[], []]
    assert said["dist=nanshan,futian", "dist=futian,nanshan", "zh"]["said"] == [[], []]
