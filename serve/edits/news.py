"""Tells every open browser that the plan has changed: one watcher for all, a line to each (server-sent events).

A line says the address of the plan's document, which ledger goes with it, and how often proposals have changed. It
ends with the role of whoever listens.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from exports.asked import Asked
from geo.edits.present import present_folder, proposals_revision
from layers.screen.served import served
from serve.edits.work import LANE, waited, warm
from serve.guards.stopping import stopping
from serve.who.asking import forget_known, person_now
from serve.who.choice import choice

LOG = logging.getLogger(__name__)
LOOK_S = 0.4
"""how often what was accepted is looked up while anybody listens"""
STILL_HERE_S = 20.0
"""how long a line is silent: proxies close what says nothing"""
HEARD = ("ledger", "proposals")
"""what a browser that has heard of them before says again"""
# nginx hands on at once what says so.
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Watcher:
    """Looks while somebody listens, and wakes them when the plan is another one."""

    def __init__(self) -> None:
        self._listeners = 0
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._folder: Path | None = None
        self._persons = 0
        self.last: dict[str, str] = {}
        """what listeners were told"""

    async def listen(self, told: Mapping[str, str]) -> AsyncIterator[str]:
        """How things stand where told says otherwise, now and whenever it changes, as JSON; an empty text meanwhile,
        also when somebody was given another role. Ends when the server stops.
        """
        self._listeners += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch())
        try:
            while not stopping():
                if self._differs(told):
                    told = self.last
                    yield json.dumps(told)
                    continue
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), STILL_HERE_S)
                if not self._differs(told):
                    yield ""
        finally:
            self._listeners -= 1

    def _differs(self, told: Mapping[str, str]) -> bool:
        return bool(self.last) and self.last != told

    async def _watch(self) -> None:
        while self._listeners:
            if stopping():
                self._changed.set()
                return
            try:
                found, persons = await asyncio.to_thread(self._look)
            except Exception:  # the task's border: the next look may find what this one did not
                LOG.exception("whether the plan has changed could not be looked up")
            else:
                if found != self.last or persons != self._persons:
                    # Whoever listens waits for this one; the next change has another.
                    if persons != self._persons:
                        forget_known()
                    self._persons = persons
                    self.last, heard, self._changed = found, self._changed, asyncio.Event()
                    heard.set()
            await asyncio.sleep(LOOK_S)

    def _look(self) -> tuple[dict[str, str], int]:
        folder = present_folder()
        if folder != self._folder:
            # Documents take seconds to make: another process does it, this one finds them on the shelf.
            if self._folder is not None:
                waited(LANE, Asked("edits", "", "zh", {"do": "documents"}))
            self._folder = folder
        proposals = str(proposals_revision())
        if self.last and proposals != self.last["proposals"]:
            # What is proposed is soon decided, at whichever process: this one is to have the documents as soon.
            warm()
        told = {
            "documentUrl": f"documents/{served().plan.hash}.json",
            "ledger": folder.name,
            "proposals": proposals,
        }
        return told, _persons_revision(self._persons)


def _persons_revision(last: int) -> int:
    """Another number after every role that was given; the last where nobody signs in, or the store does not answer."""
    if not choice().has_accounts:
        return last
    from geo.store.errors import StoreError  # noqa: PLC0415 - the database comes with it, which one user never needs
    from geo.store.people import KIND  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415

    try:
        return Store.present().revision(KIND)
    except StoreError as error:
        LOG.warning("whether a role was given could not be looked up: %s", error.code)
        return last


WATCHER = Watcher()


async def _news(request: Request) -> StreamingResponse:
    """How things stand, and a line for each change. `have` is the address of the document that the browser shows."""
    asked = request.query_params
    told = {"documentUrl": asked.get("have", "")} | {name: asked[name] for name in HEARD if name in asked}

    async def lines() -> AsyncIterator[str]:
        yield "retry: 3000\n\n"
        async for line in WATCHER.listen(told):
            # The first answer passed the gate; this one may come hours later.
            if not (await asyncio.to_thread(person_now, request.scope)).may("reader"):
                return
            yield f"data: {line}\n\n" if line else ": still here\n\n"

    return StreamingResponse(lines(), media_type="text/event-stream", headers=HEADERS)


NEWS_ROUTES = [Route("/news", _news)]
