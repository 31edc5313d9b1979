"""A browser as a person has it: a profile of its own, and no debugger in its pages.

Playwright switches on the debugger's runtime in every page (Runtime.enable), with which V8 takes a stack, line by line,
of each error that a script makes: deck.gl makes one while it starts, which costs 0.3 s there and nothing for a person.
Here a page is only told where to go, and asked for values. Its profile keeps what a browser keeps for the next visit,
compiled scripts included.
"""

import json
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from websockets.sync.client import ClientConnection, connect

from benchmarks.browsers.stage import OBSERVER, OFFLINE, VIEWPORT
from tests.browser.opened import QUIET, WEBGL, chromium_path

OTHER_PAGE = "data:text/html,<p>another page</p>"
SETTLE_S = 1.5
LOOK_AGAIN_S = 0.25
LONGEST_S = 120


@dataclass
class QuietBrowser:
    """A running browser and the connection to it."""

    socket: ClientConnection
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """One command of the DevTools protocol, to the browser or to a page.

        Raises RuntimeError with its word where it is refused.
        """
        number = next(self.numbers)
        self.socket.send(
            json.dumps(
                {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
            )
        )
        while (answer := json.loads(self.socket.recv(timeout=LONGEST_S))).get("id") != number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    def tab(self) -> "Tab":
        """A tab that has shown another page for a while, as a person's has."""
        target = str(self.call("Target.createTarget", url=OTHER_PAGE)["targetId"])
        session = str(self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        self.call("Emulation.setDeviceMetricsOverride", session, **VIEWPORT, deviceScaleFactor=1, mobile=False)
        self.call("Page.enable", session)
        self.call("Page.addScriptToEvaluateOnNewDocument", session, source=OBSERVER.read_text(encoding="utf-8"))
        time.sleep(SETTLE_S)
        return Tab(self, target, session)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a quiet browser."""

    browser: QuietBrowser
    target: str
    session: str

    def value(self, expression: str) -> Any:
        """What an expression gives in the page, a promise's value included. Raises RuntimeError where it throws."""
        answer = self.browser.call(
            "Runtime.evaluate", self.session, expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def visit(self, url: str, expression: str) -> float:
        """Opens an address and gives the milliseconds at which the page says that it stands.

        Raises TimeoutError where it never does.
        """
        self.browser.call("Page.navigate", self.session, url=url)
        stood = self.wait(expression)
        time.sleep(SETTLE_S)
        return stood

    def wait(self, expression: str) -> float:
        """The number that an expression gives at last."""
        deadline = time.monotonic() + LONGEST_S
        while not (found := self.value(expression)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{expression}: nothing in {LONGEST_S} s")
            time.sleep(LOOK_AGAIN_S)
        return float(found)

    def close(self) -> None:
        """Closes the tab."""
        self.browser.call("Target.closeTarget", targetId=self.target)


@contextmanager
def quiet_browser() -> Iterator[QuietBrowser]:
    """The system's Chromium with an empty profile, headless, drawing by software, with no host but this one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            chromium_path(),
            "--headless",
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            *QUIET,
            *WEBGL,
            *OFFLINE,
        ]
        with tempfile.TemporaryFile("w+") as log:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
            try:
                with connect(_address(process, log), max_size=None) as socket:
                    yield QuietBrowser(socket)
            finally:
                process.terminate()
                process.wait(20)


def _address(process: "subprocess.Popen[bytes]", log: Any) -> str:
    """Where a browser that is starting says that it listens."""
    deadline = time.monotonic() + LONGEST_S
    while True:
        log.seek(0)
        text = log.read()
        if found := re.search(r"ws://\S+", text):
            return found[0]
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{chromium_path()} did not start: {text[-500:]}")
        time.sleep(LOOK_AGAIN_S)
