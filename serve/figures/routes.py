"""GET metrics: the figures, for whom PLAN_MAP_METRICS names; for all others there is nothing here."""

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.log.lines import wanted
from serve.figures.setting import OFF, may_read, setting

METRICS = "/metrics"
NEVER = {"Cache-Control": "no-store"}


def observing(base: str) -> tuple[list[Middleware], list[Route]]:
    """What counts and writes down, and the route that shows it; nothing where nobody wants either.

    Raises SettingError.
    """
    shown = setting() != OFF
    if not shown and not wanted():
        return [], []
    from serve.figures.observed import Observed  # noqa: PLC0415 - prometheus_client comes with it
    from serve.figures.scrape import Measured  # noqa: PLC0415

    if not shown:
        return [Middleware(Observed, base=base)], []
    import serve.figures.lanes  # noqa: F401, PLC0415 - adds its figures

    measured = Measured()
    return [Middleware(Observed, base=base, measured=measured)], [Route(METRICS, _answering(measured))]


def _answering(measured: "Measured") -> Callable[[Request], Response]:  # type: ignore[name-defined]  # noqa: F821
    def figures(request: Request) -> Response:
        if not may_read(request.client.host if request.client else "", request.headers):
            return PlainTextResponse("404", status_code=404, headers=NEVER)
        content, content_type = measured.text(request.headers.get("accept", ""))
        return Response(content, headers={**NEVER, "Content-Type": content_type})

    return figures
