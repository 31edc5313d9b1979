"""Which origins may talk to an embedded map, by what PLAN_MAP_FRAME_ANCESTORS names."""

import pytest

from tests.node import node

SOURCES = ["'self'", "https://portal.example", "http://127.0.0.1:8600", "https://*.office.example"]


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://plan.example", True),
        ("https://portal.example", True),
        ("http://portal.example", False),
        ("https://portal.example:8443", False),
        ("https://portal.example.evil.example", False),
        ("https://evilportal.example", False),
        ("http://127.0.0.1:8600", True),
        ("http://127.0.0.1:8601", False),
        ("https://map.office.example", True),
        ("https://a.map.office.example", True),
        ("https://office.example", False),
        ("https://evil-office.example", False),
        ("http://map.office.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_who_is_named_may(origin: str, allowed: bool) -> None:
    code = """const { isAllowed } = await module("embed/origins");
      return isAllowed(argument.origin, argument.sources, "https://plan.example");"""
    assert node(code, {"origin": origin, "sources": SOURCES}) is allowed


def test_where_nobody_may_nobody_does() -> None:
    code = """const { isAllowed } = await module("embed/origins");
      return ["https://plan.example", "null", "'none'"].filter((origin) =>
        isAllowed(origin, ["'none'"], "https://plan.example"));"""
    assert node(code) == []
