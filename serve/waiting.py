"""Who is served next: sessions take turns, one job at a time, and each can be told how many come first."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from threading import Condition
from typing import Generic, Protocol, TypeVar

MOST_WAITING = 100
MOST_OF_ONE = 8


class Waits(Protocol):
    """What can wait in a line."""

    @property
    def session(self) -> str:
        """Whose it is: the turns go round these."""


Job = TypeVar("Job", bound=Waits)


class LineFullError(Exception):
    """Too many wait already."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} jobs are waiting")
        self.waiting = waiting


class Line(Generic[Job]):
    """Jobs that wait, by session. Every method may be called from any thread."""

    def __init__(self, *, most: int = MOST_WAITING, most_of_one: int = MOST_OF_ONE) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._waiting: OrderedDict[str, deque[Job]] = OrderedDict()
        """session -> its jobs, oldest first; the session whose turn is next stands first"""
        self._running: list[Job] = []
        self._changed = Condition()

    def put(self, job: Job) -> None:
        """Queue a job. Raises LineFullError where the line, or the session's part of it, is full."""
        with self._changed:
            own = self._waiting.get(job.session, deque())
            total = sum(map(len, self._waiting.values()))
            if total >= self._most or len(own) >= self._most_of_one:
                raise LineFullError(total)
            self._waiting.setdefault(job.session, own).append(job)
            self._changed.notify()

    def take(self, timeout_s: float) -> Job | None:
        """The next job, which then runs until `done`; None where none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._next() is not None, timeout_s)
            session = self._next()
            if session is None:
                return None
            jobs = self._waiting.pop(session)
            job = jobs.popleft()
            if jobs:
                self._waiting[session] = jobs
            self._running.append(job)
            return job

    def _next(self) -> str | None:
        busy = {job.session for job in self._running}
        return next((session for session in self._waiting if session not in busy), None)

    def done(self, job: Job) -> None:
        """A job that was taken runs no more."""
        with self._changed:
            self._running.remove(job)
            self._changed.notify()

    def remove(self, job: Job) -> bool:
        """Take a waiting job out; False where it does not wait (any more)."""
        with self._changed:
            jobs = self._waiting.get(job.session, deque())
            if job not in jobs:
                return False
            jobs.remove(job)
            if not jobs:
                del self._waiting[job.session]
            return True

    @property
    def running(self) -> int:
        """How many run."""
        return len(self._running)

    def waiting(self) -> list[Job]:
        """Every waiting job in the order in which they will be taken, if nothing changes."""
        with self._changed:
            return list(self._in_turn())

    def _in_turn(self) -> Iterator[Job]:
        rounds = max(map(len, self._waiting.values()), default=0)
        for number in range(rounds):
            yield from (jobs[number] for jobs in self._waiting.values() if number < len(jobs))

    def ahead(self, job: Job) -> int | None:
        """How many jobs come before a waiting one, those that run included; None where it does not wait."""
        with self._changed:
            place = next((place for place, other in enumerate(self._in_turn()) if other is job), None)
            return None if place is None else place + len(self._running)
