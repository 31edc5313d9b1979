from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PAGE = "from ui import sources\nsources.show()\n"


def test_the_page_lists_every_source_and_says_that_the_data_pass() -> None:
    page = AppTest.from_string(PAGE, default_timeout=30).run()
    assert not page.exception
    assert page.success
    assert any("osm-coast" in block.value for block in page.markdown)


def test_the_language_button_switches_every_word() -> None:
    page = AppTest.from_string(PAGE, default_timeout=30).run()
    page.button(key="language-switch").click().run()
    assert page.subheader[0].value == "Sources and checks"
    assert (ROOT / "data" / "SOURCES.md").is_file()
