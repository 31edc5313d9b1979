"""What every route of layers shares: whom it answers, what it is asked, and where the layers are."""

import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from serve.own.answers import fault, words
from serve.own.guard import refused
from serve.who.asking import person_of

if TYPE_CHECKING:
    from geo.own.store import OwnStore

MOST_WORDS = 200_000
"""bytes of a request that says what is wanted"""
Endpoint = Callable[[Request], Awaitable[Response]]


def guarded(endpoint: Endpoint) -> Endpoint:
    """An endpoint that answers only whom it may, and says in words what is wrong."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        from geo.own.remarks import OwnError  # noqa: PLC0415

        reason = refused(request)
        if reason is not None:
            return words(request, reason, 403)
        try:
            return await endpoint(request)
        except OwnError as error:
            return fault(request, error)
        except (ValueError, TypeError, KeyError) as error:
            return words(request, "own.notJson", 400, detail=str(error)[:80])

    return answered


def own_store(request: Request) -> "OwnStore":
    """The layers that are kept here, changed in the name of whoever asks."""
    from geo.own.store import OwnStore  # noqa: PLC0415

    return OwnStore.present(who=person_of(request.scope).id)


async def wish_in(request: Request) -> dict[str, Any]:
    """The JSON object that a request holds. Raises ValueError."""
    content = await request.body()
    wish = json.loads(content) if len(content) <= MOST_WORDS else None
    if not isinstance(wish, dict):
        raise ValueError("{…}")
    return wish
