"""The process that looks at changes of the plan, and waiting for it."""

import time

from exports.asked import Asked
from serve.jobs import Job, Lane
from serve.workers import Worker

LONGEST_S = 60.0
LANE = Lane("edits", Worker(longest_s=LONGEST_S))
LOOK_S = 0.02
NOBODY = "the server itself"


def waited(lane: Lane, asked: Asked) -> bytes | None:
    """What a lane makes, for the server itself; None where it could not. Call it in a thread."""
    job = Job(asked, file_name="made.json", session=NOBODY, present=lambda: True)
    lane.put(job)
    while job.active:
        time.sleep(LOOK_S)
    return job.content if job.state == "done" else None
