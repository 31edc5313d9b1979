"""On an address that others reach the app starts only with a choice made; on the machine itself nobody is asked."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import nullcontext

import pytest

from serve.headers import SettingError
from serve.who.choice import WRONG_SETTINGS, Choice, check_address, choice, proxied
from tests.conftest import ROOT
from tests.serving import free_port, serve


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.8"])
def test_the_machine_itself_needs_no_choice(address: str) -> None:
    check_address(address, Choice(has_accounts=False, is_open=False))


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "", None, "192.168.1.5", "plan.example"])
def test_elsewhere_somebody_must_choose(address: str | None) -> None:
    with pytest.raises(SettingError, match="PLAN_MAP_OPEN"):
        check_address(address, Choice(has_accounts=False, is_open=False))
    check_address(address, Choice(has_accounts=True, is_open=False))
    check_address(address, Choice(has_accounts=False, is_open=True))


@pytest.mark.parametrize(
    ("hosts", "environment", "named"),
    [
        (["maps.example"], {}, "server.allowedHosts"),
        (["localhost", "10.0.0.3"], {}, "server.allowedHosts"),
        ([], {"FORWARDED_ALLOW_IPS": "127.0.0.1"}, "FORWARDED_ALLOW_IPS"),
        (["localhost", "127.0.0.1", "[::1]"], {}, ""),
        ([], {}, ""),
    ],
)
def test_behind_a_proxy_somebody_must_choose_too(hosts: list[str], environment: dict[str, str], named: str) -> None:
    """A proxy on the same machine that says nothing of itself would make everybody its one user."""
    assert proxied(hosts, environment) == named
    check_address("127.0.0.1", Choice(has_accounts=False, is_open=True), proxied=named)
    with pytest.raises(SettingError, match=f"{named}.*PLAN_MAP_OPEN") if named else nullcontext():
        check_address("127.0.0.1", Choice(has_accounts=False, is_open=False), proxied=named)


@pytest.mark.parametrize(
    "environment",
    [
        {"PLAN_MAP_OPEN": "yes"},
        {"PLAN_MAP_NEWCOMERS": "admin"},
        *({"PLAN_MAP_SIGNED_IN_HOURS": hours} for hours in ("0", "721", "-1", "1.5", "week", "١")),
    ],
)
def test_settings_that_mean_nothing_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingError):
        choice(environment)


@pytest.mark.parametrize("option", [("--server.address", "0.0.0.0"), ("--server.allowedHosts", "maps.example")])
def test_the_start_ends_in_words_and_nothing_is_served(option: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *option]
    done = subprocess.run(
        [*command, "--server.port", str(free_port())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == WRONG_SETTINGS
    assert "PLAN_MAP_OPEN=read" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_on_upgrading_says_so_first() -> None:
    page = (ROOT / "docs" / "upgrading.md").read_text(encoding="utf-8")
    said = page[: page.index("## Streamlit")]
    assert "> **Any start but on this machine's loopback" in said and f"the code {WRONG_SETTINGS}" in said
    assert all(word in said for word in ("PLAN_MAP_OPEN=read", "[auth]", "secrets.toml", "0.0.0.0", "who.md"))


def test_files_for_which_a_package_is_missing_end_the_start() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    told = {**os.environ, "PLAN_MAP_FILES": "gs://bucket/plan-map"}
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == WRONG_SETTINGS
    assert "PLAN_MAP_FILES" in done.stderr and "gcsfs" in done.stderr
    assert "Traceback" not in done.stderr


def test_where_everybody_reads_nobody_changes_anything() -> None:
    with serve({**os.environ, "PLAN_MAP_OPEN": "read"}, "--server.address", "0.0.0.0") as url:
        assert urllib.request.urlopen(f"{url}/early.json").status == 200
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(urllib.request.Request(f"{url}/own/uploads?name=a.csv", b"x", method="POST"))
        assert caught.value.code == 403


def test_a_name_that_leads_here_is_no_name_of_the_machine() -> None:
    """A page elsewhere can make its own name lead to this machine, and the browser then asks in that name."""
    with serve() as url:
        for headers in ({"Host": "evil.example:8501"}, {"X-Forwarded-For": "10.0.0.9"}):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(urllib.request.Request(f"{url}/early.json", headers=headers))
            assert caught.value.code == 403
