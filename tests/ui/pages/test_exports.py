"""The products page makes what it shows, says what is selected, and answers hostile or empty requests in words."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Plan
from serve.jobs import Job
from serve.who.asking import ANYBODY
from tests.conftest import PATIENCE_S
from ui.navigation import WISH_KEY
from ui.pages.orders import ORDERS

PAGE = "from ui.pages import exports as page\npage.show()\n"


def opened(product: str = "data", **query: str) -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S)
    for name, value in {"product": product, **query}.items():
        page.query_params[name] = value
    return page.run()


def words_of(page: AppTest) -> str:
    return "\n".join(
        element.value for kind in ("caption", "warning", "info", "markdown") for element in page.get(kind)
    ).replace("\\", "")


def made(page: AppTest, product: str) -> Job:
    page.button(key="exports-make").click().run()
    job: Job = page.session_state[f"job-of-product-{product}"]
    assert job.wait(PATIENCE_S)
    page.run()
    assert not page.exception
    return job


@pytest.mark.parametrize("product", ORDERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_product_has_its_options(product: str, language: str) -> None:
    page = opened(product, lang=language, theme="transport", dist="futian")
    assert not page.exception
    assert page.button(key="exports-make").label == {"zh": "制作", "en": "Make"}[language]


def test_the_address_selects_and_is_told_in_words(plan: Plan) -> None:
    page = opened(theme="transport", dist="futian,nanshan")
    said = words_of(page)
    assert "福田区、南山区" in said
    made_ids = {feature["id"] for feature in json.loads(made(page, "data").content)["features"]}
    assert made_ids
    assert all(
        plan.by_id[key].theme == "transport" and {"futian", "nanshan"} & set(plan.by_id[key].districts)
        for key in made_ids
    )


def test_a_picture_says_what_it_leaves_out_and_opens_it(plan: Plan) -> None:
    page = opened("sheet", theme="transport", stage="promote,study", dist="longgang")
    assert "图上 7 / 共 12 项；图层关闭 5 项" in words_of(page)
    assert "关闭的图层：城市轨道（5）" in words_of(page)
    page.button(key="exports-open-layers").click().run()
    assert "图上 12 / 共 12 项" in words_of(page)
    assert not [button for button in page.button if button.key == "exports-open-layers"]
    # The map hears of it, whose layers these are.
    assert "on=" in page.session_state[WISH_KEY]["query"]
    assert "theme=transport" in page.session_state[WISH_KEY]["query"]


def test_all_layers_can_be_opened_from_the_view_that_one_starts_with() -> None:
    page = opened("sheet")
    assert "图层关闭 74 项" in words_of(page)
    page.button(key="exports-open-layers").click().run()
    assert "图上 198 / 共 237 项" in words_of(page)
    assert not [button for button in page.button if button.key == "exports-open-layers"]


def test_data_are_said_to_be_the_list_whatever_is_on() -> None:
    page = opened("data", theme="transport", stage="promote,study", dist="longgang")
    said = words_of(page)
    assert "共 12 项" in said and "与图层开关、所选项目无关" in said
    assert len(json.loads(made(page, "data").content)["features"]) == 12


def test_a_link_may_ask_for_a_format() -> None:
    assert opened("data", format="xlsx").selectbox(key="data-kind").value == "xlsx"


def test_everything_is_everything(plan: Plan) -> None:
    page = opened(theme="air")
    page.segmented_control(key="exports-scope").set_value("all").run()
    assert {feature["id"] for feature in json.loads(made(page, "data").content)["features"]} == set(plan.by_id)
    assert next(button.label for button in page.get("download_button")).startswith("下载 深圳规划一张图-数据.geojson")


def test_another_option_takes_the_former_file_away() -> None:
    page = opened(theme="water")
    made(page, "data")
    assert page.get("download_button")
    page.selectbox(key="data-crs").set_value("gcj02").run()
    assert not page.get("download_button")


def test_an_empty_selection_is_said_and_nothing_can_be_made() -> None:
    page = opened("sheet", q="没有这样的项目")
    assert "放宽筛选" in words_of(page)
    assert page.button(key="exports-make").disabled


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "**[x](javascript:1)**", "x" * 10_000])
def test_hostile_links_are_answered(hostile: str) -> None:
    page = opened("data", stage=hostile, q=hostile, on=hostile)
    assert not page.exception
    assert "stage=" in words_of(page)


def test_kml_offers_degrees_only() -> None:
    page = opened()
    page.selectbox(key="data-kind").set_value("kml").run()
    assert not any("4547" in option for option in page.selectbox(key="data-crs").options)


def test_a_format_that_cannot_say_a_datum_does_not_offer_it() -> None:
    page = opened(theme="transport", dist="futian")
    page.selectbox(key="data-crs").set_value("gcj02").run()
    assert "相差数百米" in words_of(page)
    page.selectbox(key="data-kind").set_value("dxf").run()
    assert not page.exception
    assert page.selectbox(key="data-crs").value == "cgcs2000-114" and "写不明坐标基准" in words_of(page)
    assert made(page, "data").content.startswith(b"999")
    page.selectbox(key="data-kind").set_value("gdb").run()
    page.selectbox(key="data-crs").set_value("gcj02").run()
    job = made(page, "data")
    assert job.file_name == "深圳规划一张图-数据-GCJ-02.gdb.zip" and job.content.startswith(b"PK")


def test_the_sheet_is_previewed_and_made() -> None:
    page = opened("sheet", theme="water", dist="longgang")
    assert page.get("image")
    page.text_input(key="sheet-title").set_value('水/"环境"').run()
    job = made(page, "sheet")
    assert job.content.startswith(b"%PDF")
    assert job.file_name == "深圳规划一张图-水_环境_-A3.pdf"


def test_the_report_follows_the_link_and_is_made() -> None:
    page = opened("report", unit="yantian", theme="coast", day="2024-12-31")
    assert page.selectbox(key="report-district").value == "yantian"
    assert page.selectbox(key="report-theme").value == "coast"
    assert str(page.date_input(key="report-day").value) == "2024-12-31"
    job = made(page, "report")
    assert job.content.startswith(b"PK")
    assert job.file_name == "深圳规划一张图-终期评估-盐田区-海岸.docx"


def test_what_cannot_be_reported_is_said_before_it_is_made() -> None:
    page = opened("report", unit="futian", q="没有这样的项目")
    assert not page.exception
    assert "没有逐项跟踪" in words_of(page)


def test_the_brief_follows_the_links_district() -> None:
    page = opened("brief", unit="yantian")
    assert page.selectbox(key="brief-district").value == "yantian"
    assert page.get("image")


def test_notes_are_printed_for_those_who_see_them_where_they_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened("sheet")
    assert page.button_group(key="sheet-notes").value == "none"
    assert made(page, "sheet").asked.options["notes"] == ""
    page.button_group(key="sheet-notes").set_value("open").run()
    assert made(page, "sheet").asked.options["notes"] == "open"
    # A picture has no pages for them, and whom nobody knows sees none.
    page.button_group(key="sheet-kind").set_value(".png").run()
    assert "sheet-notes" not in [one.key for one in page.button_group]
    assert made(page, "sheet").asked.options["notes"] == ""
    monkeypatch.setattr("ui.pages.sheet_order.session_person", lambda: ANYBODY)
    assert "sheet-notes" not in [one.key for one in opened("sheet").button_group]
