"""Somebody who listens to the news of a server, as an open browser does."""

import json
import queue
import threading

import httpx2 as httpx

from tests.conftest import PATIENCE_S


class Listening:
    """From when the block begins; `next` waits for what is told then."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._told: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.proposals: list[str] = []
        """how often they had changed, each time that anything was told"""
        self._listening = threading.Event()
        self._client = httpx.Client(timeout=httpx.Timeout(PATIENCE_S))

    def __enter__(self) -> "Listening":
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._listening.wait(PATIENCE_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def _listen(self) -> None:
        have = self._client.get(f"{self._url}/early.json").json()["documentUrl"]
        try:
            with self._client.stream("GET", f"{self._url}/news", params={"have": have}) as news:
                self._listening.set()
                for line in news.iter_lines():
                    if line.startswith("data: "):
                        told = json.loads(line.removeprefix("data: "))
                        self.proposals.append(told["proposals"])
                        # How things stand is told at once, and again when proposals have changed.
                        if told["documentUrl"] != have:
                            have = told["documentUrl"]
                            self._told.put(have)
        except (httpx.HTTPError, RuntimeError):  # the block has ended
            return

    def next(self) -> str:
        """The address of the next plan that is told of."""
        return self._told.get(timeout=PATIENCE_S)
