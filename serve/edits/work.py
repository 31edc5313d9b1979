"""The process that looks at changes of the plan, waiting for it, and having it ready."""

from contextlib import suppress

from exports.asked import Asked
from serve.jobs import Job, Lane
from serve.waiting import LineFullError
from serve.workers import Worker

LONGEST_S = 60.0
LANE = Lane("edits", Worker(longest_s=LONGEST_S, prompt=True))
NOBODY = "the server itself"
_warming: list[Job] = []


def waited(lane: Lane, asked: Asked) -> bytes | None:
    """What a lane makes, for the server itself; None where it could not. Call it in a thread."""
    job = _own(asked)
    lane.put(job)
    while not job.wait(LONGEST_S):
        pass
    return job.content if job.state == "done" else None


def warm() -> None:
    """Have the process hold what deciding needs: somebody is about to decide, and everybody will wait for it."""
    if any(job.active for job in _warming):
        return
    _warming[:] = [_own(Asked("edits", "", "zh", {"do": "warm"}))]
    # Where many wait, it is at work and warm anyway.
    with suppress(LineFullError):
        LANE.put(_warming[0])


def _own(asked: Asked) -> Job:
    return Job(asked, file_name="made.json", session=NOBODY, present=lambda: True)
