"""An edit that all see: python -m benchmarks.heard [--sessions 100] [--listeners 100] [--rounds 5]

Starts the app on a free port of the loopback with a workspace of its own, opens that many Streamlit sessions and as
many listeners to news as browsers have (GET news), accepts a change of an item, and prints when the first, the median
and the last listener was told: from the moment the accepting is asked for, and from its answer. The clients run on the
same cores.
"""

import argparse
import asyncio
import copy
import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from typing import Any

import httpx2 as httpx

from benchmarks.load import MOST_VISITORS, PATIENCE_S, Crowd, Measured, visitor
from tests.serving import serve

ITEM = "hub-xili"
SETTLE_S = 4.0


@dataclass
class Round:
    """One accepted change, in seconds from when it was asked for."""

    answered: float = 0.0
    told: list[float] = field(default_factory=list)


async def _listen(
    client: httpx.AsyncClient, have: str, open_ones: asyncio.Semaphore, heard: asyncio.Queue[float]
) -> None:
    """Puts down when something new is told."""
    async with client.stream("GET", "/news", params={"have": have}) as news:
        open_ones.release()
        async for line in news.aiter_lines():
            if line.startswith("data: ") and json.loads(line.removeprefix("data: "))["documentUrl"] != have:
                have = json.loads(line.removeprefix("data: "))["documentUrl"]
                heard.put_nowait(time.perf_counter())


async def _proposed(client: httpx.AsyncClient, words: str) -> dict[str, Any]:
    present = (await client.get(f"/edits/items/{ITEM}")).json()
    feature = copy.deepcopy(present["feature"])
    feature["properties"]["note"] = words
    wish = {"feature": feature, "base": present["base"], "says": ""}
    made: dict[str, Any] = (await client.post(f"/edits/items/{ITEM}", json=wish)).json()["proposal"]
    return made


async def _rounds(url: str, listeners: int, rounds: int) -> list[Round]:
    limits, done = httpx.Limits(max_connections=None), []
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE_S, limits=limits) as client:
        have = (await client.get("/early.json")).json()["documentUrl"]
        open_ones, heard = asyncio.Semaphore(0), asyncio.Queue[float]()
        all_of_them = [asyncio.create_task(_listen(client, have, open_ones, heard)) for _ in range(listeners)]
        for _ in range(listeners):
            await open_ones.acquire()
        for number in range(rounds):
            made = await _proposed(client, f"第 {number + 1} 次修改 {time.time():.3f}。")
            await asyncio.sleep(1)
            begun, one = time.perf_counter(), Round()
            body = {"version": made["version"], "reason": "benchmark"}
            answer = await client.post(f"/edits/proposals/{made['id']}/accept", json=body)
            one.answered = time.perf_counter() - begun
            answer.raise_for_status()
            for _ in range(listeners):
                one.told.append(await asyncio.wait_for(heard.get(), PATIENCE_S) - begun)
            done.append(one)
        for task in all_of_them:
            task.cancel()
    return done


def measure(url: str, sessions: int, listeners: int, rounds: int) -> list[Round]:
    """With all sessions open, and none of them asking for anything."""
    found: list[Round] = []

    async def all_of_it() -> None:
        crowd = Crowd(sessions, lambda: found.extend(asyncio.run(_rounds(url, listeners, rounds))))
        await asyncio.gather(*(visitor(url, 0, crowd, Measured()) for _ in range(sessions)))

    asyncio.run(all_of_it())
    return found


def main() -> None:
    """Print a row a round."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.heard", description=__doc__)
    parser.add_argument("--sessions", type=int, default=100, help=f"at most {MOST_VISITORS}")
    parser.add_argument("--listeners", type=int, default=100, help=f"at most {MOST_VISITORS}")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sessions, listeners = (min(number, MOST_VISITORS) for number in (options.sessions, options.listeners))
    print(f"{sessions} sessions, {listeners} listeners; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| round | accepting, s | first, median, last told, s after it was asked | last after the answer, s |")
    print("|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, serve({**os.environ, "PLAN_MAP_WORKSPACE": folder}) as url:
        time.sleep(SETTLE_S)
        for number, it in enumerate(measure(url, sessions, listeners, options.rounds), 1):
            told = f"{min(it.told):.2f} / {statistics.median(it.told):.2f} / {max(it.told):.2f}"
            print(f"| {number} | {it.answered:.2f} | {told} | {max(it.told) - it.answered:.2f} |", flush=True)


if __name__ == "__main__":
    main()
