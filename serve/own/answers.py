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
    "own-gone": 404,
    "own-conflict": 409,
    "own-full": 409,
    "own-busy": 503,
    "store-lost": 503,
    "own-unwritable": 507,
    "store-unwritable": 507,
    "store-files": 507,
}
"""code of a fault -> status; 422 for all others"""


def language_of(request: Request) -> Language:
    """The language of the address's `lang`."""
    return "en" if request.query_params.get("lang") == "en" else "zh"


def words(
    request: Request, key: str, status: int, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    """A wording as an answer."""
    said = text(key, language_of(request), **values)
    return PlainTextResponse(said, status_code=status, headers={**NEVER, **(headers or {})})


def fault(request: Request, error: "OwnError") -> Response:
    """What is wrong with a layer as an answer."""
    status = STATUS.get(error.breach.code, 422)
    return PlainTextResponse(error.breach.text(language_of(request)), status_code=status, headers=NEVER)


def record(content: Mapping[str, Any], status: int = 200) -> Response:
    """JSON as an answer that nobody keeps."""
    return JSONResponse(content, status_code=status, headers=NEVER)
