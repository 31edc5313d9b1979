"""What every request passes, from the outside in, and where it may lead."""

from starlette.middleware import Middleware
from starlette.routing import Route

from serve.figures.routes import observing
from serve.guards.guard import Guard
from serve.headers import SecurityHeaders
from serve.health.routes import HEALTH_ROUTES
from serve.limits import Limits
from serve.routes import ROUTES, under
from serve.start_page import early_routes
from serve.who.gate import Gate


def doors(base: str) -> tuple[list[Middleware], list[Route]]:
    """Middleware and routes of the app below a path."""
    observed, figures = observing(base)
    inner = (Middleware(door, base=base) for door in (Guard, Limits, Gate))
    routes = under(base, [*ROUTES, *HEALTH_ROUTES, *figures, *early_routes()])
    return [Middleware(SecurityHeaders), *observed, *inner], routes
