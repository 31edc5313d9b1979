"""pygeoapi for one state of the plan, at the address that a client uses.

Of pygeoapi's formats JSON alone is answered: its pages load scripts from other servers, which no page of the app may,
and its CSV may hold formulas. Links to what is not there are taken out of what it says.
"""

import json
import logging
from collections.abc import Callable
from typing import Any

from pygeoapi import l10n
from pygeoapi.api import API, APIRequest
from pygeoapi.openapi import get_oas
from pygeoapi.process.manager.base import get_manager
from pygeoapi.util import UrlPrefetcher, get_api_rules, get_base_url
from starlette.requests import Request
from starlette.responses import Response

from serve.ogc.provider import NAME
from serve.ogc.work import Collections

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CRS = (CRS84, *(f"http://www.opengis.net/def/crs/EPSG/0/{code}" for code in (4326, 4490, 4547)))
"""that features may be asked for in: WGS-84, CGCS2000 in degrees, CGCS2000 in metres of 114° E"""
LIMITS = {"default_items": 100, "max_items": 1000, "on_exceed": "throttle"}
LOCALES = {"zh": "zh-CN", "en": "en-US"}
TOLD = frozenset(
    {
        "application/json",
        "application/geo+json",
        "application/schema+json",
        "application/vnd.oai.openapi+json;version=3.0",
    }
)
"""media types of links that lead somewhere"""
ABSENT = ("/processes", "/jobs", "/TileMatrixSets")
"""ends of links to what is not served"""
CONFORMANCE = (
    *(f"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/{name}" for name in ("core", "landing-page", "json")),
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    *(f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")),
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
)
"""what is true of the service; pygeoapi's own list has its pages and its writing too, and grows with each answer"""
# Who asks for what is not there has made no error of ours.
logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)


class Service(API):  # type: ignore[misc]
    """pygeoapi's, whose constructor would take the process's log for itself."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = self.tpl_config = config
        self.openapi: dict[str, Any] | None = None
        self.api_headers = get_api_rules(config).response_headers
        self.base_url = get_base_url(config)
        self.prefetcher = UrlPrefetcher()
        self.locales = l10n.get_locales(config)
        self.default_locale = self.locales[0]
        self.pretty_print = False
        self.manager = get_manager(config)


def service_of(found: Collections, url: str, home: str) -> Service:
    """url: where the service is for this client; home: where the app is."""
    return Service(_config(found, url, home))


def _config(found: Collections, url: str, home: str) -> dict[str, Any]:
    record = found.record
    identification = {
        "title": record["title"], "description": record["description"], "keywords": [], "keywords_type": "theme",
        "terms_of_service": home, "url": home,
    }  # fmt: skip
    contact = dict.fromkeys(("name", "email", "phone", "url", "address"), "")
    return {
        "server": {
            "url": url, "languages": [LOCALES[found.language]], "limits": LIMITS, "mimetype": "application/json",
            "encoding": "utf-8", "pretty_print": False, "gzip": False, "admin": False, "map": {},
            "templates": {}, "manager": {"name": "Dummy", "connection": None, "output_dir": None},
        },
        "logging": {"level": "CRITICAL"},
        "metadata": {
            "identification": identification,
            "license": {"name": record["licence"], "url": home},
            "provider": {"name": record["title"], "url": home},
            "contact": contact,
        },
        "resources": {entry["id"]: _resource(entry, found) for entry in record["collections"]},
    }  # fmt: skip


def _resource(entry: dict[str, Any], found: Collections) -> dict[str, Any]:
    return {
        "type": "collection", "title": entry["title"], "description": found.record["description"],
        "keywords": [entry["group"]], "links": [], "limits": LIMITS,
        "extents": {"spatial": {"bbox": entry["bounds"], "crs": CRS84}},
        "providers": [{
            "type": "feature", "name": NAME, "data": found, "options": {"id": entry["id"]}, "id_field": "id",
            "title_field": "name", "crs": list(CRS), "storage_crs": CRS84,
        }],
    }  # fmt: skip


def answer(
    service: Service, request: Request, call: Callable[..., tuple[dict[str, str], int, Any]], *names: str
) -> Response:
    """What one of pygeoapi's functions says, as JSON."""
    asked = APIRequest(request, service.locales)
    # Whatever a browser would rather have: there is nothing else.
    asked._format = "json"
    headers, status, content = call(service, asked, *names)
    told = without_absent(json.loads(content))
    media_type = headers.get("Content-Type", "application/json")
    if told.get("type") in ("FeatureCollection", "Feature") and int(status) == 200:
        media_type = "application/geo+json"
    kept: dict[str, str] = {name: headers[name] for name in ("Content-Crs", "Content-Language") if name in headers}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status_code=int(status), media_type=media_type, headers=kept)


def openapi(service: Service, asked: APIRequest) -> tuple[dict[str, str], int, str]:
    """The description of the service for programs, made when it is first asked for."""
    service.openapi = service.openapi or get_oas(service.config)
    headers = asked.get_response_headers() | {"Content-Type": "application/vnd.oai.openapi+json;version=3.0"}
    return headers, 200, json.dumps(service.openapi, ensure_ascii=False)


def conformance(_service: Service, asked: APIRequest) -> tuple[dict[str, str], int, str]:
    """Which rules it keeps."""
    return asked.get_response_headers(), 200, json.dumps({"conformsTo": CONFORMANCE})


def without_absent(told: Any) -> Any:
    """The same without links to what is not served."""
    if isinstance(told, list):
        return [without_absent(entry) for entry in told]
    if not isinstance(told, dict):
        return told
    return {
        name: [_plain(link) for link in entry if _leads(link)] if name == "links" else _inside(name, entry)
        for name, entry in told.items()
    }


def _inside(name: str, entry: Any) -> Any:
    """Features are as they are: nothing in them is a link of the service's."""
    return entry if name in ("features", "properties", "geometry") else without_absent(entry)


def _plain(link: dict[str, Any]) -> dict[str, Any]:
    """Without a format, for there is one: GDAL makes the address of an item by writing its id behind that of all."""
    address, _, query = link["href"].partition("?")
    rest = "&".join(part for part in query.split("&") if part not in ("", "f=json"))
    return link | {"href": f"{address}?{rest}" if rest else address}


def _leads(link: dict[str, Any]) -> bool:
    if link.get("rel") == "about":
        return True
    return link.get("type") in TOLD and not link["href"].partition("?")[0].endswith(ABSENT)
