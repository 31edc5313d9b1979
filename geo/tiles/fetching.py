"""Tiles of a server outside, for paper: whatever comes of it, in bounded time and size, and from nowhere else.

No redirect is followed: a server that is asked cannot send the app to another one, perhaps inside a bureau's network.
"""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import IO

from geo.tiles.model import MOST_TILE_BYTES

TIMEOUT_S = 10.0
"""without a byte"""
MOST_SECONDS = 90.0
"""for all tiles of a map"""
MOST_BYTES = 200_000_000
PART = 65_536
AGENT = "Mozilla/5.0 (compatible; shenzhen-plan-map)"
NOTHING_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.IM_A_TEAPOT}


class FetchError(Exception):
    """Tiles that do not come; reason is the end of a wording's key, `tiles.failed.<reason>`."""

    def __init__(self, reason: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, dict(values or {})


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object) -> None:
        """None: the redirect itself is the answer."""


class Fetcher:
    """Asks for the tiles of one map; several threads may. Raises FetchError."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(_Stay)
        self._lock, self._bytes, self._until = threading.Lock(), 0, time.monotonic() + MOST_SECONDS

    def get(self, url: str) -> bytes | None:
        """What stands at an address; None where the server has nothing there."""
        request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "image/*"})
        try:
            with self._opener.open(request, timeout=min(TIMEOUT_S, self._left())) as answer:
                return self._read(answer) or None
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
        except TimeoutError as error:
            raise FetchError("slow") from error
        except (OSError, HTTPException, ValueError) as error:
            raise FetchError(
                "slow" if isinstance(getattr(error, "reason", None), TimeoutError) else "network"
            ) from error
        if status in NOTHING_THERE:
            return None
        raise FetchError("refused" if status in REFUSED else "status", {"status": status})

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise FetchError("slow")
        return left

    def _read(self, answer: IO[bytes]) -> bytes:
        content = bytearray()
        while part := answer.read1(PART):  # type: ignore[attr-defined]
            content += part
            self._left()
            with self._lock:
                self._bytes += len(part)
            if len(content) > MOST_TILE_BYTES or self._bytes > MOST_BYTES:
                raise FetchError("large")
        return bytes(content)
