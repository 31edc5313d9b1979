"""Every answer says what its page may load and who may show it."""

import base64
import hashlib
import re
from collections.abc import Iterator

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from layers.screen.served import served
from serve.headers import POLICY, SecurityHeaders, SettingError, frame_ancestors, headers, page_policy
from tests.conftest import PATIENCE_S
from tests.serving import serve
from web.assets import deck_bundle, modules_hash

ALWAYS = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-resource-policy",
)
PATHS = {
    "/": 200,
    "/early.json": 200,
    f"/vendor/deck-{deck_bundle().hash}.js": 200,
    f"/modules/{modules_hash()}/start/main.js": 200,
    f"/modules/{modules_hash()}/all.css": 200,
    f"/documents/{served().plan.hash}.json": 200,
    f"/fallback/{served().plan.hash}/zh": 200,
    "/briefings/now.json": 307,
    "/progress/now.json": 307,
    "/index.html": 200,
    "/favicon.png": 200,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/modules/0000000000000000/start/main.js": 404,
    "/media/0000.pdf": 404,
    "/_stcore/bidi-components/none/x.js": 404,
    "/%2e%2e/%2e%2e/etc/passwd": 400,
    "//elsewhere.example/": 400,
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_them(url: str, path: str) -> None:
    answer = httpx2.get(url + path, timeout=PATIENCE_S)
    assert answer.status_code == PATHS[path]
    assert [name for name in ALWAYS if name not in answer.headers] == []
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in answer.headers[POLICY]
    assert ("no-store" in answer.headers.get("cache-control", "")) == (answer.status_code >= 300)


@pytest.mark.parametrize("path", ["/", "/index.html"])
def test_what_runs_in_a_page_is_what_its_policy_names(url: str, path: str) -> None:
    answer = httpx2.get(url + path, timeout=PATIENCE_S)
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts}
    assert hashes
    (rule,) = [rule for rule in answer.headers[POLICY].split("; ") if rule.startswith("script-src ")]
    assert hashes <= set(rule.split())
    assert "unsafe" not in rule
    assert not re.search(r"<[^>]+\son\w+=", answer.text)


def _small_app() -> TestClient:
    async def accept(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.close()

    def fail(_: Request) -> Response:
        raise RuntimeError("a fault")

    def own(_: Request) -> Response:
        return Response("page", headers={POLICY: "default-src 'none'", "Cache-Control": "no-cache"})

    routes = [WebSocketRoute("/stream", accept), Route("/fail", fail), Route("/own", own)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)]), raise_server_exceptions=False)


def test_a_handshake_and_a_failure_have_them_too() -> None:
    client = _small_app()
    failed = client.get("/fail")
    assert failed.status_code == 500
    assert "a fault" not in failed.text
    assert [name for name in ALWAYS if name not in failed.headers] == []
    assert failed.headers["cache-control"] == "no-store"
    with client.websocket_connect("/stream") as stream:
        assert {name.decode() for name, _ in stream.extra_headers or []} >= set(ALWAYS)


def test_a_window_of_its_own_is_asked_for_where_browsers_grant_it() -> None:
    for host, given in (
        ("localhost:8501", True),
        ("127.0.0.1", True),
        ("10.0.0.5:8501", False),
        ("localhost.example", False),
    ):
        assert ("cross-origin-opener-policy" in _small_app().get("/own", headers={"Host": host}).headers) == given


def test_what_an_answer_says_itself_stands() -> None:
    answer = _small_app().get("/own")
    assert answer.headers[POLICY] == "default-src 'none'"
    assert answer.headers["cache-control"] == "no-cache"


def test_who_may_show_the_app_in_an_iframe_is_a_setting() -> None:
    assert headers({})["X-Frame-Options"] == "SAMEORIGIN"
    portal = {"PLAN_MAP_FRAME_ANCESTORS": "'self' https://portal.example:8443"}
    assert "frame-ancestors 'self' https://portal.example:8443" in page_policy(environment=portal)
    assert "X-Frame-Options" not in headers(portal)
    for wrong in ("portal", "https://a.example; script-src *", "https://a.example\n"[:-1] + "/path"):
        with pytest.raises(SettingError, match="PLAN_MAP_FRAME_ANCESTORS"):
            frame_ancestors({"PLAN_MAP_FRAME_ANCESTORS": wrong})


def test_no_page_of_the_map_may_ask_another_host_whatever_its_basemap() -> None:
    """Tiles of others come through a window of their own: tests/serve/tiles."""
    for tiles in ("", "https://t0.example:444/{z}/{x}/{y}?tk={key}", "https://a.example;script-src/{z}"):
        assert "connect-src 'self';" in page_policy(environment={"PLAN_MAP_TILES": tiles})
        assert headers({"PLAN_MAP_TILES": tiles})["Referrer-Policy"] == "same-origin"
