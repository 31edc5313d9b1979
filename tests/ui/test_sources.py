from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PAGE = "from ui import sources\nsources.show()\n"


def test_the_page_lists_every_source_and_says_that_the_data_pass() -> None:
    page = AppTest.from_string(PAGE, default_timeout=30).run()
    assert not page.exception
    assert page.success
    table = page.dataframe[0].value
    assert {"osm-coast", "plan-outline"} <= set(table["编号"])
    assert (table["支撑项目数"] > 0).sum() > 100


def test_the_language_button_switches_every_word() -> None:
    page = AppTest.from_string(PAGE, default_timeout=30).run()
    page.button(key="language-switch").click().run()
    assert page.subheader[0].value == "Sources and checks"
    assert (ROOT / "data" / "SOURCES.md").is_file()
