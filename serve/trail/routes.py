"""GET trail/trail.csv and trail/trail.xlsx: the part of the trail that the address names, for those who may edit."""

from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exports.asked import Asked
from layers.text import text
from serve.edits.routes import for_editors
from serve.edits.work import LANE
from serve.own.answers import NEVER, language_of
from serve.own.work import finished
from serve.who.asking import person_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WANTED = ("kind", "about", "who", "first", "last", "zone")
LONGEST = 200


@for_editors
async def _trail(request: Request) -> Response:
    from geo.store.store import Store  # noqa: PLC0415 - the map stands before the database is needed

    ending, given, language = request.path_params["ending"], request.query_params, language_of(request)
    if ending not in TYPES:
        raise ValueError(f"trail.{ending}"[:LONGEST])
    wanted = {name: given[name][:LONGEST] for name in WANTED if name in given}
    for name in ("first", "last"):
        date.fromisoformat(wanted.get(name) or "2000-01-01")
    told = Store.present(who=person_of(request.scope).id).told
    asked = Asked("trail", "", language, {"store": told, "format": ending, **wanted})
    found = await finished(request, LANE, asked, file_name=f"trail.{ending}", full="own.full")
    if isinstance(found, Response):
        return found
    name = f"{text('app.name', language)}-{text('nav.trail', language)}.{ending}"
    headers = {**NEVER, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(found, media_type=TYPES[ending], headers=headers)


TRAIL_ROUTES = [Route("/trail/trail.{ending}", _trail)]
