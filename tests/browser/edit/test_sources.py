"""A new source of what an item rests on, from the form to the card, by keyboard and in a narrow window."""

from playwright.sync_api import Page, expect

from layers.text import text
from tests.browser.edit.test_editing import LINE, Opened, edit, good, status, write

CELLS = {"title": "茅洲河治理图", "publisher": "深圳市水务局", "url": "https://example.org/m", "date": "2024-06"}


def named(page: Page, source: str) -> str:
    """How an input of the last row of evidence is found."""
    count = page.locator(".edit-rows > li").count()
    return f"evidence:{count - 1}:{source}"


def test_a_new_source_comes_with_the_evidence(opened: Opened) -> None:
    page = opened("/", 390, 780).page
    edit(page, LINE)
    rows = page.locator(".edit-rows > li")
    expect(rows.first.locator("[data-edit$=':new']")).to_be_hidden()
    page.locator("[data-edit='evidence:add']").click()
    # On from the empty id by keyboard: away, then the new source.
    expect(page.locator(f"[data-focus='edit:{named(page, 'source')}']")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(f"[data-focus='edit:{named(page, 'new')}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-focus='edit:{named(page, 'title')}']")).to_be_focused()
    status(page, text("edit.event.missing", "zh", names="标题、发布者、日期、坐标系与处理"))
    expect(page.locator("[data-edit=save]")).to_be_disabled()
    # Not yet filled in is no fault, what is wrong is one, beside its field.
    write(page, named(page, "says"), "河道中线")
    for name, words in CELLS.items():
        write(page, named(page, name), words)
    write(page, named(page, "about"), "WGS-84|x")
    fault = rows.last.locator(".edit-breaches li")
    expect(fault).to_have_count(1)
    expect(fault).to_contain_text(text("edit.source.about", "zh"))
    write(page, named(page, "about"), "WGS-84")
    good(page, 1)
    # The form lies within the window.
    box = rows.last.locator(".edit-source").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator("[data-edit=save]").click()
    card = page.locator("[data-proposal]").first
    expect(card.locator("[data-field=evidence] .after")).to_contain_text("[茅洲河治理图] 河道中线")
    for name, words in CELLS.items():
        expect(card.locator(f"[data-field={name}]")).to_contain_text(words)
    card.locator("[data-edit=accept]").click()
    expect(page.locator(".edit-changes .edit-note")).to_have_text(text("edit.done.accept", "zh"))
    page.locator("[data-edit=close]").click()
    # While the new map takes the place of the old one there are two cards.
    expect(page.locator(".card").last).to_contain_text("深圳市水务局 — 茅洲河治理图")


def test_a_new_source_survives_a_closed_room_and_is_left_out_again(opened: Opened) -> None:
    page = opened("/?lang=en").page
    edit(page, LINE)
    page.locator("[data-edit='evidence:add']").click()
    page.locator(f"[data-edit='{named(page, 'new')}']").click()
    write(page, named(page, "title"), "<img src=x onerror=alert(1)>")
    write(page, named(page, "says"), "x")
    page.locator("[data-edit=close]").click()
    page.locator("[data-edit=keep]").click()
    edit(page, LINE)
    expect(page.locator(f"[data-focus='edit:{named(page, 'title')}']")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator(".edit-room img").count() == 0
    page.locator(f"[data-edit='{named(page, 'known')}']").click()
    expect(page.locator(f"[data-focus='edit:{named(page, 'source')}']")).to_be_focused()
    expect(page.locator(".edit-source")).to_have_count(0)
    page.locator(f"[data-edit='{named(page, 'remove')}']").click()
    status(page, text("edit.nothing", "en"))
