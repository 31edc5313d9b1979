"""Whether a request comes from this very machine."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

LOOPBACK_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?")
PROXIED = re.compile(r"x-forwarded(?:-\w+)?|forwarded|via|(?:x-(?:real|client)|true-client|cf-connecting)-ip")
OLD_HTTP = "1.0"
"""spoken by proxies that were told nothing else (nginx up to 1.29), and by no browser"""


def is_local(client: str, headers: Mapping[str, str], *, version: str = "") -> bool:
    """Whether it was asked on this machine, by its own name, and nobody handed it on. Names of headers: lower case.

    A page elsewhere whose name leads to this machine has that name in its Host header. A proxy on this machine that
    says nothing of what it does, and gives the machine's own name, is told by what browsers say beside it; what is no
    browser it hides. So whoever sets one up chooses who may use the app (serve/who/choice.py).
    """
    try:
        near = ip_address(client).is_loopback
    except ValueError:
        near = False
    named = LOOPBACK_HOST.fullmatch(headers.get("host", "")) is not None
    handed_on = version == OLD_HTTP or any(PROXIED.fullmatch(name.lower()) for name in headers)
    return near and named and not handed_on and not _was_another_name(headers)


def _was_another_name(headers: Mapping[str, str]) -> bool:
    """Whether the browser asked a page's own server, and knows that by another name than this machine's."""
    if headers.get("sec-fetch-site") != "same-origin":
        return False
    page = headers.get("origin") or headers.get("referer")
    return page is not None and LOOPBACK_HOST.fullmatch(urlsplit(page).netloc) is None
