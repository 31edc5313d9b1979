"""The list of a view as a workbook at one click: GET export/list.xlsx with the view's own link, no page in between."""

import tempfile
from functools import cache
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from layers.text import Language, text
from serve.own.guard import refused
from serve.workers import Worker, WorkerError

MAKING = Lock()
"""one list at a time: a second asker is told so rather than kept waiting"""
RETRY_S = 2
LONGEST_S = 60.0


@cache
def _worker() -> Worker:
    """The process that makes lists: started by the first one."""
    return Worker(longest_s=LONGEST_S)


def list_workbook(request: Request) -> Response:
    """The workbook; in words 414 for a link too long, 422 where it cannot be made, 503 while another is made."""
    language: Language = "en" if request.query_params.get("lang") == "en" else "zh"
    from layers.view.link import MAX_QUERY_LENGTH  # noqa: PLC0415 - the start page must not wait for it

    query = request.url.query
    if len(query) > MAX_QUERY_LENGTH:
        return _said(text("link.tooLong", language, limit=MAX_QUERY_LENGTH), 414)
    if not MAKING.acquire(blocking=False):
        return _said(text("list.busy", language), 503, {"Retry-After": str(RETRY_S)})
    try:
        return _made(query, language, own=refused(request) is None)
    finally:
        MAKING.release()


def _said(words: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(words, status_code=status, headers={"Cache-Control": "no-store", **(headers or {})})


def _made(query: str, language: Language, *, own: bool) -> Response:
    # Only whoever takes a list away needs these; the making itself is another process's.
    from briefing.files import safe_name  # noqa: PLC0415
    from exports.asked import Asked  # noqa: PLC0415
    from exports.progress import silent  # noqa: PLC0415

    try:
        with tempfile.TemporaryDirectory(prefix="plan-list-") as folder:
            path = Path(folder) / "list.xlsx"
            _worker().make(Asked("list", query, language, own=own), path, report=silent, stopped=lambda: False)
            content = path.read_bytes()
    except WorkerError as error:
        return _said(str(error) or text("list.failed", language, detail="503"), 422)
    except (OSError, TimeoutError) as error:
        return _said(text("list.failed", language, detail=str(error) or type(error).__name__), 503)
    name = safe_name(f"{text('app.name', language)}-{text('product.list', language)}") + ".xlsx"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
    return Response(
        content, media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", headers=headers
    )
