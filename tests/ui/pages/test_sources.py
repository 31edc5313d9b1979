from streamlit.testing.v1 import AppTest

from tests.conftest import PATIENCE_S

PAGE = "from ui.pages import sources\nsources.show()\n"


def test_the_page_lists_every_source_and_says_that_the_data_pass() -> None:
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S).run()
    assert not page.exception
    assert page.success
    table = page.dataframe[0].value
    assert {"osm-coast", "plan-outline"} <= set(table["编号"])
    assert (table["支撑项目数"] > 0).sum() > 100


def test_in_english_every_word_is_english() -> None:
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S)
    page.query_params["lang"] = "en"
    assert page.run().subheader[0].value == "Sources and checks"
