"""Signing in with a real OpenID Connect provider on the loopback; every route keeps what roles may."""

import json

import httpx2 as httpx
import pytest
from itsdangerous import URLSafeTimedSerializer
from websockets.sync.client import connect

from tests.serve.who.running import App, until

DATA_ROUTES = (
    "/early.json",
    "/briefings/now.json",
    "/progress/now.json",
    "/export/list.xlsx",
    "/own/here",
    "/own/layers",
    "/basemaps/list.json",
    "/ask/answer?ask=near",
)


def reached(client: httpx.Client) -> dict[str, int]:
    return {path: client.get(path).status_code for path in DATA_ROUTES}


def test_nobody_gets_anything_without_signing_in(app: App) -> None:
    with app.client() as client:
        assert reached(client) == dict.fromkeys(DATA_ROUTES, 401)
        page = client.get("/?on=th&dist=nanshan")
        assert page.status_code == 401
        assert 'href="sign-in"' in page.text
        assert "no-store" in page.headers["cache-control"]
        assert client.post("/own/uploads?name=a.csv", content=b"x").status_code == 401
        assert client.get("/_stcore/health").status_code == 200
    address = app.url.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(Exception, match=r"401|1008|rejected"), connect(address, subprotocols=["streamlit"]):  # type: ignore[list-item]
        pass


def test_a_newcomer_waits_for_a_role_then_reads_then_edits(app: App) -> None:
    client = app.signed_in("ann")
    assert reached(client) == dict.fromkeys(DATA_ROUTES, 403)
    assert app.known("ann").id in client.get("/").text
    assert app.command("ann", "role", "admin").returncode == 0
    client = app.signed_in("ben")
    app.role("ben", "reader")
    until(lambda: client.get("/early.json"), 200)
    assert client.get("/own/here").json()["refused"] is None
    assert client.get("/own/layers").status_code == 200
    uploaded = client.post("/own/uploads?name=a.csv", content=b"x")
    assert (uploaded.status_code, "editor" in uploaded.text or "编辑" in uploaded.text) == (403, True)
    app.role("ben", "editor")
    until(lambda: client.post("/own/uploads?name=a.csv", content=b"x"), 201)
    # What a role allowed is gone with it, while the cookie stays.
    app.role("ben", "none")
    until(lambda: client.get("/early.json"), 403)


def test_what_somebody_asked_for_is_there_after_signing_in(app: App) -> None:
    link = "/?on=th&dist=nanshan&q=%E6%9E%A2%E7%BA%BD"
    with app.client() as before:
        before.get(link)
        wanted = before.cookies["plan_map_wanted"]
    client = app.signed_in("cai")
    app.role("cai", "reader")
    until(lambda: client.get("/early.json"), 200)
    client.cookies.set("plan_map_wanted", wanted, domain="127.0.0.1", path="/")
    answer = client.get("/")
    assert answer.status_code == 303
    assert httpx.URL(answer.headers["location"]).params == httpx.URL(link).params
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("secret", ["another secret", "", "a secret of the tests that is long enough for its signatur"])
def test_a_forged_cookie_lets_nobody_in(app: App, secret: str) -> None:
    claims = {"iss": app.provider, "sub": "ann", "is_logged_in": True, "origin": app.url, "name": "ann"}
    forged = URLSafeTimedSerializer(secret or "x", salt="_streamlit_user").dumps(json.dumps(claims))
    with app.client() as client:
        for value in (forged, json.dumps(claims), "chunks-2", "\udcff", "x" * 5000):
            headers = {"cookie": f"_streamlit_user={value}".encode("utf-8", "surrogateescape")}
            assert client.get("/early.json", headers=headers).status_code == 401


def test_documents_are_private_to_whoever_may_have_them(app: App) -> None:
    client = app.signed_in("dan")
    app.role("dan", "reader")
    until(lambda: client.get("/early.json"), 200)
    answer = client.get(f"/{client.get('/early.json').json()['documentUrl']}")
    assert answer.status_code == 200
    assert "private" in answer.headers["cache-control"]


def test_the_last_admin_stays(app: App) -> None:
    app.signed_in("eve")
    app.role("eve", "admin")
    for person in app.people.listing():
        if person.role == "admin" and person.name != "eve":
            app.role(person.name, "reader")
    refused = app.command("eve", "role", "reader")
    assert refused.returncode == 1
    assert "last administrator" in refused.stderr
