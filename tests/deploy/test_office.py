"""Persons who sign in through nginx, two processes, one PostgreSQL: a change at one is heard at the other."""

import copy
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import httpx2
import oidc_provider_mock
import pytest
from prometheus_client.parser import text_string_to_metric_families

from geo.store.database import Database
from geo.store.people import People
from geo.store.store import Store
from tests.conftest import PATIENCE_S, ROOT
from tests.deploy.running import BASE, Site, site
from tests.geo.store.conftest import postgresql
from tests.serve.edits.listening import Listening
from tests.serve.who.running import SECRETS

__all__ = ["postgresql"]
ITEM, PLACE = "hub-xili", "plan_map_place"
USER = "_streamlit_user"


class Office:
    """The site, its provider and its database."""

    def __init__(self, at: Site, provider: str, database: str) -> None:
        self.at, self.provider, self.database = at, provider, database

    def signed_in(self, subject: str, role: str = "reader", place: int = 0) -> httpx2.Client:
        """A browser in which somebody has signed in, who has that role, at the process that nginx chooses for place."""
        client = self.at.client()
        client.cookies.set(PLACE, f"{place * 7919:032x}", domain="maps.example", path="/")
        self.come_in(client, subject)
        if role != "reader":
            store = Store(Database(self.database), files=str(self.at.folder / "files"), folder=self.at.folder)
            person = next(one.id for one in People(store).listing() if one.name == subject)
            command = [sys.executable, "-m", "geo.store", "role", person, role, "--reason", "test"]
            told = {**os.environ, "PLAN_MAP_DATABASE": self.database}
            subprocess.run(command, cwd=ROOT, env=told, check=True, capture_output=True)
        return client

    def come_in(self, client: httpx2.Client, subject: str) -> httpx2.Response:
        """From the page that says so through the provider and back; the last answer on the way."""
        httpx2.put(f"{self.provider}/users/{subject}", json={"name": subject, "email": f"{subject}@example.cn"})
        to_provider = client.get(f"{BASE}/{client.get(f'{BASE}/sign-in').headers['location']}")
        allowed = httpx2.post(to_provider.headers["location"], data={"sub": subject})
        back = client.get(allowed.headers["location"])
        assert client.get(f"{BASE}/early.json").status_code == 200
        return back

    def asked(self) -> list[float]:
        """How many requests for the start's data each process has had, by its own figures."""
        return [_asked(httpx2.get(f"{url}/metrics", timeout=PATIENCE_S).text) for url in self.at.direct]

    def process_of(self, client: httpx2.Client) -> int:
        """Which process nginx chooses for a browser."""
        before = self.asked()
        client.get(f"{BASE}/early.json")
        (chosen,) = (number for number, count in enumerate(self.asked()) if count > before[number])
        return chosen


def _asked(figures: str) -> float:
    family = next(one for one in text_string_to_metric_families(figures) if one.name == "plan_map_requests")
    return sum(sample.value for sample in family.samples if sample.labels.get("route", "").endswith("/early.json"))


@pytest.fixture(scope="module")
def office(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with oidc_provider_mock.run_server_in_thread() as server:
        provider = f"http://localhost:{server.server_port}"
        secrets = SECRETS.replace("{provider}", provider)
        folder = tmp_path_factory.mktemp("office")
        with site(folder, secrets=secrets, PLAN_MAP_OPEN="", PLAN_MAP_DATABASE=postgresql) as running:
            yield Office(running, provider, postgresql)


def test_who_signs_in_through_nginx_is_back_where_they_wanted_with_cookies_for_https(office: Office) -> None:
    with office.at.client() as client:
        page = client.get(f"{BASE}/?on=th&dist=nanshan")
        assert page.status_code == 401 and 'href="sign-in"' in page.text
        (wanted,) = (one for one in page.headers.get_list("set-cookie") if one.startswith("plan_map_wanted="))
        assert "Path=/plan/" in wanted and "Secure" in wanted and "HttpOnly" in wanted
        back = office.come_in(client, "ann")
        given = [
            one for one in back.headers.get_list("set-cookie") if one.startswith(f"{USER}=") and "Max-Age=0" not in one
        ]
        (kept,) = given
        parts = {part.strip().lower() for part in kept.split(";")[1:]}
        assert {"httponly", "samesite=lax", "secure", "path=/plan"} <= parts
        back = client.get(back.headers["location"])
        assert back.status_code == 303
        assert back.headers["location"] == "./?on=th&dist=nanshan"
        assert client.get(f"{BASE}/?on=th&dist=nanshan").status_code == 200
        out = client.get(f"{BASE}/auth/logout")
        assert out.is_redirect and USER not in client.cookies
        assert client.get(f"{BASE}/early.json").status_code == 401


def test_nginx_keeps_no_document_for_whom_nobody_let_in(office: Office) -> None:
    with closing(office.signed_in("ben")) as client, office.at.client() as stranger:
        early = client.get(f"{BASE}/early.json").json()
        for _ in range(2):
            answer = client.get(f"{BASE}/{early['documentUrl']}")
            assert (answer.status_code, answer.headers["x-cache"]) == (200, "MISS")
        assert stranger.get(f"{BASE}/{early['documentUrl']}").status_code == 401
        # Code is for everybody, and kept.
        assert [stranger.get(f"{BASE}/{early['moduleUrl']}").status_code for _ in range(2)] == [200, 200]
        assert stranger.get(f"{BASE}/{early['moduleUrl']}").headers["x-cache"] == "HIT"


def test_a_change_through_nginx_is_heard_through_nginx_at_the_other_process(office: Office) -> None:
    editor, places = office.signed_in("cai", "editor"), iter(range(1, 50))
    here = office.process_of(editor)
    reader = office.signed_in("dan", place=next(places))
    while office.process_of(reader) == here:
        reader.cookies.set(PLACE, f"{next(places) * 7919:032x}", domain="maps.example", path="/")
    with closing(editor), Listening(BASE, reader) as heard:
        _until_editor(editor)
        present = editor.get(f"{BASE}/edits/items/{ITEM}").json()
        feature = copy.deepcopy(present["feature"])
        feature["properties"]["note"] = "经 nginx 修改。"
        wish = {"feature": feature, "base": present["base"], "says": ""}
        made = editor.post(f"{BASE}/edits/items/{ITEM}", json=wish).json()["proposal"]
        accepted = f"{BASE}/edits/proposals/{made['id']}/accept"
        assert editor.post(accepted, json={"version": made["version"]}).status_code == 200
        assert heard.next() == editor.get(f"{BASE}/early.json").json()["documentUrl"]
        # Who may read may decide nothing, through nginx neither.
        assert reader.post(accepted, json={"version": made["version"]}).status_code == 403


def _until_editor(client: httpx2.Client) -> None:
    """A role holds within a second."""
    until = time.monotonic() + PATIENCE_S
    while client.get(f"{BASE}/edits/proposals").status_code != 200:
        assert time.monotonic() < until
        time.sleep(0.1)
