"""Checks are asked beside one another; one that hangs or fails takes nobody with it."""

import asyncio
import threading
from collections.abc import Callable

from serve.health.readiness import FAILED, SLOW, Readiness
from tests.conftest import PATIENCE_S


def _fine() -> str | None:
    return None


def _report(checks: dict[str, Callable[[], str | None]], **given: float) -> dict[str, str | None]:
    return asyncio.run(Readiness(checks, **given).report())


def test_each_says_for_itself_why_not() -> None:
    def broken() -> str | None:
        raise OSError(28, "No space left", "/secret/place")

    assert _report({"a": _fine, "b": lambda: "not yet", "c": broken}) == {"a": None, "b": "not yet", "c": FAILED}


def test_one_that_hangs_is_slow_and_is_asked_only_once() -> None:
    asked, go_on = [], threading.Event()

    def hangs() -> str | None:
        asked.append(1)
        go_on.wait(PATIENCE_S)
        return None

    async def several_times() -> list[dict[str, str | None]]:
        readiness = Readiness({"disk": hangs, "rest": _fine}, patience_s=0.05, kept_s=0)
        slow = [await readiness.report() for _ in range(3)]
        go_on.set()
        readiness._patience_s = PATIENCE_S
        return [*slow, await readiness.report()]

    found = asyncio.run(several_times())
    assert found == [{"disk": SLOW, "rest": None}] * 3 + [{"disk": None, "rest": None}]
    assert len(asked) == 1


def test_a_flood_of_questions_is_one_question() -> None:
    asked = []

    async def flood() -> None:
        readiness = Readiness({"a": lambda: asked.append(1)}, kept_s=PATIENCE_S)
        await asyncio.gather(*(readiness.report() for _ in range(200)))
        await readiness.report()

    asyncio.run(flood())
    assert len(asked) == 1


def test_others_add_theirs() -> None:
    readiness = Readiness({"a": _fine})
    readiness.add("store", lambda: "cannot be reached")
    assert asyncio.run(readiness.report()) == {"a": None, "store": "cannot be reached"}
