"""The routes of notes. What each takes and gives: docs/notes.md."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from serve.own.answers import NEVER, language_of, record, status_of, words
from serve.own.asking import wish_in
from serve.own.guard import SAFE, is_own_page
from serve.who.asking import person_of

if TYPE_CHECKING:
    from geo.notes.notes import Notes

Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(endpoint: Endpoint) -> Endpoint:
    """Readers see notes, editors write them; whom nobody knows sees none."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        from geo.store.errors import StoreError  # noqa: PLC0415 - the map stands before the database is needed

        person, changes = person_of(request.scope), request.method not in SAFE
        if person.is_anonymous or not person.may("editor" if changes else "reader"):
            return words(request, "who.readersOnly" if changes else "notes.notHere", 403)
        if changes and not is_own_page(request):
            return words(request, "own.foreign", 403)
        try:
            return await endpoint(request)
        except StoreError as error:
            status = status_of(error.code)
            return PlainTextResponse(error.breach.text(language_of(request)), status_code=status, headers=NEVER)
        except (ValueError, TypeError, KeyError) as error:
            return words(request, "own.notJson", 400, detail=str(error)[:80])

    return answered


def _notes(request: Request) -> "Notes":
    from geo.notes.notes import Notes  # noqa: PLC0415
    from geo.store.store import Store  # noqa: PLC0415

    return Notes(Store.present(), person_of(request.scope))


async def _done(request: Request, act: Callable[["Notes"], Any], *, status: int = 200) -> Response:
    from geo.notes.notes import note_record  # noqa: PLC0415

    made = await run_in_threadpool(act, _notes(request))
    return Response(status_code=204) if made is None else record({"note": note_record(made)}, status)


@guarded
async def _list(request: Request) -> Response:
    """All notes, the newest change first."""
    from geo.notes.notes import note_record  # noqa: PLC0415

    found = await run_in_threadpool(_notes(request).listing)
    person = person_of(request.scope)
    mine = {"who": person.id, "mayWrite": person.may("editor"), "mayDelete": person.may("admin")}
    return record({"notes": [note_record(note) for note in found], **mine})


@guarded
async def _add(request: Request) -> Response:
    wish = await wish_in(request)
    item = str(wish.get("item") or "")
    return await _done(request, lambda notes: notes.add(wish["text"], item=item, place=wish.get("place")), status=201)


@guarded
async def _reply(request: Request) -> Response:
    wish = await wish_in(request)
    return await _done(request, lambda notes: notes.reply(request.path_params["id"], wish["text"]), status=201)


@guarded
async def _state(request: Request) -> Response:
    wish, identifier = await wish_in(request), request.path_params["id"]
    return await _done(request, lambda notes: notes.set_state(identifier, wish["state"], version=int(wish["version"])))


@guarded
async def _delete(request: Request) -> Response:
    wish = await wish_in(request)
    return await _done(request, lambda notes: notes.delete(request.path_params["id"], version=int(wish["version"])))


@guarded
async def _restore(request: Request) -> Response:
    return await _done(request, lambda notes: notes.restore(request.path_params["id"]))


NOTE_ROUTES = [
    Route("/notes", _list),
    Route("/notes", _add, methods=["POST"]),
    Route("/notes/{id}", _delete, methods=["DELETE"]),
    Route("/notes/{id}/replies", _reply, methods=["POST"]),
    Route("/notes/{id}/state", _state, methods=["POST"]),
    Route("/notes/{id}/restore", _restore, methods=["POST"]),
]
