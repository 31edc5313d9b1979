"""The routes of questions: GET ask/answer and ask/file, with the question, day and language of a View's link; POST
ask/layer keeps an answer as a layer of one's own.

An answer goes by a hash of what it was made of: the question, the day, the plan, and the layers of people's own that
it names, which only whom `serve.own.guard` lets may ask about.
"""

import gzip
import hashlib
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from layers.text import text
from serve.ask.work import ANSWERS, made
from serve.own.answers import NEVER, fault, language_of, record, words
from serve.own.asking import guarded, own_store
from serve.own.guard import refused
from serve.own.work import json_of

if TYPE_CHECKING:
    # Shapely comes with it, which nobody needs before something is asked.
    from geo.analysis.question import Question

MOST_QUERY = 8_000
"""characters of an address: no link is longer"""
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
}
AGAIN = {"Cache-Control": "private, no-cache"}
"""may be kept, and is asked about each time"""


async def _answer(request: Request) -> Response:
    """What the map shows of an answer, JSON; 304 where the browser has it."""
    question = await _question(request)
    if isinstance(question, Response):
        return question
    key = await run_in_threadpool(_key, request, question)
    if isinstance(key, Response):
        return key
    headers = {**AGAIN, "ETag": f'"{key}"', "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if f'"{key}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=AGAIN | {"ETag": f'"{key}"'})
    content = ANSWERS.get(key)
    if content is None:
        found = await made(request, request.url.query, kind="shown")
        if isinstance(found, Response):
            return found
        content = await run_in_threadpool(gzip.compress, found, 6, mtime=0)
        ANSWERS.keep(key, content)
    return Response(content, media_type="application/json", headers=headers)


async def _file(request: Request) -> Response:
    """An answer to take away: `format` of MEDIA_TYPES."""
    question = await _question(request)
    if isinstance(question, Response):
        return question
    kind = request.query_params.get("format", "")
    if kind not in MEDIA_TYPES:
        return words(request, "ask.format", 400, formats=", ".join(MEDIA_TYPES))
    found = await made(request, request.url.query, kind=f".{kind}", file_name=f"answer.{kind}")
    if isinstance(found, Response):
        return found
    name = quote(f"{text('product.ask', language_of(request))}.{kind}", safe="")
    headers = NEVER | {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(found, media_type=MEDIA_TYPES[kind], headers=headers)


@guarded
async def _layer(request: Request) -> Response:
    """Keeps what an answer has found as a layer of one's own, and says which."""
    from serve.own.records import kept_record  # noqa: PLC0415

    question = await _question(request)
    if isinstance(question, Response):
        return question
    store = own_store(request)
    found = await made(request, request.url.query, kind="layer", store=store.store.told)
    if isinstance(found, Response):
        return found
    kept = await run_in_threadpool(lambda: [store.get(identifier) for identifier in json_of(found)["ids"]])
    return record({"layers": [kept_record(layer, language_of(request)) for layer in kept]}, 201)


async def _question(request: Request) -> "Question | Response":
    """The question that is asked; words where it is none, or where this asker may not ask it."""
    from layers.view.asking import decode_question, own_in  # noqa: PLC0415

    if len(request.url.query) > MOST_QUERY:
        return words(request, "ask.none", 414)
    question = decode_question(request.query_params.get("ask"), lambda _name, _value: None)
    if question is None:
        return words(request, "ask.none", 400)
    reason = refused(request) if own_in(question) else None
    return question if reason is None else words(request, reason, 403)


def _key(request: Request, question: "Question") -> str | Response:
    """Hash of all that an answer is made of; words where a layer is gone."""
    from geo.own.remarks import OwnError  # noqa: PLC0415
    from layers.progress.served import progress_document  # noqa: PLC0415
    from layers.screen.served import served  # noqa: PLC0415
    from layers.view.asking import own_in  # noqa: PLC0415

    try:
        layers = [own_store(request).get(identifier) for identifier in own_in(question)]
    except OwnError as error:
        return fault(request, error)
    parts = (
        question.link(), language_of(request), request.query_params.get("day", ""), date.today().isoformat(),
        served().plan.hash, progress_document().hash,
        *(f"{layer.id} {layer.content_hash} {layer.title}" for layer in layers),
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


ASK_ROUTES = [
    Route("/ask/answer", _answer),
    Route("/ask/file", _file),
    Route("/ask/layer", _layer, methods=["POST"]),
]
