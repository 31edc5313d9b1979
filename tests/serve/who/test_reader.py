"""A reader who writes requests by hand changes nothing; no cookie but one that the server gave lets anybody in."""

import importlib
import json
import re
import time
from contextlib import closing

import httpx2 as httpx
import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from streamlit.web.server.starlette.starlette_server_config import SESSION_COOKIE_NAME

from tests.serve.who.running import SECRETS, App, until

SECRET = re.search(r'cookie_secret = "(.*)"', SECRETS)[1]  # type: ignore[index]
USER = "_streamlit_user"
READING = ("GET", "HEAD")
WARMING = ("POST", "/own/warm")
"""starts the process that reads layers, and changes nothing"""


def changing() -> list[tuple[str, str]]:
    """Each route that changes something, and those that only editors have, with ids of nothing."""
    routes = list(importlib.import_module("app").app._user_routes)
    filled = [(route, re.sub(r"\{[^}]+\}", "zz", re.sub(r"\{\w+:int\}", "1", route.path))) for route in routes]
    return [
        (method, path)
        for route, path in filled
        for method in sorted(route.methods or {"GET"})
        if method not in READING or (path.startswith(("/edits/", "/trail/")) and method == "GET")
    ]


def asked(client: httpx.Client, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """As a page of the app asks."""
    own = {"origin": str(client.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
    return {one: client.request(*one, headers=own, content=b"{}").status_code for one in wanted}


def test_a_reader_changes_nothing_whatever_they_ask(app: App) -> None:
    wanted = [one for one in changing() if one != WARMING and not one[1].startswith("/ask/")]
    assert len(wanted) >= 15
    for path in (
        "/edits/items/zz",
        "/edits/proposals/zz/zz",
        "/own/layers/zz",
        "/own/uploads",
        "/own/order",
        "/trail/trail.zz",
    ):
        assert any(one[1] == path for one in wanted), path
    client = app.signed_in("reader")
    app.role("reader", "reader")
    until(lambda: client.get("/early.json"), 200)
    assert asked(client, wanted) == dict.fromkeys(wanted, 403)
    with app.client() as stranger:
        assert asked(stranger, wanted) == dict.fromkeys(wanted, 401)
    # It is the role that keeps them from it.
    app.role("reader", "editor")
    until(lambda: client.get("/edits/proposals"), 200)
    assert 403 not in asked(client, wanted).values()


class Then(TimestampSigner):
    """Signs as if it were another day."""

    ago_s = 0.0

    def get_timestamp(self) -> int:
        return int(time.time() - self.ago_s)


def cookie(app: App, *, days_ago: float = 0, salt: str = USER, **claims: object) -> dict[str, str]:
    """As the server makes them, with its own secret."""
    signer = type("Signer", (Then,), {"ago_s": days_ago * 86400})
    said = {"iss": app.provider, "sub": "held", "is_logged_in": True, "origin": app.url, "name": "held"} | claims
    return {"cookie": f"{USER}={URLSafeTimedSerializer(SECRET, salt=salt, signer=signer).dumps(json.dumps(said))}"}


@pytest.fixture(scope="module")
def held(app: App) -> str:
    """Somebody who may read."""
    app.signed_in("held")
    app.role("held", "reader")
    return "held"


@pytest.mark.parametrize(
    ("days_ago", "salt", "claims"),
    [
        # A week is what holds without another setting; whose clock is more than a day ahead is not believed.
        (7.01, USER, {}),
        (-1.01, USER, {}),
        (32, USER, {}),
        (4000, USER, {}),
        # What was signed for another purpose, for another address, or of somebody who has not signed in.
        (0, "_streamlit_user_tokens", {}),
        (0, "_streamlit_xsrf", {}),
        (0, USER, {"origin": "https://other.example"}),
        (0, USER, {"origin": None}),
        (0, USER, {"is_logged_in": False}),
        (0, USER, {"iss": None}),
        (0, USER, {"sub": None}),
        (0, USER, {"sub": ""}),
    ],
)
def test_a_cookie_that_is_old_or_for_something_else_lets_nobody_in(
    app: App, held: str, days_ago: float, salt: str, claims: dict[str, object]
) -> None:
    with app.client() as client:
        # What it is held against: the same cookie, as the server gives it.
        until(lambda: client.get("/early.json", headers=cookie(app, sub=held)), 200)
        wrong = client.get("/early.json", headers=cookie(app, days_ago=days_ago, salt=salt, **claims))
        assert wrong.status_code == 401


@pytest.mark.parametrize("days_ago", [6.99, 1 / 24, -1 / 24, -0.99])
def test_a_cookie_holds_where_the_clock_is_another_one(app: App, held: str, days_ago: float) -> None:
    """Two machines whose clocks differ, or one whose clock was set right: nobody is put out by that."""
    with app.client() as client:
        until(lambda: client.get("/early.json", headers=cookie(app, sub=held)), 200)
        assert client.get("/early.json", headers=cookie(app, days_ago=days_ago, sub=held)).status_code == 200


def test_a_stolen_cookie_ends_when_an_administrator_says_so(app: App) -> None:
    with closing(app.signed_in("robbed")) as browser:
        app.role("robbed", "editor")
        until(lambda: browser.get("/edits/proposals"), 200)
        stolen = {"cookie": "; ".join(f"{kept.name}={kept.value}" for kept in browser.cookies.jar)}
        with app.client() as thief:
            assert thief.get("/edits/proposals", headers=stolen).status_code == 200
            # Signing out takes the cookie out of this browser and no other.
            told = app.command("robbed", "sign-out", "--reason", "laptop lost")
            assert told.returncode == 0, told.stderr
            until(lambda: thief.get("/edits/proposals", headers=stolen), 401)
            assert browser.get("/early.json").status_code == 401
            # Who signs in again has the role that they had; the old cookie stays dead.
            browser.cookies.clear()
            until(lambda: app.signed_in("robbed", browser).get("/edits/proposals"), 200)
            assert thief.get("/edits/proposals", headers=stolen).status_code == 401
        assert app.known("robbed").role == "editor"


def test_signing_in_gives_a_cookie_of_its_own_whatever_was_there(app: App) -> None:
    """Session fixation: what somebody else has put into the browser is not what counts afterwards."""
    planted = {USER: "planted", f"{USER}_1": "planted", SESSION_COOKIE_NAME: "planted", "plan_map_wanted": "on%3Dth"}
    with app.client() as client:
        for name, value in planted.items():
            client.cookies.set(name, value, domain="127.0.0.1", path="/")
        assert client.get("/early.json").status_code == 401
        app.signed_in("fix", client)
        app.role("fix", "reader")
        until(lambda: client.get("/early.json"), 200)
        kept = {cookie.name: cookie.value for cookie in client.cookies.jar}
        assert kept[USER] != "planted" and kept.get(SESSION_COOKIE_NAME) != "planted"
        # Who knows what was planted has nothing of it.
        with app.client() as other:
            other.cookies.update(planted)
            assert other.get("/early.json").status_code == 401


def test_the_end_of_somebody_elses_way_signs_nobody_in(app: App) -> None:
    """A link that ends a sign-in which another browser has begun gives no cookie: its state is not this browser's."""
    with app.client() as attacker, app.client() as victim:
        to_provider = attacker.get(f"/{attacker.get('/sign-in').headers['location']}")
        allowed = httpx.post(to_provider.headers["location"], data={"sub": "attacker"})
        link = allowed.headers["location"]
        assert "code=" in link
        victim.get(link)
        assert USER not in victim.cookies and victim.get("/early.json").status_code == 401
        # Nor a state that was made up.
        victim.get(re.sub(r"state=[^&]+", "state=made-up", link))
        assert USER not in victim.cookies
        # In its own browser it is one sign-in, once.
        attacker.get(link)
        assert USER in attacker.cookies
        attacker.cookies.delete(USER)
        attacker.get(link)
        assert USER not in attacker.cookies


def test_signing_out_takes_the_cookies_away(app: App) -> None:
    with closing(app.signed_in("out")) as client:
        app.role("out", "reader")
        until(lambda: client.get("/early.json"), 200)
        assert USER in client.cookies
        assert client.get("/auth/logout").headers["clear-site-data"] == '"cache"'
        assert [name for name in client.cookies if name.startswith(USER)] == []
        assert client.get("/early.json").status_code == 401
