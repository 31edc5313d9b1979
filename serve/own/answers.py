"""Answers of the routes of layers: JSON, or words in the language that the address names."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from layers.text import Language, text

if TYPE_CHECKING:
    # Shapely comes with it, which nobody needs before layers are asked for.
    from geo.own.remarks import OwnError

NEVER = {"Cache-Control": "no-store"}
STATUS = {
    "edit-not-yours": 403,
    "note-not-yours": 403,
    "own-gone": 404,
    "store-gone": 404,
    "edit-no-item": 404,
    "own-conflict": 409,
    "own-full": 409,
    "store-conflict": 409,
    "edit-stale": 409,
    "edit-decided": 409,
    "own-busy": 503,
    "store-busy": 503,
    "store-lost": 503,
    "own-unwritable": 507,
    "store-unwritable": 507,
    "store-files": 507,
}
"""code of a fault -> status; `status_of` has one for all others"""


def language_of(request: Request) -> Language:
    """The language of the address's `lang`."""
    return "en" if request.query_params.get("lang") == "en" else "zh"


def words(
    request: Request, key: str, status: int, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    """A wording as an answer."""
    said = text(key, language_of(request), **values)
    return PlainTextResponse(said, status_code=status, headers={**NEVER, **(headers or {})})


def status_of(code: str) -> int:
    """The status that goes with what kept something from being done."""
    return STATUS.get(code, 422)


def fault(request: Request, error: "OwnError") -> Response:
    """What is wrong with a layer as an answer."""
    status = status_of(error.breach.code)
    return PlainTextResponse(error.breach.text(language_of(request)), status_code=status, headers=NEVER)


def record(content: Mapping[str, Any], status: int = 200) -> Response:
    """JSON as an answer that nobody keeps."""
    return JSONResponse(content, status_code=status, headers=NEVER)
