"""Every route of the app, whatever it answers, has the headers; what changes something asks who wants it."""

import importlib
import os
import re
from collections.abc import Iterator

import httpx2
import pytest
from starlette.routing import Route
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from serve.headers import POLICY, index_html
from tests.conftest import PATIENCE_S
from tests.serve.test_headers import ALWAYS
from tests.serving import serve

FOREIGN = "https://evil.example"
FROM_ELSEWHERE = ({"Origin": FOREIGN}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Referer": FOREIGN})
NO_PATHS = ("/" + "%00" * 5, "/..%2f..%2fetc/passwd", "/own/layers/..%2f..%2fx", "/\\\\host\\x")
UNSAFE_SCRIPT = re.compile(r"script-src[^;]*'unsafe-(?:inline|eval)'")


def routes() -> list[Route]:
    return list(importlib.import_module("app").app._user_routes)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve({**os.environ, "PLAN_MAP_METRICS": "on", "PLAN_MAP_UPLOADS": "on"}) as address:
        yield address


def asked() -> list[tuple[str, str]]:
    """Each route with each of its methods, its parameters filled with something that is not there."""
    filled = [(route, re.sub(r"\{\w+:int\}", "1", route.path)) for route in routes()]
    return [
        (method, re.sub(r"\{[^}]+\}", "zz", path))
        for route, path in filled
        for method in sorted(route.methods or {"GET"})
    ]


def test_every_route_has_the_headers(url: str) -> None:
    wrong = []
    for method, path in [*asked(), ("GET", "/metrics"), ("GET", "/_stcore/metrics"), ("PATCH", "/"), ("POST", "/")]:
        with httpx2.stream(method, url + path, timeout=PATIENCE_S) as answer:
            # What tells of news never ends.
            content = b"" if answer.headers.get("content-type", "").startswith("text/event-stream") else answer.read()
        lacking = [name for name in ALWAYS if name not in answer.headers]
        failed = answer.status_code >= 500 and answer.status_code != 503
        # A page that may run inline scripts is shut off from everything else: the simple map.
        loose = UNSAFE_SCRIPT.search(answer.headers.get(POLICY, "")) and "sandbox " not in answer.headers[POLICY]
        untyped = content and "content-type" not in answer.headers
        if lacking or failed or loose or untyped:
            wrong.append((method, path, answer.status_code, lacking, loose))
    assert wrong == []


def test_what_changes_something_is_asked_by_the_apps_own_pages_only(url: str) -> None:
    changing = [(method, path) for method, path in asked() if method not in ("GET", "HEAD", "OPTIONS")]
    assert len(changing) > 8
    for method, path in changing:
        for headers in FROM_ELSEWHERE:
            answer = httpx2.request(method, url + path, headers=headers, content=b"{}", timeout=PATIENCE_S)
            assert answer.status_code == 403, (method, path, headers)
        own = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
        assert httpx2.request(method, url + path, headers=own, content=b"{}", timeout=PATIENCE_S).status_code != 403


def test_streamlits_uploads_want_the_token_and_take_it(url: str) -> None:
    """Cookie and header must be the same token: a page elsewhere can read neither."""
    stream = url.replace("http:", "ws:") + "/_stcore/stream"
    cookie = httpx2.get(f"{url}/_stcore/health").cookies["_streamlit_xsrf"]
    with connect(stream, subprotocols=["streamlit"]) as socket:  # type: ignore[list-item]
        socket.send(_first_run())
        session = _session(socket.recv(PATIENCE_S))
        address = f"{url}/_stcore/upload_file/{session}/a-file"
        files = {"file": ("a.json", b"{}")}
        for given in ({}, {"X-Xsrftoken": cookie}, {"Cookie": f"_streamlit_xsrf={cookie}"}):
            assert httpx2.put(address, files=files, headers=given, timeout=PATIENCE_S).status_code == 403, given
        wrong = {"X-Xsrftoken": "2|0|0|0", "Cookie": f"_streamlit_xsrf={cookie}"}
        assert httpx2.put(address, files=files, headers=wrong).status_code == 403
        right = {"X-Xsrftoken": cookie, "Cookie": f"_streamlit_xsrf={cookie}"}
        assert httpx2.put(address, files=files, headers=right).status_code == 204
        large = {"file": ("a.json", b"x" * 2_200_000)}
        assert httpx2.put(address, files=large, headers=right, timeout=PATIENCE_S).status_code == 413


def _first_run() -> bytes:
    from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: PLC0415

    wish = BackMsg()
    wish.rerun_script.query_string = ""
    return wish.SerializeToString()


def _session(told: str | bytes) -> str:
    message = ForwardMsg()
    assert isinstance(told, bytes)
    message.ParseFromString(told)
    assert message.WhichOneof("type") == "new_session"
    return message.new_session.initialize.session_id


def test_no_other_site_opens_a_session(url: str) -> None:
    stream = url.replace("http:", "ws:") + "/_stcore/stream"
    for origin in (FOREIGN, "null", "http://127.0.0.1.evil.example"):
        with pytest.raises(InvalidStatus), connect(stream, subprotocols=["streamlit"], origin=origin):  # type: ignore[list-item, arg-type]
            pass
    with connect(stream, subprotocols=["streamlit"], origin=url):  # type: ignore[list-item, arg-type]
        pass


def test_a_page_of_another_name_that_leads_here_is_refused_where_names_are_said() -> None:
    """DNS rebinding: Host and Origin agree, and are somebody else's."""
    with serve(os.environ, "--server.allowedHosts", "127.0.0.1") as address:
        stream = address.replace("http:", "ws:") + "/_stcore/stream"
        with connect(stream, subprotocols=["streamlit"], origin=address):  # type: ignore[list-item, arg-type]
            pass
        host = {"Host": "evil.example"}
        with pytest.raises(InvalidStatus), connect(stream, subprotocols=["streamlit"], additional_headers=host):  # type: ignore[list-item]
            pass


def test_no_file_of_the_project_is_served(url: str) -> None:
    """Where there is no route Streamlit answers with its own page: never with what lies in the folder."""
    own_page = index_html()
    for path in (".git/config", ".git/HEAD", "requirements.txt", "app.py", "data/plan.toml", ".streamlit/config.toml"):
        answer = httpx2.get(f"{url}/{path}", timeout=PATIENCE_S)
        assert answer.status_code in (400, 404) or answer.text == own_page, path


@pytest.mark.parametrize("target", NO_PATHS)
def test_what_is_no_path_finds_nothing(url: str, target: str) -> None:
    answer = httpx2.get(url + target, timeout=PATIENCE_S)
    assert answer.status_code in (200, 400, 404)
    assert "root:" not in answer.text
