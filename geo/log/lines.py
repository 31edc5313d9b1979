"""PLAN_MAP_LOG=json: one JSON object a line, with nothing about anybody.

Written down are time (UTC), level, logger, message, and what `extra` says of FIELDS. Addresses of visitors and what
stands behind a `?` are taken out of messages, whoever wrote them. Of an error its type and where it was are written,
not its words: these quote what people have written, titles above all.
"""

import errno
import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any

SETTING, JSON = "PLAN_MAP_LOG", "json"
FIELDS = ("request", "method", "route", "status", "duration_ms")
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""id of the request that is being answered"""
MOST_CHARACTERS, MOST_FRAMES = 2000, 12
QUERY = re.compile(r"\?[^\s\"'<>]+")
MAYBE_ADDRESS = re.compile(r"[0-9A-Fa-f.:]*[.:][0-9A-Fa-f.:]*[0-9A-Fa-f]")
PORT = re.compile(r":\d{1,5}$")
ADDRESS = "[address]"
ROOT = Path(__file__).resolve().parent.parent.parent


def wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether lines are JSON. Anything but `json` or nothing is taken for a mistake: ValueError."""
    setting = environment.get(SETTING, "").strip().lower()
    if setting not in ("", JSON):
        raise ValueError(f"{SETTING}：请写 {JSON} 或不写 / {SETTING}: write {JSON} or nothing")
    return setting == JSON


def without_people(message: str) -> str:
    """A message without addresses of machines and without what stands behind a `?`."""
    return MAYBE_ADDRESS.sub(_hidden, QUERY.sub("", message[:MOST_CHARACTERS]))


def _hidden(found: re.Match[str]) -> str:
    word = found[0]
    return ADDRESS if _is_address(word) or _is_address(PORT.sub("", word)) else word


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_people(record.getMessage()),
        }
        given = {"request": REQUEST.get() or None, **vars(record)}
        line |= {name: given[name] for name in FIELDS if given.get(name) is not None}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = error_words(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def error_words(error: BaseException) -> dict[str, Any]:
    """What kind of error it is and where it was: no word of its own."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    words: dict[str, Any] = {
        "type": type(error).__name__,
        "at": [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, OSError) and error.errno is not None and error.errno in errno.errorcode:
        words["errno"] = errno.errorcode[error.errno]
    if error.__cause__ is not None:
        words["cause"] = type(error.__cause__).__name__
    return words


def _place(file: str) -> str:
    """A file without the folders above the project, or above its package."""
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-3:])


def write_json(every: Callable[[], list[logging.Logger]] = lambda: [logging.getLogger()]) -> None:
    """Have all that this process writes down from now on be JSON: warnings, and errors that nobody caught, too.

    every: the loggers that have handlers of their own.
    """
    formatter = JsonLines()
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler())
    for logger in every():
        for handler in logger.handlers:
            handler.setFormatter(formatter)
    if logging.lastResort is not None:
        # Writes for loggers that have no handler at all, as uvicorn's may be.
        logging.lastResort.setFormatter(formatter)
    logging.captureWarnings(True)
    # A message whose values do not fit would be shown with them.
    logging.raiseExceptions = False
    sys.excepthook = _uncaught
    threading.excepthook = lambda found: _uncaught(found.exc_type, found.exc_value, found.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, _: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger("uncaught").error("%s", kind.__name__, exc_info=error or kind())
