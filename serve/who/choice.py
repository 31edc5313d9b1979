"""How the app learns who somebody is: what the environment and Streamlit's secrets choose.

Without a choice it answers this very machine alone, whose one user may do everything. `[auth]` in
.streamlit/secrets.toml has persons sign in with an OpenID Connect provider; PLAN_MAP_OPEN=read lets everybody read who
reaches the server. Both together: everybody reads, who signs in may do more.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from streamlit.auth_util import get_secrets_auth_section

from geo.store.person import Role
from layers.text import LANGUAGES, text
from serve.headers import SettingError

OPEN, NEWCOMERS, SIGNED_IN = "PLAN_MAP_OPEN", "PLAN_MAP_NEWCOMERS", "PLAN_MAP_SIGNED_IN_HOURS"
USUAL_HOURS, MOST_HOURS = 168, 720
"""a week; Streamlit's cookie is gone after 30 days"""
TRUSTED = "FORWARDED_ALLOW_IPS"
"""uvicorn's: whose word about visitors' addresses is taken"""
WRONG_SETTINGS = 78
"""EX_CONFIG of sysexits.h: what keeps the app alive need not start it again, the settings will be the same"""
GIVEN: dict[str, Role] = {"": "reader", "reader": "reader", "none": "none"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom the app answers."""

    has_accounts: bool
    """persons sign in"""
    is_open: bool
    """everybody may read"""
    newcomers: Role = "reader"
    """what somebody may do who signs in for the first time"""
    signed_in_s: float = USUAL_HOURS * 3600.0
    """how long a sign-in holds, whatever the cookie says"""

    @property
    def is_local(self) -> bool:
        """Only this machine is answered."""
        return not (self.has_accounts or self.is_open)


def choice(environment: Mapping[str, str] = os.environ) -> Choice:
    """What is chosen now. Raises SettingError."""
    opened = environment.get(OPEN, "").strip().lower()
    newcomers = environment.get(NEWCOMERS, "").strip().lower()
    if opened not in ("", "read"):
        raise SettingError(_both("who.badOpen", name=OPEN, value=opened[:40]))
    if newcomers not in GIVEN:
        raise SettingError(_both("who.badNewcomers", name=NEWCOMERS, value=newcomers[:40]))
    hours = environment.get(SIGNED_IN, "").strip() or str(USUAL_HOURS)
    if not (hours.isascii() and hours.isdigit()) or not 1 <= int(hours) <= MOST_HOURS:
        raise SettingError(_both("who.badHours", name=SIGNED_IN, value=hours[:40], most=MOST_HOURS))
    return Choice(bool(get_secrets_auth_section()), opened == "read", GIVEN[newcomers], int(hours) * 3600.0)


def check_address(address: str | None, chosen: Choice, *, proxied: str = "") -> None:
    """Whether the app may listen there; proxied names the setting that a server behind a proxy has.

    Raises SettingError where others would reach it and nobody chose how.
    """
    if chosen.is_local and not _is_loopback(address or ""):
        raise SettingError(_both("who.noChoice", address=address or "0.0.0.0", name=OPEN))
    if chosen.is_local and proxied:
        raise SettingError(_both("who.noChoiceBehind", setting=proxied, name=OPEN))


def proxied(hosts: Iterable[str], environment: Mapping[str, str] = os.environ) -> str:
    """The setting that says that a proxy stands before the app: its address, or names that are not this machine's.

    A proxy that says nothing of itself looks like somebody on this machine; the settings of its server do not.
    """
    if environment.get(TRUSTED, "").strip():
        return TRUSTED
    return "" if all(_is_loopback(host.strip("[]")) for host in hosts) else "server.allowedHosts"


def refuse_unchosen(address: str | None, hosts: Iterable[str] = ()) -> None:
    """Ends the start in words, before anything is served, where the settings do not say who may use the app."""
    try:
        check_address(address, choice(), proxied=proxied(hosts))
    except SettingError as error:
        print(error, file=sys.stderr, flush=True)
        raise SystemExit(WRONG_SETTINGS) from error


def _is_loopback(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _both(key: str, **values: object) -> str:
    return " / ".join(text(key, language, **values) for language in LANGUAGES)
