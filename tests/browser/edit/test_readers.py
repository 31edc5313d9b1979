"""Whoever may only read sees nothing of editing, and hears of a newer plan all the same."""

import os
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.opened import MapPage, fresh, run
from tests.serving import serve


def test_readers_see_no_editing(browser: Browser, tmp_path: Path) -> None:
    environment = {**os.environ, "PLAN_MAP_WORKSPACE": str(tmp_path), "PLAN_MAP_OPEN": "read"}
    with serve(environment) as url:
        context = fresh(browser, framework=False)
        made = MapPage(context, url)
        page = made.page
        assert run(page, "return map.received.person.mayEdit") is False
        run(page, "map.select('hub-xili')")
        expect(page.locator(".card [data-tool=read]")).to_be_visible()
        assert page.locator("[data-tool=edit], [data-tool=changes], .edit-room").count() == 0
        page.wait_for_function("() => Boolean(globalThis.planMaps.get('explore').news?.heard.documentUrl)")
        assert not [asked for asked in made.watch.requests if "/edits/" in asked]
        context.close()
