"""Editors at work in their browsers: words and places are edited, checked, proposed and decided; others see it."""

from collections.abc import Callable

import httpx2 as httpx
from playwright.sync_api import Page, expect

from layers.text import text
from tests.browser.edit.conftest import accepted, present, proposed
from tests.browser.opened import MapPage, agrees, arrived, run

Opened = Callable[..., MapPage]
POINT = "hub-xili"
LINE = "eco-maozhou-river"
HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}"
CAMERA = """const { longitude, latitude, zoom } = renderer.camera;
  return [longitude, latitude, zoom].map((n) => +n.toFixed(5));"""
VERTEX = """const { path } = map.draw.drawings.current.features[0]; const box = map.stage.getBoundingClientRect();
  const pixels = path.map((place) => renderer.viewport().project(place)).map(([x, y]) => [x + box.left, y + box.top]);
  const at = pixels.findIndex(([x, y]) => x > box.left + 80 && x < box.right - 120 && y > 200 && y < 700);
  return [at, ...pixels[at], path.length];"""


def edit(page: Page, item: str) -> None:
    """Open the card of an item, and its form by the card's button."""
    run(page, "map.select(argument, { fly: true })", item)
    page.locator("[data-tool=edit]").click()
    expect(page.locator(".edit-form [data-focus='edit:name_en']")).to_be_visible()
    arrived(page)


def field(page: Page, name: str) -> str:
    return page.locator(f"[data-focus='edit:{name}']").input_value()


def write(page: Page, name: str, words: str) -> None:
    page.locator(f"[data-focus='edit:{name}']").fill(words)


def status(page: Page, words: str) -> None:
    expect(page.locator(".edit-status")).to_have_text(words)


def good(page: Page, count: int) -> None:
    status(page, text("edit.good", "zh", count=count))


def save_and_accept(page: Page, words: str) -> None:
    """Propose what the form says, whose proposal has these words, accept it and close the room."""
    page.locator("[data-edit=save]").click()
    card = page.locator("[data-proposal]").first
    expect(card).to_contain_text(words)
    card.locator("[data-edit=accept]").click()
    expect(page.locator(".edit-changes .edit-note")).to_have_text(text("edit.done.accept", "zh"))
    page.locator("[data-edit=close]").click()


def test_a_change_goes_from_one_window_to_the_other(opened: Opened, colleague: Opened) -> None:
    one, other = opened("/"), colleague("/?lang=en")
    run(other.page, "store.set({ selection: argument })", POINT)
    arrived(other.page)
    camera = run(other.page, CAMERA)
    other.page.evaluate("() => { globalThis.first = globalThis.planMaps.get('explore'); }")
    edit(one.page, POINT)
    expect(one.page.locator("[data-edit=save]")).to_be_disabled()
    write(one.page, "note", field(one.page, "note") + "两线在此换乘。")
    good(one.page, 1)
    write(one.page, "reason", HOSTILE)
    one.page.locator("[data-edit=save]").click()
    # Both hear of the proposal, and the map is what it was.
    expect(other.page.locator("[data-tool=changes] .badge")).to_have_text("1")
    card = one.page.locator("[data-proposal]")
    expect(card.locator(".edit-says")).to_have_text(HOSTILE)
    assert card.locator("img").count() == 0
    expect(card.locator(".after mark")).to_have_text("两线在此换乘。")
    expect(card.locator("[data-edit=refuse]")).to_be_disabled()
    card.locator("[data-edit=accept]").click()
    agrees(
        other.page, "return map !== globalThis.first && store.item('hub-xili').note.endsWith('两线在此换乘。')", True
    )
    assert run(other.page, CAMERA) == camera
    assert run(other.page, "return [store.state.language, store.state.selection]") == ["en", POINT]
    # Whoever decided goes on in the same list.
    agrees(one.page, "return store.item('hub-xili').note.endsWith('两线在此换乘。')", True)
    expect(one.page.locator(".edit-changes .edit-note")).to_have_text(text("edit.done.accept", "zh"))
    expect(one.page.locator("[data-state=accepted].chip")).to_have_text(f"{text('edit.state.accepted', 'zh')} 1")
    assert one.watch.complaints == other.watch.complaints == []


def test_a_point_is_moved_by_hand_and_back(opened: Opened, client: httpx.Client) -> None:
    before = present(client, POINT)["feature"]["geometry"]
    page = opened("/").page
    edit(page, POINT)
    page.locator("[data-edit=place]").click()
    page.locator("[data-focus='edit:snap']").uncheck()
    _, x, y, _ = run(page, VERTEX)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y - 9, steps=3)
    page.mouse.up()
    good(page, 1)
    moved = run(page, "return map.edit.content.draft.feature.geometry")
    assert moved["type"] == "Point" and moved["coordinates"] != before["coordinates"]
    assert all(len(str(value).partition(".")[2]) <= 6 for value in moved["coordinates"])
    page.keyboard.press("Control+z")
    status(page, text("edit.nothing", "zh"))
    assert run(page, "return map.edit.content.draft.feature.geometry") == before
    page.keyboard.press("Shift+ArrowRight")
    good(page, 1)
    page.locator("[data-edit=save]").click()
    card = page.locator("[data-proposal]").first
    card.locator("[data-edit=map]").click()
    agrees(page, "return map.draw.ghosts.map(({ dashed, parts }) => [dashed, parts.length])", [[False, 1], [True, 1]])
    card.locator("[data-edit=withdraw]").click()
    expect(page.locator(f"[data-proposal] >> text={text('edit.state.open', 'zh')}")).to_have_count(0)
    assert present(client, POINT)["feature"]["geometry"] == before


def test_a_line_is_reshaped_and_the_rules_say_what_is_wrong_at_once(opened: Opened, client: httpx.Client) -> None:
    before = present(client, LINE)["feature"]["geometry"]
    page = opened("/").page
    edit(page, LINE)
    page.locator("[data-edit=place]").click()
    page.locator("[data-focus='edit:snap']").uncheck()
    at, x, y, count = run(page, VERTEX)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 70, steps=3)
    page.mouse.up()
    expect(page.locator(".edit-breaches li").first).to_be_visible()
    page.locator("[data-edit=save]").click()
    assert client.get("/edits/proposals", params={"about": LINE}).json()["proposals"] == []
    page.locator("[data-edit=undo]").click()
    status(page, text("edit.nothing", "zh"))
    # A vertex goes, and comes back.
    page.locator("[data-edit=vertex]").click()
    page.locator("[data-edit=vertex-remove]").click()
    agrees(page, "return map.edit.content.draft.feature.geometry.coordinates.length", count - 1)
    page.locator("[data-edit=undo]").click()
    assert run(page, "return map.edit.content.draft.feature.geometry") == before
    assert at >= 0


def test_two_editors_at_one_item(opened: Opened, client: httpx.Client) -> None:
    page = opened("/").page
    edit(page, POINT)
    write(page, "note", "我的说明。")
    good(page, 1)
    accepted(client, POINT, note="对方的说明。", name_en="Xili Transport Hub")
    expect(page.locator(".news-note")).to_be_visible()
    page.locator("[data-edit=save]").click()
    conflict = page.locator(".edit-conflict")
    expect(conflict.locator("[data-field=note] .after")).to_contain_text("对方的说明。")
    expect(conflict.locator("[data-field=note] .mine")).to_contain_text("我的说明。")
    expect(page.locator("[data-edit=save]")).to_be_disabled()
    conflict.locator("[data-edit=go-on]").click()
    assert (field(page, "note"), field(page, "name_en")) == ("我的说明。", "Xili Transport Hub")
    good(page, 1)
    page.locator("[data-edit=save]").click()
    expect(page.locator("[data-proposal] .before").first).to_contain_text("对方的说明。")
    made = client.get("/edits/proposals", params={"about": POINT}).json()["proposals"][0]
    assert (made["changed"], made["after"]["properties"]["note"]) == (["note"], "我的说明。")


def test_rules_stand_beside_their_fields_in_the_pages_language(opened: Opened) -> None:
    page = opened("/?lang=en").page
    edit(page, POINT)
    write(page, "name_en", "X")
    page.locator("[data-focus='edit:stage']").select_option("study")
    for name in ("name_en", "stage"):
        expect(page.locator(f"[data-field={name}] .edit-breaches li")).to_have_count(1)
    assert text("edit.field.name_en", "en") in page.locator("[data-field=name_en] .edit-breaches").inner_text()
    expect(page.locator("[data-focus='edit:name_en']")).to_have_attribute("aria-invalid", "true")
    run(page, "store.set({ language: 'zh' })")
    status(page, text("edit.broken", "zh", count=2))
    assert field(page, "name_en") == "X", "what is typed survives another language"


def test_what_is_typed_survives_a_lost_line_a_closed_room_and_a_reload(opened: Opened) -> None:
    page = opened("/").page
    edit(page, POINT)
    page.context.set_offline(True)
    write(page, "note", "断网时写的。")
    expect(page.locator(".edit-status")).to_contain_text(text("edit.kept", "zh"))
    page.context.set_offline(False)
    good(page, 1)
    page.keyboard.press("Escape")
    expect(page.locator(".edit-ask")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".edit-ask")).to_be_hidden()
    page.locator("[data-edit=close]").click()
    page.locator("[data-edit=keep]").click()
    expect(page.locator(".edit-room")).to_be_hidden()
    edit(page, POINT)
    assert field(page, "note") == "断网时写的。"
    page.locator("[data-edit=discard]").click()
    expect(page.locator("[data-focus='edit:note']")).not_to_have_value("断网时写的。")


def test_an_event_is_proposed_and_shown_on_the_card(opened: Opened) -> None:
    page = opened("/").page
    edit(page, POINT)
    page.locator("[data-edit=event]").click()
    page.locator("[data-focus='edit:event']").select_option("mention")
    for name, words in (("on", "2031"), ("says", "来源称在建。"), ("says_en", "Going on."), ("source", "gwr-sz-2023")):
        page.locator(f"[data-field={name}]").locator("input, textarea").first.fill(words)
    expect(page.locator("[data-field=on] .edit-breaches li")).to_have_count(1)
    write(page, "on", "2023")
    status(page, text("edit.event.good", "zh"))
    save_and_accept(page, "来源称在建。")
    expect(page.locator(".card .progress")).to_contain_text("来源称在建。")


def test_words_of_a_district_are_edited_and_its_outline_is_not(opened: Opened, client: httpx.Client) -> None:
    page = opened("/").page
    edit(page, "nanshan")
    expect(page.locator(".edit-form [data-field=geometry]")).to_have_count(0)
    expect(page.locator(".edit-form [data-field=clause]")).to_contain_text("南山")
    write(page, "area_km2_official", "187.5")
    write(page, "area_source", "nobody")
    expect(page.locator("[data-field=area_source] .edit-breaches li")).to_have_count(1)
    write(page, "area_source", "gwr-sz-2023")
    expect(page.locator("[data-field=area_source] .edit-breaches li")).to_have_count(1)
    write(page, "area_source", "")
    write(page, "area_km2_official", "")
    write(page, "note", "南山区的新说明。")
    good(page, 1)
    save_and_accept(page, "南山区的新说明。")
    # While the new map takes the place of the old one there are two cards.
    expect(page.locator(".card").last).to_contain_text("南山区的新说明。")


def test_an_event_brings_its_source(opened: Opened) -> None:
    page = opened("/").page
    edit(page, POINT)
    page.locator("[data-edit=event]").click()
    page.locator("[data-focus='edit:event']").select_option("mention")
    for name, words in (("on", "2023"), ("says", "新来源称在建。"), ("says_en", "Going on.")):
        page.locator(f"[data-field={name}]").locator("input, textarea").first.fill(words)
    page.locator("[data-edit=new-source]").click()
    expect(page.locator("[data-focus='edit:title']")).to_be_focused()
    status(page, text("edit.event.missing", "zh", names="标题、发布者、网址、发布日期"))
    for name, words in (("title", "站房封顶"), ("publisher", "深圳发布"), ("url", "https://example.org/x")):
        write(page, name, words)
    write(page, "published", "2031")
    expect(page.locator("[data-field=published] .edit-breaches li")).to_have_count(1)
    write(page, "published", "2024-06")
    status(page, text("edit.event.good", "zh"))
    save_and_accept(page, "站房封顶")
    link = page.locator(".card .progress a", has_text="站房封顶").first
    expect(link).to_have_attribute("href", "https://example.org/x")


def test_a_refusal_says_why(opened: Opened, client: httpx.Client) -> None:
    made = proposed(client, LINE, name_en="Maozhou River Restoration")
    page = opened("/").page
    page.locator("[data-tool=changes]").click()
    card = page.locator(f"[data-proposal={made['id']}]")
    card.locator("input").fill(HOSTILE)
    card.locator("[data-edit=refuse]").click()
    page.locator("[data-state=refused].chip").click()
    expect(card.locator(".edit-decision")).to_contain_text(HOSTILE)
    assert page.locator(".edit-room img").count() == 0
