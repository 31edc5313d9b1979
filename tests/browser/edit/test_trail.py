"""From an item to what was changed of it, before and after, and the way back; people and roles in two browsers."""

from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.edit.conftest import proposed
from tests.browser.opened import MapPage, fresh, run
from tests.browser.waits import at_rest
from tests.serve.who.running import App, an_app

ITEM = "hub-xili"
NOTE = "站房在南侧，<b>现场</b>核对。"


def test_from_an_item_to_its_trail_and_back(browser: Browser, client: httpx.Client, edit_url: str) -> None:
    made = proposed(client, ITEM, note=NOTE)
    done = client.post(f"/edits/proposals/{made['id']}/accept", json={"version": made["version"], "reason": "核对"})
    assert done.status_code == 200
    context = fresh(browser)
    opened = MapPage(context, edit_url, f"/?sel={ITEM}&lang=zh")
    page = opened.settled().page
    assert page.locator("nav [data-page=trail], nav [data-page=people]").count() == 0
    page.locator(".card [data-tool=trail]").click()
    rows = page.locator(".st-key-page-trail [data-testid=stExpander]")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("西丽枢纽")
    row = rows.filter(has_text="已接受的修订")
    at_rest(page)
    row.locator("summary").click()
    expect(row.locator("table.trail td").filter(has_text=NOTE)).to_be_visible()
    assert page.locator("table.trail b").count() == 0
    # A page of Streamlit's that is still being put together takes a click for one of what it has replaced.
    at_rest(page)
    row.get_by_role("button", name="提议改回改动前").click()
    expect(page.locator(".st-key-page-trail [data-testid=stAlert]")).to_contain_text("已作为修订提出")
    listed = client.get("/edits/proposals", params={"about": ITEM}).json()["proposals"]
    assert [one["state"] for one in listed].count("open") == 1
    # The address says where somebody is: the way back leads to the item.
    assert f"sel={ITEM}" in page.url and "page=trail" in page.url
    page.go_back()
    expect(page.locator(".card [data-tool=trail]")).to_be_visible()
    page.locator("[data-tool=changes]").click()
    page.locator(".edit-ways [data-edit=trail]").click()
    expect(page.locator(".st-key-trail-item input")).to_have_value("全部")
    # Without accounts there is nobody to give a role to.
    assert page.locator(".edit-ways [data-edit=people]").count() == 0
    assert opened.watch.complaints == []
    context.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[App]:
    with an_app(tmp_path, PLAN_MAP_OPEN="read") as running:
        yield running


def signed_in(browser: Browser, office: App, name: str) -> BrowserContext:
    context = fresh(browser)
    kept = office.signed_in(name)
    context.add_cookies([{"name": one.name, "value": one.value or "", "url": office.url} for one in kept.cookies.jar])
    kept.close()
    return context


def test_an_administrator_gives_and_takes_a_role(browser: Browser, office: App) -> None:
    admin, other = (signed_in(browser, office, name) for name in ("boss", "clerk"))
    office.role("boss", "admin")
    clerk = office.known("clerk").id
    page = MapPage(admin, office.url, "/?page=people&lang=en").page
    row = page.locator(f".st-key-person-row-{clerk}")
    row.wait_for()
    at_rest(page)
    row.get_by_text("Editor", exact=True).click()
    expect(page.locator(".st-key-page-people [data-testid=stAlert]")).to_contain_text("clerk: now Editor")
    editing = MapPage(other, office.url, f"/?sel={ITEM}&lang=en")
    expect(editing.page.locator(".card [data-tool=trail]")).to_be_visible()
    # An editor is shown no way to people, and refused behind the address.
    editing.page.locator("[data-tool=changes]").click()
    expect(editing.page.locator(".edit-ways [data-edit=trail]")).to_be_visible()
    assert editing.page.locator(".edit-ways [data-edit=people]").count() == 0
    refused = MapPage(other, office.url, "/?page=people&lang=en").page
    expect(refused.locator(".st-key-page-people [data-testid=stAlert]")).to_contain_text("for administrators only")
    assert refused.locator("[class*=st-key-person-row]").count() == 0
    for context in (admin, other):
        context.close()


def test_the_way_in_keeps_the_view(browser: Browser, office: App) -> None:
    context = fresh(browser, framework=False)
    page = MapPage(context, office.url, f"/?sel={ITEM}&dist=nanshan&lang=en").page
    run(page, "store.set({ page: 'table' }); map.address.write();")
    link = page.locator("header .person")
    link.focus()
    href = link.get_attribute("href") or ""
    assert href.startswith("sign-in?") and f"sel={ITEM}" in href and "dist=nanshan" in href and "page=table" in href
    context.close()
