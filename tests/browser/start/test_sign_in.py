"""Signing in and out in a real browser, by a real provider, through the policies of the app's own pages."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import oidc_provider_mock
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geo.store.people import People
from geo.store.store import Store
from layers.text import text
from tests.browser.opened import TAKEN_OVER, fresh, run
from tests.conftest import ROOT
from tests.serve.who.running import SECRETS
from tests.serving import free_port, serve

LINK = "/?on=th&dist=nanshan&sel=hub-xili"
READER, EDITOR = "li-reader", "wang-editor"
CHANGING = (".st-key-briefing-upload", ".st-key-briefing-copy")
READY = ".plan-map[data-state=ready]"


class Office:
    """An app where persons sign in, and its provider."""

    def __init__(self, url: str, provider: str, folder: Path) -> None:
        self.url, self.provider, self.folder = url, provider, folder

    def give(self, subject: str, role: str) -> None:
        """By command, as whoever runs the server does."""
        people = People(Store.in_folder(self.folder))
        person = next(one.id for one in people.listing() if one.name == subject)
        command = [sys.executable, "-m", "geo.store", "role", person, role]
        told = {**os.environ, "PLAN_MAP_WORKSPACE": str(self.folder)}
        subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, port = tmp_path_factory.mktemp("office"), free_port()
    url = f"http://127.0.0.1:{port}"
    with oidc_provider_mock.run_server_in_thread() as server:
        provider = f"http://localhost:{server.server_port}"
        for subject in (READER, EDITOR):
            httpx2.put(f"{provider}/users/{subject}", json={"name": subject, "email": f"{subject}@example.cn"})
        (folder / "secrets.toml").write_text(SECRETS.format(url=url, provider=provider))
        with serve(
            {**os.environ, "PLAN_MAP_WORKSPACE": str(folder)},
            "--secrets.files",
            str(folder / "secrets.toml"),
            port=port,
        ):
            yield Office(url, provider, folder)


@pytest.fixture
def tab(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A tab of a browser nobody has signed in with, and what its policies refused."""
    context: BrowserContext = fresh(browser)
    refused: list[str] = []
    context.on(
        "console",
        lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield context.new_page(), refused
    context.close()


def sign_in(page: Page, subject: str) -> None:
    """From the page that asks for it, by the provider's form, to the map."""
    page.get_by_role("link", name=re.compile(text("who.signInButton", "en"))).click()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_selector(READY)


def test_from_a_link_through_the_provider_to_its_view_and_out_again(
    office: Office, tab: tuple[Page, list[str]]
) -> None:
    page, refused = tab
    answer = page.goto(office.url + LINK)
    assert answer is not None and answer.status == 401
    assert page.locator(READY).count() == 0
    sign_in(page, READER)
    assert page.url.startswith(office.url)
    # The link's view: its theme, its district, its item's card.
    expect(page.locator(".card h2")).to_be_visible()
    seen = run(page, "return [[...store.state.filters.district], store.state.selection]")
    assert seen == [["nanshan"], "hub-xili"]
    page.wait_for_function(TAKEN_OVER)
    # The cookie is not for scripts, and a foreign page's request does not take it along.
    kept = next(one for one in page.context.cookies() if one["name"] == "_streamlit_user")
    assert (kept["httpOnly"], kept["sameSite"]) == (True, "Lax")
    assert "_streamlit_user" not in page.evaluate("document.cookie")
    way_out = page.locator(".top a.person")
    assert READER in (way_out.get_attribute("title") or "")
    way_out.click()
    # The provider has a session of its own, asks about it, and leads back.
    page.wait_for_url(f"{office.provider}/**")
    page.locator("button, input[type=submit]").first.click()
    page.wait_for_url(f"{office.url}/**")
    expect(page.get_by_role("link", name=re.compile(text("who.signInButton", "en")))).to_be_visible()
    answer = page.goto(office.url + LINK)
    assert answer is not None and answer.status == 401
    assert refused == []


def test_a_reader_is_offered_no_change_and_an_editor_is(office: Office, tab: tuple[Page, list[str]]) -> None:
    page, refused = tab
    page.goto(office.url)
    sign_in(page, EDITOR)
    may = "return map.received.person.mayEdit"
    assert run(page, may) is False
    # A view could be kept as a scene.
    page.locator("[data-tool=present]").click()
    page.locator("[data-briefing]").first.wait_for()
    expect(page.locator("[data-tool=save-scene]")).to_have_count(0)
    page.keyboard.press("Escape")
    forms = page.locator(".st-key-page-briefings")
    page.locator(".top [data-page=briefings]").click()
    expect(forms.get_by_text(text("who.readersOnly", "zh"))).to_be_visible()
    page.wait_for_function(TAKEN_OVER)
    for name in CHANGING:
        expect(forms.locator(name)).to_have_count(0)
    office.give(EDITOR, "editor")
    page.wait_for_function("async () => (await (await fetch('early.json')).json()).person?.mayEdit === true")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert run(page, may) is True
    for name in CHANGING:
        expect(forms.locator(name)).to_be_visible()
    expect(forms.get_by_text(text("who.readersOnly", "zh"))).to_have_count(0)
    assert refused == []
