import pytest
from streamlit.testing.v1 import AppTest

from layers.pages import PAGES
from tests.conftest import ROOT


def open_page(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def test_the_page_opens_without_an_exception() -> None:
    page = open_page()
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", PAGES)
def test_every_page_beside_the_map_opens_without_an_exception(name: str) -> None:
    page = open_page(page=name, unit="nanshan", lang="en")
    assert not page.exception
    assert not page.error


def test_hostile_language_falls_back_to_chinese() -> None:
    assert not open_page(lang="<script>alert(1)</script>").exception
