"""PLAN_MAP_METRICS: who may read the figures. Nobody by default; `loopback`: whoever asks on this very machine; `on`:
whoever reaches the server, which a proxy had better not hand on."""

import os
from collections.abc import Mapping

from serve.headers import SettingError
from serve.who.local import is_local

SETTING = "PLAN_MAP_METRICS"
OFF, LOOPBACK, ON = "off", "loopback", "on"


def setting(environment: Mapping[str, str] = os.environ) -> str:
    """What the environment says. Raises SettingError."""
    said = environment.get(SETTING, "").strip().lower() or OFF
    if said not in (OFF, LOOPBACK, ON):
        raise SettingError(f"{SETTING}：请写 on、loopback 或 off / {SETTING}: write on, loopback or off")
    return said


def may_read(client: str, headers: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> bool:
    """Whether figures are shown to somebody at that address."""
    said = setting(environment)
    return said == ON or (said == LOOPBACK and is_local(client, headers))
