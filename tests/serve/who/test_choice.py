"""On an address that others reach the app starts only with a choice made; on the machine itself nobody is asked."""

import os
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from serve.headers import SettingError
from serve.who.choice import Choice, check_address, choice
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


@pytest.mark.parametrize("environment", [{"PLAN_MAP_OPEN": "yes"}, {"PLAN_MAP_NEWCOMERS": "admin"}])
def test_settings_that_mean_nothing_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingError):
        choice(environment)


def test_the_start_ends_in_words_and_nothing_is_served() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0"]
    done = subprocess.run(
        [*command, "--server.port", str(free_port())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode != 0
    assert "PLAN_MAP_OPEN=read" in done.stderr
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
