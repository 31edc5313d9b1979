"""The app at a path of a larger site: behind a proxy that hands the path on, and one that takes it off."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.opened import MapPage, run
from tests.serving import serve

BASE = "/plan"


class Proxy:
    """Passes on what is asked under BASE, with or without it, open connections too; anything else is foreign."""

    def __init__(self, target: str, *, strips: bool) -> None:
        self.port = urlsplit(target).port
        self.strips = strips

    async def serve(self, client: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        """One request, or one WebSocket."""
        with suppress(OSError, asyncio.IncompleteReadError):
            head = (await client.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, path, version = head[0].split(" ")
            if not path.startswith(BASE):
                answer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                head[0] = f"{method} {(path[len(BASE) :] or '/') if self.strips else path} {version}"
                if not any(line.lower().startswith("upgrade:") for line in head):
                    head = [
                        head[0],
                        "Connection: close",
                        *(line for line in head[1:] if not line.lower().startswith("connection:")),
                    ]
                server, asked = await asyncio.open_connection("127.0.0.1", self.port)
                asked.write("\r\n".join(head).encode("latin-1"))
                await asyncio.wait(
                    {asyncio.create_task(pass_on(client, asked)), asyncio.create_task(pass_on(server, answer))}
                )
        answer.close()


async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await source.read(65536):
            target.write(part)
            await target.drain()
    target.close()


@contextmanager
def behind(proxy: Proxy) -> Iterator[str]:
    """The proxy's address."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(proxy.serve, "127.0.0.1", 0), loop).result()
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)


@pytest.fixture(params=["keeps", "strips"])
def site(request: pytest.FixtureRequest, app_url: str) -> Iterator[str]:
    strips = request.param == "strips"
    with nullcontext(app_url) if strips else serve(base=BASE) as app, behind(Proxy(app, strips=strips)) as url:
        yield url


def test_map_pages_links_and_briefings_work_under_a_path(whole_context: BrowserContext, site: str) -> None:
    opened = MapPage(whole_context, site, f"{BASE}/").settled()
    page = opened.page
    page.locator(".top [data-page=table]").click()
    page.wait_for_selector(".dock[data-page=table] table")
    page.locator(".top [data-page=sources]").click()
    page.locator(".st-key-page-sources").get_by_text("数据来源与数据检查").wait_for()
    assert urlsplit(page.url).path == f"{BASE}/"
    page.go_back()
    page.wait_for_selector(".dock[data-page=table] table")
    assert run(page, "return map.actions().link()").startswith(f"{site}{BASE}/?")
    assert run(page, "return (await map.briefings.all()).length") > 0
    assert run(page, "return (await fetch(`${map.received.fallbackUrl}/zh`)).status") == 200
    outside = [url for url in opened.watch.requests if not urlsplit(url).path.startswith(f"{BASE}/")]
    # Streamlit looks for its server from the root on.
    assert {urlsplit(url).path for url in outside if url.startswith("http")} <= {
        "/_stcore/health",
        "/_stcore/host-config",
    }
