"""The plan as other people's programs read it: pages, filters, datums, links, tiles."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from exports.data.table import FIELDS
from geo.crs import to_metric
from geo.model import Plan
from geo.tiles.model import Tile
from geo.tiles.mvt import decoded, unpacked
from serve.ogc.routes import OGC_ROUTES
from serve.ogc.work import LANE
from serve.routes import under
from serve.who.gate import Gate

HOST = "https://plan.example"
BASE = "/office/map"
HUBS = f"{BASE}/ogc/collections/transport_hub_points"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Below a path, behind a proxy that says what the client has asked for."""
    with TestClient(Starlette(routes=under(BASE, OGC_ROUTES)), base_url=HOST) as made:
        yield made
    LANE.worker.close()


def items(client: TestClient, address: str = f"{HUBS}/items", **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(address, params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    found: list[dict[str, Any]] = answer.json()["features"]
    return found


def links(told: Any) -> Iterator[dict[str, str]]:
    if isinstance(told, dict):
        yield from told.get("links", ())
        told = list(told.values())
    if isinstance(told, list):
        for entry in told:
            yield from links(entry)


def test_every_link_leads_somewhere_at_the_address_that_the_client_uses(client: TestClient) -> None:
    start = client.get(f"{BASE}/ogc").json()
    told = [start, client.get(f"{BASE}/ogc/collections").json(), client.get(f"{HUBS}/items?limit=2").json()]
    found = {link["href"] for link in links(told) if link["rel"] != "about"}
    assert len(found) > 100 and not any("f=" in href for href in found)
    assert all(href.startswith(f"{HOST}{BASE}/ogc") for href in found)
    for href in sorted(found)[::9]:
        assert client.get(href.removeprefix(HOST)).status_code == 200, href


def test_every_item_is_in_one_collection(client: TestClient, plan: Plan) -> None:
    told = client.get(f"{BASE}/ogc/collections").json()["collections"]
    assert {"transport_hub_points", "transport_rail_lines", "unplaced"} <= {entry["id"] for entry in told}
    assert next(entry["title"] for entry in told if entry["id"] == "transport_hub_points") == "交通枢纽（点）"
    found = [
        feature
        for entry in told
        for feature in items(client, f"{BASE}/ogc/collections/{entry['id']}/items", limit=1000)
    ]
    assert sorted(feature["id"] for feature in found) == sorted(item.id for item in plan.items)
    assert set(found[0]["properties"]) == {field.name for field in FIELDS}
    nowhere = {feature["id"] for feature in found if feature["geometry"] is None}
    assert nowhere == {item.id for item in plan.items if item.geometry is None}


def test_a_collection_has_one_kind_of_geometry(client: TestClient) -> None:
    found = items(client, f"{BASE}/ogc/collections/transport_rail_lines/items")
    assert {feature["geometry"]["type"] for feature in found} == {"MultiLineString"}


def test_pages_follow_one_another(client: TestClient) -> None:
    whole, seen, address = items(client), [], f"{HUBS}/items?limit=5"
    while address:
        page = client.get(address).json()
        assert page["numberMatched"] == len(whole)
        seen += page["features"]
        address = next((link["href"].removeprefix(HOST) for link in page["links"] if link["rel"] == "next"), "")
    assert seen == whole and len(whole) > 10


def test_features_are_found_by_place_field_and_words(client: TestClient) -> None:
    box = items(client, bbox="113.94,22.56,113.95,22.57")
    assert [feature["id"] for feature in box] == ["hub-xili"]
    assert {feature["properties"]["stage"] for feature in items(client, stage="accelerate")} == {"accelerate"}
    assert items(client, stage="accelerate", inferred="true") != items(client, stage="accelerate")
    assert "hub-xili" in {feature["id"] for feature in items(client, q="西丽")}
    names = [feature["properties"]["name_en"] for feature in items(client, sortby="-name_en")]
    assert names == sorted(names, reverse=True)
    chosen = items(client, properties="name,stage", skipGeometry="true")
    assert all(set(entry["properties"]) == {"name", "stage"} and entry["geometry"] is None for entry in chosen)


def test_places_come_in_the_datums_of_the_office(client: TestClient, plan: Plan) -> None:
    hub = next(item.geometry for item in plan.items if item.id == "hub-xili")
    metric = client.get(f"{HUBS}/items/hub-xili", params={"crs": f"{EPSG}4547"})
    assert metric.headers["content-crs"] == f"<{EPSG}4547>"
    # X points north in that system, as its definition says and GDAL and QGIS take it.
    north, east = metric.json()["geometry"]["coordinates"]
    there = to_metric(hub)
    assert (east, north) == pytest.approx((there.x, there.y), abs=0.01)
    degrees = client.get(f"{HUBS}/items/hub-xili", params={"crs": f"{EPSG}4490"}).json()["geometry"]["coordinates"]
    assert degrees == pytest.approx([hub.y, hub.x], abs=1e-6)
    assert client.get(f"{HUBS}/items", params={"crs": f"{EPSG}3857"}).status_code == 400


def test_words_come_in_the_language_of_the_client(client: TestClient) -> None:
    assert items(client, q="hub-xili")[0]["properties"]["stage_label"] == "加快"
    english = client.get(f"{HUBS}/items/hub-xili", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert english.json()["properties"]["stage_label"] == "Accelerate"


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{HUBS}/items")
    assert client.get(f"{HUBS}/items", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get(f"{HUBS}/items?limit=1", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/collections/none", 404),
        ("/collections/transport_hub_points/items/none", 404),
        ("/collections/transport_hub_points/items?bbox=1,2", 400),
        ("/collections/transport_hub_points/items?limit=x", 400),
        ("/collections/transport_hub_points/items?sortby=none", 400),
        ("/collections/transport_hub_points/items?filter=stage%3D'start'", 400),
        ("/collections/transport_hub_points/items?f=csv", 406),
        ("/collections?f=html", 406),
        ("/tiles/5/32/0.mvt", 400),
        ("/tiles/13/0/0.mvt", 400),
    ],
)
def test_what_is_not_served_is_said(client: TestClient, address: str, status: int) -> None:
    answer = client.get(f"{BASE}/ogc{address}")
    assert answer.status_code == status and answer.text and answer.headers.get("cache-control") == "no-store"


def test_a_host_that_is_none_is_not_repeated(client: TestClient) -> None:
    answer = client.get(f"{BASE}/ogc", headers={"Host": 'evil"><script>'})
    assert answer.status_code == 400 and "evil" not in answer.text


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, f"{HUBS}/items", json={}).status_code == 405


def test_tiles_hold_the_plan_and_are_kept_by_their_hash(client: TestClient) -> None:
    told = client.get(f"{BASE}/ogc/tiles").json()
    template = told["tiles"][0].removeprefix(HOST)
    tile = client.get(template.format(z=10, x=836, y=446))
    assert tile.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert "immutable" in tile.headers["cache-control"]
    layers = decoded(unpacked(Tile(tile.content, False)), {"plan"})
    assert len(layers["plan"]) > 20
    again = client.get(f"{BASE}/ogc/tiles/10/836/446.mvt", headers={"If-None-Match": tile.headers["etag"]})
    assert again.status_code == 304 and "no-cache" in again.headers["cache-control"]
    assert client.get(template.format(z=10, x=0, y=0)).status_code == 204


def test_nobody_reads_whom_nobody_let_in() -> None:
    """From elsewhere, where nobody has chosen who may."""
    app = Starlette(routes=OGC_ROUTES, middleware=[Middleware(Gate)])
    with TestClient(app, base_url=HOST, client=("10.1.2.3", 5)) as elsewhere:
        for address in ("", "/collections", "/collections/unplaced/items", "/tiles", "/tiles/10/836/446.mvt"):
            assert elsewhere.get(f"/ogc{address}").status_code == 403, address
