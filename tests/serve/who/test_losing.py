"""A role that is taken ends what is open; who signs in where everybody reads comes back to what they looked at."""

import threading
from collections.abc import Iterator
from contextlib import closing, suppress

import httpx2 as httpx
import pytest

from tests.conftest import PATIENCE_S
from tests.serve.who.running import App, an_app, until

LINK = "on=th&dist=nanshan&q=%E6%9E%A2%E7%BA%BD"


class Line:
    """Somebody's line of news, kept open."""

    def __init__(self, client: httpx.Client) -> None:
        self._client, self.begun, self.ended = client, threading.Event(), threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        assert self.begun.wait(PATIENCE_S)

    def _listen(self) -> None:
        # Who is still listening at the end of the test is cut off.
        with (
            suppress(httpx.HTTPError, RuntimeError),
            self._client.stream("GET", "/news", params={"have": ""}, timeout=PATIENCE_S) as news,
        ):
            for line in news.iter_lines():
                if line.startswith("data: "):
                    self.begun.set()
            self.ended.set()


def test_news_end_with_the_role_of_who_listens_and_of_nobody_else(app: App) -> None:
    lines = {}
    for name in ("leaver", "stayer"):
        client = app.signed_in(name)
        app.role(name, "reader")
        until(lambda client=client: client.get("/early.json"), 200)  # type: ignore[misc]
        lines[name] = Line(client)
    app.role("leaver", "none")
    # Far sooner than the line says anything by itself, which is where the server would notice otherwise.
    assert lines["leaver"].ended.wait(10)
    assert not lines["stayer"].ended.is_set()
    # A smaller role is no end of reading.
    app.role("stayer", "editor")
    app.role("stayer", "reader")
    with closing(app.signed_in("third")) as third:
        app.role("third", "reader")
        until(lambda: third.get("/early.json"), 200)
        Line(third)
    assert not lines["stayer"].ended.is_set()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app that everybody reads, and where persons sign in."""
    with an_app(tmp_path_factory.mktemp("opened"), PLAN_MAP_OPEN="read") as running:
        yield running


def signed_in_over(app: App, query: str) -> httpx.Client:
    """A browser in which somebody has signed in by the header's link over that view."""
    httpx.put(f"{app.provider}/users/viewer", json={"name": "viewer", "email": "v@example.cn"})
    client = app.client()
    to_login = client.get(f"/sign-in?{query}" if query else "/sign-in")
    to_provider = client.get(f"/{to_login.headers['location']}")
    allowed = httpx.post(to_provider.headers["location"], data={"sub": "viewer"})
    client.get(allowed.headers["location"])
    return client


def test_the_view_is_there_after_signing_in_where_everybody_reads(opened: App) -> None:
    with closing(signed_in_over(opened, LINK)) as client:
        back = client.get("/")
        assert back.status_code == 303
        assert httpx.URL(back.headers["location"]).params == httpx.URL(f"/?{LINK}").params
        assert client.get("/").status_code == 200, "once"
    with closing(signed_in_over(opened, "")) as client:
        assert client.get("/").status_code == 200


def test_who_began_to_sign_in_and_left_it_is_sent_nowhere(opened: App) -> None:
    with opened.client() as client:
        client.get(f"/sign-in?{LINK}")
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("query", ["x=" + "%0d%0aSet-Cookie:a=b", "x=%22%3E%3Cscript%3E", "x=" + "%E6" * 2000])
def test_a_made_up_view_leads_nowhere_else(opened: App, query: str) -> None:
    with closing(signed_in_over(opened, query)) as client:
        back = client.get("/")
        assert back.status_code in (200, 303)
        assert back.headers.get("location", "./?").startswith("./?")
        assert "a" not in client.cookies
