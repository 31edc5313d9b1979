"""The encoding that was guessed of a file can be another: its proposal is read again, and so it is kept."""

from playwright.sync_api import expect

from layers.text import text
from tests.browser.opened import agrees
from tests.browser.own.bringing import Open, bring

ENCODING = ".own-proposal [data-own=encoding]"
# Three short names look like Big5 and are none.
SITES = "name,lon,lat\n联通,114.05,22.54\n<b>,114.06,22.55\n"


def test_a_wrong_guess_is_set_right_before_a_file_is_taken(own_at: Open) -> None:
    opened = own_at("/")
    page = opened.page
    bring(page, {"name": "a.csv", "mimeType": "text/csv", "buffer": SITES.encode("gbk")})
    sheet = page.locator(".own-proposal")
    expect(page.locator(ENCODING)).to_have_value("big5")
    expect(sheet.locator(".own-encoding small")).to_have_text(text("mine.encoding.guessed", "zh"))
    page.check("[data-datum=gcj02]")
    page.fill(".own-title input[type=text]", "我的场地")

    # One that cannot be: said with file and row, and what was read stays.
    page.select_option(ENCODING, "utf-8")
    expect(sheet.locator("[role=alert]")).to_contain_text("a.csv: 读不成 UTF-8（第 2 行起）")
    expect(page.locator(ENCODING)).to_have_value("big5")

    page.select_option(ENCODING, "gb18030")
    expect(sheet.locator("[role=alert]")).to_have_count(0)
    expect(page.locator(ENCODING)).to_have_value("gb18030")
    expect(sheet.locator(".own-encoding small")).to_have_text(text("mine.encoding.chosen", "zh"))
    expect(sheet.locator(".own-values dd").first).to_contain_text("联通 · <b>")
    # What was chosen before is chosen still.
    expect(page.locator("[data-datum=gcj02]")).to_be_checked()
    expect(page.locator(".own-title input[type=text]")).to_have_value("我的场地")
    page.click("[data-own=accept]")
    page.wait_for_selector("[data-own-layer][data-loaded]")
    read = "return (await map.own.fields(store.state.own[0])).find(({ name }) => name === 'name').values;"
    agrees(page, read, ["联通", "<b>"])
    assert [said for said in opened.watch.complaints if "422" not in said] == []
