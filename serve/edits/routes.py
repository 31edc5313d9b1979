"""The routes of changes to the plan. What each takes and gives: docs/editing.md."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exports.asked import Asked
from serve.edits.work import LANE, warm
from serve.own.answers import language_of, record, status_of, words
from serve.own.asking import wish_in
from serve.own.guard import SAFE, is_own_page
from serve.own.work import finished, json_of
from serve.who.asking import person_of

Endpoint = Callable[[Request], Awaitable[Response]]


def for_editors(endpoint: Endpoint) -> Endpoint:
    """An endpoint for whoever may edit, asked by a page of the app."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        if not person_of(request.scope).may("editor"):
            return words(request, "who.readersOnly", 403)
        if request.method not in SAFE and not is_own_page(request):
            return words(request, "own.foreign", 403)
        try:
            return await endpoint(request)
        except (ValueError, TypeError, KeyError) as error:
            return words(request, "own.notJson", 400, detail=str(error)[:80])

    return answered


async def _done(request: Request, what: str, *, status: int = 200, **options: Any) -> Response:
    """What the process made of it, as an answer."""
    from geo.store.store import Store  # noqa: PLC0415 - the map stands before the database is needed

    told = Store.present(who=person_of(request.scope).id).told
    asked = Asked("edits", "", language_of(request), {"do": what, "store": told, **options})
    kept_up = what not in ("item", "check", "check-event", "choices")
    found = await finished(request, LANE, asked, file_name="made.json", full="own.full", kept_up=kept_up)
    if isinstance(found, Response):
        return found
    made = dict(json_of(found))
    if "refused" in made:
        return record(made, status_of(made["refused"]))
    if what.startswith("check") or "breaches" not in made:
        return record(made, status)
    return record(made, 422)


@for_editors
async def _item(request: Request) -> Response:
    """An item as its file has it, and what was proposed for it."""
    answer = await _done(request, "item", item=request.path_params["id"])
    warm()
    return answer


@for_editors
async def _check(request: Request) -> Response:
    """The rules that a feature would break."""
    wish = await wish_in(request)
    given = {"feature": wish["feature"], "sources": _sources(wish)}
    return await _done(request, "check", item=request.path_params["id"], **given)


@for_editors
async def _propose(request: Request) -> Response:
    wish = await wish_in(request)
    given = {"feature": wish["feature"], "base": str(wish["base"]), "says": str(wish.get("says", ""))}
    given["sources"] = _sources(wish)
    answer = await _done(request, "propose", status=201, item=request.path_params["id"], **given)
    warm()
    return answer


@for_editors
async def _choices(request: Request) -> Response:
    """What the fields of forms may hold."""
    return await _done(request, "choices")


@for_editors
async def _check_event(request: Request) -> Response:
    """The rules that a new event of the ledger would break."""
    return await _done(request, "check-event", **_row(await wish_in(request)))


@for_editors
async def _propose_event(request: Request) -> Response:
    wish = await wish_in(request)
    answer = await _done(request, "propose-event", status=201, **_row(wish), says=str(wish.get("says", "")))
    warm()
    return answer


def _row(wish: dict[str, Any]) -> dict[str, Any]:
    """The cells of an event, and of the source that it brings where it brings one."""
    brought = wish.get("source")
    return {"cells": _cells(wish["cells"], "cells"), "source": None if brought is None else _cells(brought, "source")}


def _sources(wish: dict[str, Any]) -> list[dict[str, str]]:
    """Rows of the new sources that the evidence of a feature names."""
    from geo.edits.bringing import MOST  # noqa: PLC0415

    given = wish.get("sources") or []
    if not isinstance(given, list) or len(given) > MOST:
        raise ValueError(f"sources: [{{…}}], {MOST}")
    return [_cells(row, "sources") for row in given]


def _cells(given: Any, name: str) -> dict[str, str]:
    if not isinstance(given, dict):
        raise ValueError(f"{name}: {{…}}")
    return {str(column): str(value) for column, value in given.items()}


@for_editors
async def _decide(request: Request) -> Response:
    """Accepts, refuses or withdraws a proposal that was read in that version."""
    from geo.edits.present import forget_present  # noqa: PLC0415

    wish, what = await wish_in(request), request.path_params["what"]
    if what not in ("accept", "refuse", "withdraw"):
        return words(request, "own.notJson", 404, detail=what[:20])
    anybody = person_of(request.scope).may("admin")
    decided = {"id": request.path_params["id"], "version": int(wish["version"]), "anybody": anybody}
    answer = await _done(request, what, **decided, reason=str(wish.get("reason", "")))
    forget_present()
    return answer


@for_editors
async def _list(request: Request) -> Response:
    """All proposals, the newest change first."""
    warm()
    return record({"proposals": await run_in_threadpool(_proposals, request)})


def _proposals(request: Request) -> list[dict[str, Any]]:
    from geo.edits.listed import listed_records  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415
    from layers.screen.present import present_plan  # noqa: PLC0415

    store = Store.present(who=person_of(request.scope).id)
    return listed_records(store, present_plan()[0], about=request.query_params.get("about"))


EDIT_ROUTES = [
    Route("/edits/choices", _choices),
    Route("/edits/items/{id}", _item),
    Route("/edits/items/{id}", _propose, methods=["POST"]),
    Route("/edits/items/{id}/check", _check, methods=["POST"]),
    Route("/edits/events", _propose_event, methods=["POST"]),
    Route("/edits/events/check", _check_event, methods=["POST"]),
    Route("/edits/proposals", _list),
    Route("/edits/proposals/{id}/{what}", _decide, methods=["POST"]),
]
