"""Pictures of maps for a page, drawn in a process of their own: kept for all sessions, never drawn twice at once."""

import io
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Any

from PIL import Image

from briefing.own import versions_in
from exports.asked import Asked
from layers.screen.served import served
from serve.jobs import Job, submit
from ui.job_panel import permitted, presence, session_id
from ui.plain import plain
from ui.turns import rest

KEPT = 200
LOOK_S = 0.3
Present = Callable[[], bool]


class PictureError(Exception):
    """A picture cannot be drawn; the message says why in the language asked for."""


class Pictures:
    """The last pictures, and those that are being drawn."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._lock = kept, threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def job(self, key: str, asked: Asked, present: Present) -> Job:
        """The job that draws or has drawn it, one for all who ask; it goes on while anybody has it in a list."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and (job.state == "done" or (job.active and not job.stopping)):
                job.present.append(present)
            else:
                job = submit(Job(asked, file_name="picture.png", session=session_id(), present=present))
                self._jobs[key] = job
            self._jobs.move_to_end(key)
            while len(self._jobs) > self._kept:
                self._jobs.popitem(last=False)
            return job


PICTURES = Pictures()


def said_in(picture: bytes) -> str:
    """What a PNG says of what it shows; empty where it says nothing."""
    with Image.open(io.BytesIO(picture)) as opened:
        return str(opened.info.get("Description", ""))


def picture_of(asked: Asked, place: Any) -> bytes:
    """PNG of what is asked for; meanwhile place, a placeholder of the page, says how far it is. Raises PictureError."""
    asked = permitted(asked)
    key = f"{served().plan.hash} {date.today().isoformat()} {versions_in(asked.view)} {asked.told}"
    while True:
        present = presence()
        job = PICTURES.job(key, asked, present)
        try:
            with rest():
                while not job.wait(LOOK_S):
                    # A run of the page that is not wanted any more ends here.
                    place.caption(plain(job.words))
        finally:
            job.present.remove(present)
        if job.state == "failed":
            raise PictureError(job.error)
        if job.state == "done":
            return job.content
        # Cancelled, as all others who waited for it left: once more.
