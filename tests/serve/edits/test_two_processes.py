"""Two processes on one PostgreSQL, a day and an hour off: one order of changes, and what is accepted holds at both."""

import copy
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tests.geo.store.conftest import postgresql
from tests.serve.edits.listening import Listening
from tests.serving import serve, warm_cache

__all__ = ["postgresql"]
COMPILER = shutil.which("cc")
# Debian's libfaketime breaks Python's sleep. Only the time of day is another here, as on a machine that is set wrongly.
SHIFTED = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <sys/time.h>
static long shift(void) { const char *said = getenv("SHIFTED_S"); return said ? atol(said) : 0; }
int clock_gettime(clockid_t id, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(id, at);
    if (!done && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) at->tv_sec += shift();
    return done;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *at, void *zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}
"""
CLOCKS = (86_400, -3_600)
"""seconds that the one is ahead and the other behind"""
ITEMS = ("hub-xili", "hub-pingshan")


@pytest.fixture
def two(postgresql: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    preloaded = {}
    if COMPILER is not None:
        (tmp_path / "shifted.c").write_text(SHIFTED)
        preloaded = {"LD_PRELOAD": str(tmp_path / "shifted.so")}
        built = [COMPILER, "-shared", "-fPIC", "-o", preloaded["LD_PRELOAD"], tmp_path / "shifted.c", "-ldl"]
        subprocess.run(built, check=True)
    environments = [
        {
            **os.environ,
            "PLAN_MAP_DATABASE": postgresql,
            "PLAN_MAP_WORKSPACE": str(tmp_path / f"at{shift}"),
            # Each makes its own documents: two machines.
            "PLAN_MAP_CACHE": warm_cache(tmp_path / f"at{shift}"),
            "SHIFTED_S": str(shift),
            **preloaded,
        }
        for shift in CLOCKS
    ]
    with serve(environments[0]) as ahead, serve(environments[1]) as behind:
        yield ahead, behind


def proposed(url: str, item: str, note: str) -> dict[str, Any]:
    with httpx.Client(base_url=url, timeout=120) as client:
        present = client.get(f"/edits/items/{item}").json()
        feature = copy.deepcopy(present["feature"])
        feature["properties"]["note"] = note
        wish = {"feature": feature, "base": present["base"], "says": ""}
        made: dict[str, Any] = client.post(f"/edits/items/{item}", json=wish).json()["proposal"]
        return made


def listed(url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx.get(f"{url}/edits/proposals", timeout=120).json()["proposals"]
    return found


def test_two_clocks_make_one_order_and_both_hear_of_it(two: tuple[str, str]) -> None:
    ahead, behind = two
    first = proposed(ahead, ITEMS[0], "由时钟快一天的一处修改。")
    second = proposed(behind, ITEMS[1], "由时钟慢一小时的一处修改。")
    if COMPILER is not None:
        # The later one has the earlier time.
        assert second["made_at"] < first["made_at"]
    for url in two:
        assert [one["id"] for one in listed(url)] == [second["id"], first["id"]]
    with Listening(ahead) as heard:
        accepted = f"{behind}/edits/proposals/{first['id']}/accept"
        assert httpx.post(accepted, json={"version": first["version"]}, timeout=120).status_code == 200
        assert heard.next() == httpx.get(f"{behind}/early.json").json()["documentUrl"]
    for url in two:
        assert [(one["id"], one["state"]) for one in listed(url)] == [
            (first["id"], "accepted"),
            (second["id"], "open"),
        ]
        item = httpx.get(f"{url}/edits/items/{ITEMS[0]}", timeout=120).json()
        assert item["feature"]["properties"]["note"] == "由时钟快一天的一处修改。"
