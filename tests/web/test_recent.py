"""Modules are looked at now and then, not at each request, and what changes is seen soon after."""

import pytest

from web import assets
from web.assets import KEPT_S, Recent


def test_a_change_is_seen_a_moment_later_and_not_looked_for_before(monkeypatch: pytest.MonkeyPatch) -> None:
    now, looked = [100.0], []
    monkeypatch.setattr(assets.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(assets, "_present_modules", lambda: looked.append(1) or len(looked))
    recent = Recent()
    assert [recent.modules() for _ in range(1000)] == [1] * 1000
    now[0] += KEPT_S / 2
    assert recent.modules() == 1
    now[0] += KEPT_S
    assert recent.modules() == 2
