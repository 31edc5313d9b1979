"""How often one client may ask: a bucket of tokens for each, filled at a steady rate.

Generous: an office behind one address is one client, and what is addressed by hash or version costs none. Own code
rather than `limits`: a few lines, no thread of its own, and no more clients than are kept here.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

MOST_CLIENTS = 10_000
"""kept at a time; the one that asked longest ago is forgotten"""
NEIGHBOURS = 64
"""bits of an IPv6 address that are one client: a household or an office has all below"""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, then so many a second."""

    at_once: int
    a_second: float


class Buckets:
    """The buckets of one rate. One thread only, as the server's own."""

    def __init__(
        self, rate: Rate, *, most_clients: int = MOST_CLIENTS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate, self._most, self._now = rate, most_clients, now
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """client -> tokens, and when they were counted"""

    def wait_s(self, client: str) -> int:
        """Takes a token: 0 where there was one, else whole seconds until there is."""
        now = self._now()
        tokens, counted = self._kept.pop(client, (float(self._rate.at_once), now))
        tokens = min(float(self._rate.at_once), tokens + (now - counted) * self._rate.a_second)
        taken = tokens >= 1
        self._kept[client] = (tokens - 1 if taken else tokens, now)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return 0 if taken else math.ceil((1 - tokens) / self._rate.a_second)


def client_key(host: str) -> str | None:
    """Who counts as one client; None for this machine itself.

    Of a proxy that is trusted (FORWARDED_ALLOW_IPS) uvicorn has put the visitor's address in its place. Where it does
    not hand that on, all its visitors are this machine, or one client.
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        # An address that is none is one client, however long it is.
        return "-"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return None if address.is_loopback else str(ip_network((address, NEIGHBOURS), strict=False))
        address = address.ipv4_mapped
    return None if address.is_loopback else str(address)
