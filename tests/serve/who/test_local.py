"""Who is at this machine: by its own name, and handed on by nobody, as far as anybody can tell."""

import pytest

from serve.who.local import is_local

NAVIGATED = {"host": "localhost:8501", "sec-fetch-site": "cross-site", "referer": "https://portal.example/links"}
PAGE = {"host": "127.0.0.1:8501", "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("127.0.0.1", {"host": "localhost:8501"}),
        ("::1", {"host": "[::1]:8501"}),
        ("127.0.0.1", NAVIGATED),
        ("127.0.0.1", PAGE | {"referer": "http://127.0.0.1:8501/?on=th"}),
        ("127.0.0.1", PAGE | {"origin": "http://127.0.0.1:8501"}),
    ],
)
def test_at_this_machine(client: str, headers: dict[str, str]) -> None:
    assert is_local(client, headers, version="1.1")


@pytest.mark.parametrize(
    ("client", "headers", "version"),
    [
        ("10.0.0.9", {"host": "localhost:8501"}, "1.1"),
        ("", {"host": "localhost:8501"}, "1.1"),
        ("127.0.0.1", {"host": "maps.example"}, "1.1"),
        ("127.0.0.1", {"host": "localhost.evil.example"}, "1.1"),
        ("127.0.0.1", {}, "1.1"),
        *(
            ("127.0.0.1", {"host": "localhost", name: "x"}, "1.1")
            for name in ("x-forwarded-for", "x-forwarded-proto", "forwarded", "via", "x-real-ip", "cf-connecting-ip")
        ),
        # nginx that was told nothing but proxy_pass: the app's own name in Host, an old HTTP.
        ("127.0.0.1", {"host": "127.0.0.1:8501"}, "1.0"),
        # The same with a newer HTTP, asked by the page that it has handed out.
        ("127.0.0.1", PAGE | {"referer": "https://maps.example/"}, "1.1"),
        ("127.0.0.1", PAGE | {"origin": "https://maps.example"}, "1.1"),
    ],
)
def test_not_at_this_machine(client: str, headers: dict[str, str], version: str) -> None:
    assert not is_local(client, headers, version=version)
