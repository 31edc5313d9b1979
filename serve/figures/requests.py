"""Each request and session is counted by its route, as the route is declared, never as it was asked for."""

from collections.abc import Iterable

from starlette.routing import Route, WebSocketRoute
from starlette.types import Scope

METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}
SESSION, OTHER = "WEBSOCKET", "OTHER"
FILES, NOT_ROUTED = "/*", "-"
"""Streamlit's own files, which have no route each; what was refused before it came to a route"""


def route_of(scope: Scope, base: str = "") -> str:
    """The route that answers, without the base path."""
    route = scope.get("route")
    if route is None:
        return NOT_ROUTED
    if not isinstance(route, Route | WebSocketRoute):
        return FILES
    path = route.path
    return (path[len(base) :] or "/") if base and path.startswith(base) else path


def method_of(scope: Scope) -> str:
    """The method; what is none of HTTP's is one."""
    if scope["type"] == "websocket":
        return SESSION
    method = str(scope.get("method", ""))
    return method if method in METHODS else OTHER


def buckets() -> Iterable[float]:
    """Seconds: a document takes one thousandth, an answer that is made takes tens."""
    return (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60)
