"""kepler.gl from the keplergl wheel with BENCH_POINTS synthetic points. Run: python -m benchmarks.apps.kepler PORT

The wheel's `save_to_html` links CDNs and is blank offline; its Jupyter widget carries the whole of kepler.gl and is
driven here.
"""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from benchmarks.points import synthetic_points

COUNT = int(os.environ.get("BENCH_POINTS", "2000"))
HERE = Path(__file__).resolve().parent


def _static(name: str) -> Path:
    spec = find_spec("keplergl")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("keplergl")
    return Path(spec.submodule_search_locations[0]) / "static" / name


def _points(_: Request) -> Response:
    """The points as the widget gets a data frame."""
    points = synthetic_points(COUNT)
    rows = [
        [*position, f"group {group}", group] for position, group in zip(points.positions, points.groups, strict=True)
    ]
    entry = {"id": "points", "format": "df", "data": {"columns": ["lng", "lat", "theme", "value"], "data": rows}}
    return Response(json.dumps({"points": entry}), media_type="application/json")


ROUTES = [
    Route("/", lambda _: FileResponse(HERE / "kepler.html")),
    Route("/widget.js", lambda _: FileResponse(_static("widget.js"))),
    Route("/widget.css", lambda _: FileResponse(_static("widget.css"))),
    Route("/points.json", _points),
    Route("/_stcore/health", lambda _: PlainTextResponse("ok")),
]

if __name__ == "__main__":
    uvicorn.run(Starlette(routes=ROUTES), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
