"""Who may bring layers: pages of the app on this machine; others where whoever runs the server says so."""

from types import SimpleNamespace

import pytest
from starlette.requests import Request

from serve.own import guard
from serve.own.guard import refused
from serve.who import asking

HERE, ELSEWHERE = "127.0.0.1", "10.0.0.7"


def opened(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    """Others reach the app only where somebody chose that they may read."""
    if setting == "on":
        monkeypatch.setenv("PLAN_MAP_OPEN", "read")


def asked(method: str = "POST", client: str = HERE, **headers: str) -> Request:
    given = {"host": "127.0.0.1:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}
    raw = [(name.encode(), value.encode()) for name, value in given.items()]
    return Request({"type": "http", "method": method, "path": "/own/layers", "headers": raw, "client": (client, 1)})


@pytest.mark.parametrize(
    ("request_", "setting", "reason"),
    [
        (asked(), "", None),
        (asked(origin="http://127.0.0.1:8501", sec_fetch_site="same-origin"), "", None),
        (asked(client="::1", host="localhost:8501"), "", None),
        (asked(client=ELSEWHERE), "", "own.notHere"),
        (asked(host="plan.example"), "", "own.notHere"),
        (asked(host="evil.example:8501", origin="http://evil.example:8501"), "", "own.notHere"),
        (asked(x_forwarded_for="10.0.0.9"), "", "own.notHere"),
        (asked("GET", client=ELSEWHERE), "", "own.notHere"),
        (asked(client=ELSEWHERE, host="plan.example", origin="https://plan.example"), "on", None),
        (asked(client=ELSEWHERE, host="plan.example", x_forwarded_for="10.0.0.9"), "on", None),
        (asked(origin="https://evil.example"), "", "own.foreign"),
        (asked(origin="https://evil.example", host="plan.example"), "on", "own.foreign"),
        (asked(origin="null"), "on", "own.foreign"),
        (asked(sec_fetch_site="cross-site"), "", "own.foreign"),
        (asked(sec_fetch_site="same-site"), "on", "own.foreign"),
        (asked(referer="https://evil.example/x"), "", "own.foreign"),
        (asked("GET", sec_fetch_site="cross-site"), "", None),
        (asked(), "off", "own.notHere"),
        (asked("GET"), "off", "own.notHere"),
    ],
)
def test_who_may(monkeypatch: pytest.MonkeyPatch, request_: Request, setting: str, reason: str | None) -> None:
    opened(monkeypatch, setting)
    assert refused(request_, {"PLAN_MAP_UPLOADS": setting}) == reason


@pytest.mark.parametrize(
    ("address", "headers", "setting", "may"),
    [
        (None, {"Host": "localhost:8501"}, "", True),
        (None, {"Host": "plan.example"}, "", False),
        (None, {"Host": "localhost:8501", "X-Forwarded-For": "10.0.0.9"}, "", False),
        (ELSEWHERE, {"Host": "localhost:8501"}, "", False),
        (ELSEWHERE, {"Host": "plan.example"}, "on", True),
        (None, {"Host": "localhost:8501"}, "off", False),
    ],
)
def test_products_show_layers_to_whom_the_routes_do(
    monkeypatch: pytest.MonkeyPatch, address: str | None, headers: dict[str, str], setting: str, may: bool
) -> None:
    opened(monkeypatch, setting)
    monkeypatch.setattr(asking.st, "context", SimpleNamespace(ip_address=address, headers=headers))
    assert guard.session_may_see({"PLAN_MAP_UPLOADS": setting}) is may
