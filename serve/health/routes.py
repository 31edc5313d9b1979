"""Whoever watches over the server: GET health/live, whether it answers at all; health/ready, whether visitors may come.

Answered whatever else is too much (`serve.limits`), with nothing about the machine or anybody in it.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from serve.health.checks import READINESS
from serve.limits import LIVE, READY

NEVER = {"Cache-Control": "no-store"}


async def _live(_: Request) -> Response:
    return JSONResponse({"alive": True}, headers=NEVER)


async def _ready(_: Request) -> Response:
    """200 where every check is well, else 503."""
    found = await READINESS.report()
    ready = not any(found.values())
    checks = {name: {"ok": why is None} | ({} if why is None else {"why": why}) for name, why in found.items()}
    return JSONResponse({"ready": ready, "checks": checks}, status_code=200 if ready else 503, headers=NEVER)


HEALTH_ROUTES = [Route(LIVE, _live), Route(READY, _ready)]
