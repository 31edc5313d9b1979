"""Whether a request comes from this very machine."""

import re
from collections.abc import Mapping
from ipaddress import ip_address

LOOPBACK_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?")
PROXIED = ("x-forwarded-for", "x-forwarded-host", "forwarded", "via")


def is_local(client: str, headers: Mapping[str, str]) -> bool:
    """Whether it was asked on this machine, by its own name, and nobody handed it on. Names of headers: lower case.

    A page elsewhere whose name leads to this machine has that name in its Host header.
    """
    try:
        near = ip_address(client).is_loopback
    except ValueError:
        near = False
    host = headers.get("host", "")
    return near and LOOPBACK_HOST.fullmatch(host) is not None and not any(name in headers for name in PROXIED)
