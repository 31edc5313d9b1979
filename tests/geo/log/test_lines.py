"""A line of JSON says what happened and nothing about anybody."""

import json
import logging
import subprocess
import sys

import pytest

from geo.log.lines import ADDRESS, REQUEST, JsonLines, wanted, without_people
from tests.conftest import ROOT

TITLE = "张三的机密图层 <b>"


def _line(record: logging.LogRecord) -> dict[str, object]:
    written = JsonLines().format(record)
    assert "\n" not in written
    return json.loads(written)


def _record(message: str, *args: object, error: BaseException | None = None, **extra: object) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("serve.jobs", logging.ERROR, "x.py", 1, message, args, exc_info)
    vars(record).update(extra)
    return record


def test_a_line_has_time_level_logger_message_and_what_is_said_beside() -> None:
    token = REQUEST.set("00ff" * 8)
    try:
        line = _line(_record("a %s", "word", route="/early.json", status=200, duration_ms=3, title=TITLE))
    finally:
        REQUEST.reset(token)
    assert str(line.pop("time")).endswith("+00:00")
    assert line == {
        "level": "ERROR", "logger": "serve.jobs", "message": "a word", "request": "00ff" * 8, "route": "/early.json",
        "status": 200, "duration_ms": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ('10.0.0.7:51234 - "WebSocket /a/stream?x=1" [accepted]', f'{ADDRESS} - "WebSocket /a/stream" [accepted]'),
        ("from ::1:8501, 2001:db8::7 and 192.168.1.9", f"from {ADDRESS}, {ADDRESS} and {ADDRESS}"),
        ("::ffff:10.0.0.7 left", f"{ADDRESS} left"),
        ("at 12:30:45 version 1.67.0, serve/jobs.py:12, 3.5", "at 12:30:45 version 1.67.0, serve/jobs.py:12, 3.5"),
        ("GET /?q=张三&ask=a%20b HTTP", "GET / HTTP"),
        ("line\nbreak \x1b[31m", "line\nbreak \x1b[31m"),
    ],
)  # fmt: skip
def test_addresses_and_queries_are_taken_out(message: str, written: str) -> None:
    assert without_people(message) == written
    assert _line(_record("%s", message))["message"] == written


def test_an_error_says_its_kind_and_place_and_none_of_its_words() -> None:
    try:
        try:
            raise OSError(28, "No space left on device", f"/home/zhang/{TITLE}")
        except OSError as error:
            raise ValueError(TITLE) from error
    except ValueError as error:
        line = _line(_record("failed", error=error))
    assert line["error"]["type"] == "ValueError" and line["error"]["cause"] == "OSError"  # type: ignore[index]
    assert line["error"]["at"][0].startswith("tests/geo/log/test_lines.py:")  # type: ignore[index]
    assert "张三" not in json.dumps(line, ensure_ascii=False)


def test_a_flood_in_one_message_is_cut() -> None:
    assert len(without_people("x" * 100_000)) <= 2000


def test_only_json_or_nothing_may_be_asked_for() -> None:
    assert wanted({"PLAN_MAP_LOG": " JSON "}) and not wanted({})
    with pytest.raises(ValueError, match="PLAN_MAP_LOG"):
        wanted({"PLAN_MAP_LOG": "yaml"})


def test_warnings_and_uncaught_errors_are_lines_too() -> None:
    code = f"""
import logging, threading, warnings
from geo.log.lines import write_json
write_json()
warnings.warn("from 10.0.0.7")
bare = logging.getLogger("bare")
bare.propagate = False
bare.warning("nobody's")
logging.getLogger("a").warning("%d", "no number {TITLE}")
thread = threading.Thread(target=lambda: int("{TITLE}"))
thread.start(); thread.join()
raise RuntimeError("{TITLE}")
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in told.stderr.splitlines()]
    assert [line["logger"] for line in lines] == ["py.warnings", "bare", "uncaught", "uncaught"]
    assert [line.get("error", {}).get("type") for line in lines] == [None, None, "ValueError", "RuntimeError"]
    assert "张三" not in told.stderr and "10.0.0.7" not in told.stderr
