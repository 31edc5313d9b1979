"""deploy/nginx before two processes of the app: Debian's own nginx, HTTPS, WebSocket, a path, one process a visitor."""

import json
import socket
import ssl
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext

import httpx2
import pytest
from prometheus_client.parser import text_string_to_metric_families
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from layers.text import text
from serve.guards.guard import MAKING
from tests.conftest import PATIENCE_S
from tests.deploy.running import BASE, HOST, Site, own_address, site

PLACE = "plan_map_place"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("nginx"), PLAN_MAP_UPLOADS="") as running:
        yield running


def session(at: Site, place: str = "", **headers: str) -> ClientConnection:
    """A session's connection through nginx."""
    origin = f"https://{HOST}:{at.port}"
    cookie = {"Cookie": f"{PLACE}={place}"} if place else {}
    # Python before 3.13 loses what one thread writes while another reads the tickets that TLS 1.3 sends after its
    # handshake: nginx then waited a minute for the request.
    trust = at.trust
    trust.maximum_version = ssl.TLSVersion.TLSv1_2
    return connect(
        f"wss://{HOST}:{at.port}{BASE}/_stcore/stream", sock=socket.create_connection(("127.0.0.1", at.port)),
        ssl=trust, server_hostname=HOST, subprotocols=["streamlit"], origin=origin, max_size=None,  # type: ignore[list-item, arg-type]
        additional_headers={**cookie, **headers}, open_timeout=PATIENCE_S,
    )  # fmt: skip


def run(connection: ClientConnection) -> str:
    """Has the page run once; id of its session."""
    wish, message, identifier = BackMsg(), ForwardMsg(), ""
    wish.rerun_script.query_string = ""
    connection.send(wish.SerializeToString())
    while message.WhichOneof("type") != "script_finished":
        told = connection.recv(PATIENCE_S)
        assert isinstance(told, bytes)
        message.ParseFromString(told)
        if message.WhichOneof("type") == "new_session":
            identifier = message.new_session.initialize.session_id
    return identifier


def sessions(url: str) -> float:
    """How many a process has, by its own figures."""
    families = text_string_to_metric_families(httpx2.get(f"{url}/metrics", timeout=PATIENCE_S).text)
    (sample,) = next(family for family in families if family.name == "plan_map_sessions").samples
    return sample.value


def test_the_start_page_and_all_that_it_names_come_through(behind: Site) -> None:
    with behind.client() as client:
        page = client.get(f"{BASE}/")
        assert page.status_code == 200 and "plan-map-early" in page.text
        assert page.headers["strict-transport-security"].startswith("max-age=31536000")
        # The app knows that it is asked by HTTPS: only then it says this.
        assert page.headers["cross-origin-opener-policy"] == "same-origin"
        data = client.get(f"{BASE}/early.json").json()
        for name in ("moduleUrl", "deckUrl", "documentUrl", "basemapUrl", "cityUrl", "readerUrl"):
            assert client.get(f"{BASE}/{data[name]}").status_code == 200, name
        assert client.get(f"{BASE}/briefings/now.json").is_redirect
        assert client.get(f"{BASE}/briefings/now.json", follow_redirects=True).status_code == 200


def test_both_processes_serve_the_same_under_the_same_address(behind: Site) -> None:
    first, second = (httpx2.get(f"{url}/early.json", timeout=PATIENCE_S).json() for url in behind.direct)
    assert first == second
    with behind.client() as client:
        for name in ("moduleUrl", "deckUrl", "documentUrl", "basemapUrl", "cityUrl", "readerUrl"):
            path = f"{BASE}/{first[name]}"
            answers = [httpx2.get(url.removesuffix(BASE) + path, timeout=PATIENCE_S) for url in behind.direct]
            through = [client.get(path) for _ in range(2)]
            assert len({answer.content for answer in (*answers, *through)}) == 1, name
            assert through[1].headers["x-cache"] == "HIT"
            assert "immutable" in through[1].headers["cache-control"]


def test_a_session_runs_and_takes_an_upload(behind: Site) -> None:
    with behind.client() as client:
        client.get(f"{BASE}/")
        client.get(f"{BASE}/_stcore/health")
        token = client.cookies["_streamlit_xsrf"]
        with session(behind, client.cookies[PLACE]) as connection:
            address = f"{BASE}/_stcore/upload_file/{run(connection)}/a-file"
            files = {"file": ("a.json", b"{}")}
            assert client.put(address, files=files).status_code == 403
            assert client.put(address, files=files, headers={"X-Xsrftoken": token}).status_code == 204
            large = {"file": ("a.json", b"x" * 4_000_000)}
            assert client.put(address, files=large, headers={"X-Xsrftoken": token}).status_code == 413


def test_a_visitor_stays_with_one_process_and_visitors_are_shared_out(behind: Site) -> None:
    with ExitStack() as open_ones:
        for _ in range(8):
            open_ones.enter_context(session(behind, "0" * 32))
        assert sorted(sessions(url) for url in behind.direct) == [0, 8]
    with ExitStack() as open_ones:
        for number in range(24):
            open_ones.enter_context(session(behind, f"{number * 7919:032x}"))
        assert all(sessions(url) > 0 for url in behind.direct)


def test_cookies_are_for_https_and_say_nothing(behind: Site) -> None:
    with behind.client() as client:
        client.get(f"{BASE}/_stcore/health")
        given = client.get(f"{BASE}/_stcore/health", headers={"Cookie": f"{PLACE}=zhang-san"})
        kept = client.cookies[PLACE]
        assert len(kept) == 32
        assert PLACE not in "".join(client.get(f"{BASE}/early.json").headers.get_list("set-cookie"))
    cookies = given.headers.get_list("set-cookie")
    assert {cookie.split("=")[0] for cookie in cookies} >= {PLACE, "_streamlit_xsrf"}
    assert all("secure" in cookie.lower() and "samesite=lax" in cookie.lower() for cookie in cookies)


def test_whoever_comes_through_the_proxy_is_not_on_this_machine(behind: Site) -> None:
    with behind.client() as client:
        lies = {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1", "Via": "1.1 x"}
        for headers in ({}, lies, {"X-Forwarded-Host": "127.0.0.1"}):
            assert client.get(f"{BASE}/own/here", headers=headers).json()["refused"] == text("own.notHere", "zh")
            for method, path in (("POST", "own/uploads?name=a.csv"), ("GET", "edits/proposals")):
                assert client.request(method, f"{BASE}/{path}", headers=headers).status_code == 403
        # nginx gives no answer to a request for another name, this machine's too.
        with pytest.raises(httpx2.HTTPError):
            client.get(f"{BASE}/own/here", headers={"Host": "localhost"})


def test_each_address_is_counted_by_itself(behind: Site) -> None:
    address = own_address()
    if address is None:
        pytest.skip("this machine has no address but its loopback")
    with behind.client(address) as away, behind.client() as here:
        lying = {"X-Forwarded-For": "127.0.0.1"}
        # With the cookie all come to one process, and are counted together.
        away.get(f"{BASE}/early.json")
        last = next(
            (answer for _ in range(2 * MAKING.at_once + 50)
             if (answer := away.get(f"{BASE}/ask/answer?lang=en", headers=lying)).status_code != 400),
            None,
        )  # fmt: skip
        assert last is not None and last.status_code == 429 and int(last.headers["retry-after"]) >= 1
        assert "Try again" in last.text
        assert here.get(f"{BASE}/ask/answer").status_code == 400
        assert away.get(f"{BASE}/early.json").status_code == 200


def test_figures_health_and_other_names_are_shut(behind: Site) -> None:
    with behind.client() as client:
        for path in ("metrics", "_stcore/metrics", "health/ready", "health/live", "_stcore/script-health-check/x"):
            answer = client.get(f"{BASE}/{path}")
            assert answer.status_code == 404 or "plan-map" not in answer.text, path
        assert client.get("/").headers["location"].endswith("/plan/")
        assert client.get("/data/plan/transport.geojson").status_code == 404
        with pytest.raises(httpx2.HTTPError):
            client.get(f"{BASE}/", headers={"Host": "evil.example"})
    plain = httpx2.get(f"http://127.0.0.1:{behind.plain_port}/plan/?x=1", headers={"Host": HOST})
    assert (plain.status_code, plain.headers["location"]) == (308, f"https://{HOST}/plan/?x=1")


@pytest.mark.parametrize(("version", "taken"), [("TLSv1_1", False), ("TLSv1_2", True), ("TLSv1_3", True)])
def test_old_tls_is_refused(behind: Site, version: str, taken: bool) -> None:
    trust = behind.trust
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        trust.minimum_version = trust.maximum_version = ssl.TLSVersion[version]
    # Else OpenSSL would not even try the old one.
    trust.set_ciphers("ALL:@SECLEVEL=0")
    found = nullcontext() if taken else pytest.raises(ssl.SSLError)
    with socket.create_connection(("127.0.0.1", behind.port)) as plain, found:
        trust.wrap_socket(plain, server_hostname=HOST).close()


def test_sizes_are_those_of_the_app(behind: Site) -> None:
    with behind.client() as client:
        assert client.get(f"{BASE}/?q=" + "x" * 9_000).status_code == 200
        assert client.get(f"{BASE}/?q=" + "x" * 12_000).status_code == 414
        assert client.post(f"{BASE}/ask/layer", content=b"x" * 3_500_000).status_code == 413


def test_the_log_is_json_without_addresses_and_queries(behind: Site) -> None:
    with behind.client() as client:
        answer = client.get(f"{BASE}/early.json?q=%E5%BC%A0%E4%B8%89")
    # One name for a request in both logs. nginx writes its own when the answer has gone.
    name, deadline = answer.headers["x-request-id"], time.monotonic() + PATIENCE_S
    while name not in {json.loads(line)["request"] for line in behind.log().splitlines()}:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "127.0.0.1" not in behind.log() and "%E5" not in behind.log()


def test_one_process_that_is_gone_leaves_nobody_without_an_answer(behind: Site) -> None:
    behind.stops[0].close()
    with behind.client() as client:
        for number in range(20):
            client.cookies.set(PLACE, f"{number * 7919:032x}")
            assert client.get(f"{BASE}/early.json").status_code == 200
    for number in range(4):
        with session(behind, f"{number * 7919:032x}") as connection:
            assert run(connection)
