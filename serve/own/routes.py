"""The routes of layers that people bring. What each takes and gives: docs/own-data.md.

What reads features is another process's (`serve.own.work`); what only reads or writes a document is done here. Shapely
and what else layers need is imported when the first of them is asked for.
"""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from layers.text import text
from serve.limits import MOST_UPLOAD_BYTES
from serve.own.answers import NEVER, language_of, record, words
from serve.own.asking import guarded, own_store, wish_in
from serve.own.guard import may_bring, refused
from serve.own.pieces import pieces
from serve.own.readied import HERE, load
from serve.own.work import DOCUMENTS, document_key, json_of, made, warm
from serve.who.asking import person_of

FOREVER = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Encoding": "gzip"}


def _who(request: Request) -> str:
    """Whoever brings files, or where they come from where nobody signs in."""
    return person_of(request.scope).id or (request.client.host if request.client else "")


@guarded
async def _upload(request: Request) -> Response:
    """Takes a file as it comes, to disk."""
    from geo.own.remarks import OwnError  # noqa: PLC0415
    from geo.own.uploads import Uploads  # noqa: PLC0415

    name = request.query_params.get("name", "")
    try:
        with Uploads(own_store(request).folder).new(name, who=_who(request)) as (token, path):
            with path.open("wb") as out:
                async for piece in pieces(request.stream()):
                    await run_in_threadpool(out.write, piece)
            size = path.stat().st_size
            if size == 0:
                raise OwnError("own-empty", file=name[:80])
    except ClientDisconnect:
        return Response(status_code=400)
    return record({"upload": token, "bytes": size}, 201)


@guarded
async def _proposal(request: Request) -> Response:
    from geo.own.uploads import Uploads  # noqa: PLC0415

    path, name = Uploads(own_store(request).folder).find(request.path_params["token"])
    wish = {"name": name, "encoding": request.query_params.get("encoding", "")}
    found = await made(request, "propose", store=own_store(request).store.told, path=str(path), **wish)
    return found if isinstance(found, Response) else record(json_of(found))


@guarded
async def _accept(request: Request) -> Response:
    from geo.own.kept import wish_of  # noqa: PLC0415
    from geo.own.uploads import Uploads  # noqa: PLC0415
    from serve.own.records import taken_record  # noqa: PLC0415

    uploads, token = Uploads(own_store(request).folder), request.path_params["token"]
    path, name = uploads.find(token)
    wish = await wish_in(request)
    wishes, encoding = wish["layers"], wish.get("encoding", "")
    if not isinstance(encoding, str):
        raise ValueError("encoding")
    if not isinstance(wishes, list) or not wishes:
        raise ValueError("layers: [{…}]")
    for each in wishes:
        wish_of(each)
    options = {"path": str(path), "name": name, "wishes": wishes, "encoding": encoding}
    found = await made(request, "accept", store=own_store(request).store.told, **options)
    if isinstance(found, Response):
        return found
    uploads.drop(token)
    store, language = own_store(request), language_of(request)
    return record(await run_in_threadpool(lambda: taken_record(store, language, found)), 201)


@guarded
async def _forget(request: Request) -> Response:
    from geo.own.uploads import Uploads  # noqa: PLC0415

    Uploads(own_store(request).folder).drop(request.path_params["token"])
    return Response(status_code=204)


async def _here(request: Request) -> Response:
    """Whether layers may be brought here, in words where not, how many there are, and how large a file may be."""
    reason = refused(request)
    if reason is not None:
        return record({"refused": text(reason, language_of(request)), "layers": 0})
    found, damaged = await run_in_threadpool(own_store(request).listing)
    if may_bring(request):
        HERE.set()
    return record({"refused": None, "layers": len(found) + len(damaged), "most": MOST_UPLOAD_BYTES})


@guarded
async def _warm(request: Request) -> Response:
    """Somebody is about to bring a file: what reads it starts while they choose."""
    warm(language_of(request))
    await run_in_threadpool(load)
    return Response(status_code=204)


@guarded
async def _list(request: Request) -> Response:
    from serve.own.records import list_record  # noqa: PLC0415

    return record(await run_in_threadpool(list_record, own_store(request), language_of(request)))


@guarded
async def _document(request: Request) -> Response:
    """Places and classes of a layer in one version; an old version leads to nothing."""
    kept = await run_in_threadpool(own_store(request).get, request.path_params["id"])
    if kept.version != request.path_params["version"]:
        return words(request, "own.changed", 404)
    return await _packed(request, "document", document_key(kept, language_of(request)))


@guarded
async def _columns(request: Request) -> Response:
    kept = await run_in_threadpool(own_store(request).get, request.path_params["id"])
    if kept.content_hash != request.path_params["hash"]:
        return words(request, "own.changed", 404)
    return await _packed(request, "columns", f"{kept.id} {kept.content_hash}")


async def _packed(request: Request, what: str, key: str) -> Response:
    content = DOCUMENTS.get(key)
    if content is None:
        found = await made(request, what, store=own_store(request).store.told, id=request.path_params["id"])
        if isinstance(found, Response):
            return found
        content = found
        DOCUMENTS.keep(key, content)
    return Response(content, media_type="application/octet-stream", headers=FOREVER)


@guarded
async def _change(request: Request) -> Response:
    from geo.own.kept import Kept  # noqa: PLC0415
    from layers.own.style import style_of  # noqa: PLC0415
    from serve.own.records import kept_record  # noqa: PLC0415

    wish, store, identifier = await wish_in(request), own_store(request), request.path_params["id"]

    def change() -> Kept:
        style = wish.get("style")
        checked = None if style is None else style_of(style, store.get(identifier).fields).record()
        title = wish.get("title")
        if title is not None and not isinstance(title, str):
            raise ValueError("title")
        return store.change(identifier, version=str(wish["version"]), title=title, style=checked)

    return record(kept_record(await run_in_threadpool(change), language_of(request)))


@guarded
async def _order(request: Request) -> Response:
    identifiers = (await wish_in(request))["ids"]
    if not isinstance(identifiers, list) or not all(isinstance(entry, str) for entry in identifiers):
        raise ValueError("ids: […]")
    await run_in_threadpool(own_store(request).reorder, identifiers)
    return await _list(request)


@guarded
async def _delete(request: Request) -> Response:
    version = request.query_params.get("version", "")
    name = await run_in_threadpool(lambda: own_store(request).delete(request.path_params["id"], version=version))
    return record({"trashed": name})


@guarded
async def _restore(request: Request) -> Response:
    from serve.own.records import kept_record  # noqa: PLC0415

    kept = await run_in_threadpool(own_store(request).restore, request.path_params["name"])
    return record(kept_record(kept, language_of(request)))


@guarded
async def _empty(request: Request) -> Response:
    await run_in_threadpool(own_store(request).empty_trash)
    return Response(status_code=204)


@guarded
async def _original(request: Request) -> Response:
    """The file that was brought, as it came."""
    kept = await run_in_threadpool(own_store(request).get, request.path_params["id"])
    path = await run_in_threadpool(own_store(request).original, kept.id)
    return FileResponse(path, media_type="application/octet-stream", headers=NEVER | _called(kept.file))


@guarded
async def _file(request: Request) -> Response:
    """A layer in another format and datum."""
    from briefing.files import safe_name  # noqa: PLC0415
    from exports.data.crs_choice import CHOICES  # noqa: PLC0415
    from exports.data.formats import ALL_FORMATS, OWN_FORMATS  # noqa: PLC0415

    kind, crs = request.query_params.get("format", ""), request.query_params.get("crs", "wgs84")
    if kind not in OWN_FORMATS or crs not in CHOICES:
        return words(request, "own.format", 400, formats=", ".join(OWN_FORMATS), crs=", ".join(CHOICES))
    kept = await run_in_threadpool(own_store(request).get, request.path_params["id"])
    found = await made(request, "file", store=own_store(request).store.told, id=kept.id, kind=kind, crs=crs)
    if isinstance(found, Response):
        return found
    name = safe_name(kept.title, fallback=text("product.data", language_of(request))) + ALL_FORMATS[kind].suffix
    return Response(found, media_type=ALL_FORMATS[kind].media_type, headers=NEVER | _called(name))


def _called(name: str) -> dict[str, str]:
    """A file to be kept, not shown."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


OWN_ROUTES = [
    Route("/own/here", _here),
    Route("/own/warm", _warm, methods=["POST"]),
    Route("/own/layers", _list),
    Route("/own/uploads", _upload, methods=["POST"]),
    Route("/own/uploads/{token}", _proposal),
    Route("/own/uploads/{token}", _accept, methods=["POST"]),
    Route("/own/uploads/{token}", _forget, methods=["DELETE"]),
    Route("/own/order", _order, methods=["PUT"]),
    Route("/own/trash/{name}", _restore, methods=["POST"]),
    Route("/own/trash", _empty, methods=["DELETE"]),
    Route("/own/layers/{id}", _change, methods=["PATCH"]),
    Route("/own/layers/{id}", _delete, methods=["DELETE"]),
    Route("/own/layers/{id}/original", _original),
    Route("/own/layers/{id}/file", _file),
    Route("/own/layers/{id}/document/{version}", _document),
    Route("/own/layers/{id}/columns/{hash}", _columns),
]
