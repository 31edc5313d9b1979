"""Every page stands under the one map; pages with forms follow the browser, which may send anything."""

import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.view.pages import FORM_PAGES, PAGES
from tests.conftest import PATIENCE_S, ROOT
from ui.navigation import SENT_KEY, WISH_KEY, remember

TITLES = {
    "briefings": "briefings.title", "exports": "orders.heading", "sources": "sources.title", "trail": "nav.trail",
    "people": "nav.people",
}  # fmt: skip


def open_page(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_S)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def headings(page: AppTest) -> list[str]:
    return [heading.value for heading in page.subheader]


def test_the_page_opens_without_an_exception() -> None:
    page = open_page()
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", PAGES)
def test_a_page_beside_the_map_is_the_browser_s(name: str) -> None:
    page = open_page(page=name, unit="nanshan", lang="en")
    assert not page.exception
    assert not page.error
    assert headings(page) == []


@pytest.mark.parametrize("name", FORM_PAGES)
def test_a_page_with_forms_is_drawn_where_the_address_names_it(name: str) -> None:
    page = open_page(page=name, lang="en")
    assert not page.exception
    assert text(TITLES[name], "en") in headings(page)


def test_what_the_browser_sends_counts_more_than_the_address_that_the_session_began_with() -> None:
    page = open_page(page="sources")
    page.session_state[SENT_KEY] = {"page": "exports", "lang": "en"}
    page.run()
    assert headings(page)[0] == text(TITLES["exports"], "en")
    page.session_state[SENT_KEY] = {"page": "overview"}
    page.run()
    assert headings(page) == []


@pytest.mark.parametrize(
    "query", ["", "?", "page=exports&page=../../x", "lang=<script>", "?page=\ud800&lang=%ff%fe", "&" * 9000, None, 7]
)
def test_whatever_is_sent_a_page_opens(query: object) -> None:
    app = f"from ui.navigation import remember\nremember({{'query': {query!r}}})\n"
    sent = AppTest.from_string(app, default_timeout=PATIENCE_S).run()
    assert not sent.exception
    page = open_page()
    if SENT_KEY in sent.session_state:
        page.session_state[SENT_KEY] = sent.session_state[SENT_KEY]
    assert not page.run().exception


def test_hostile_language_falls_back_to_chinese() -> None:
    page = open_page(page="sources", lang="<script>alert(1)</script>")
    assert not page.exception
    assert text(TITLES["sources"], "zh") in headings(page)


def test_presenting_from_the_briefings_is_asked_of_the_browser() -> None:
    page = open_page(page="briefings")
    page.button(key="briefing-strategy").click().run()
    page.button(key="briefing-present").click().run()
    assert not page.exception
    assert page.session_state[WISH_KEY]["briefing"] == "strategy"


def test_forms_are_as_light_and_as_dark_as_the_map() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for name, colors in load_catalogue().appearances.items():
        found = {theme[name][key] for key in ("backgroundColor", "secondaryBackgroundColor", "textColor")}
        assert found == {colors["unit"], colors["land"], colors["ink"]}


def test_remember_takes_only_text(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr("ui.navigation.st.session_state", state)
    remember({})
    remember({"query": ["page=exports"]})
    assert state == {}
    remember({"query": "?page=exports&q=a%20b"})
    assert state[SENT_KEY] == {"page": "exports", "q": "a b"}
