"""Ten bad files given to the chooser at once: each is named and said to be ready or why not, and the line goes on."""

import io
import json
import zipfile
from typing import Any

from playwright.sync_api import expect

from tests.browser.opened import run
from tests.browser.own.bringing import Open, bring

MARKUP, FORMULA = "<img src=x onerror=globalThis.broken=1>", "=1+cmd|' /C calc'!A0"
PLACE = [114.05, 22.54]


def archive(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in content.items():
            made.writestr(name, data)
    return out.getvalue()


def mixed() -> bytes:
    line = {"type": "LineString", "coordinates": [PLACE, [114.1, 22.6]]}
    area = {"type": "Polygon", "coordinates": [[PLACE, [114.1, 22.54], [114.1, 22.6], PLACE]]}
    shapes = [{"type": "Point", "coordinates": PLACE}, line, area, {"type": "GeometryCollection", "geometries": [line]}]
    features = [{"type": "Feature", "properties": {"n": 1}, "geometry": shape} for shape in [*shapes, None]]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


BAD: dict[str, bytes] = {
    "炸弹.zip": archive({"a.shp": bytes(30_000_000)}),
    "套娃.zip": archive({"a.shp": b"x", "inner.zip": archive({"a.csv": b"lon,lat\n114,22\n"})}),
    "路径.zip": archive({"../../evil.csv": b"lon,lat\n114,22\n"}),
    "空.csv": b"",
    "宽.csv": ",".join(["lon", "lat", *(f"c{n}" for n in range(10_000))]).encode() + b"\n114.05,22.54" + b",1" * 10_000,
    "乱码.csv": "名称,lon,lat\n深圳,114.05,22.54\n".encode("gb18030") + b"\xff\xfe\x80\x81,114.05,22.54\n",
    "假.gpkg": b"lon,lat\n114.05,22.54\n",
    "无数.csv": "名称,lon,lat\n甲,NaN,22.5\n乙,inf,22.5\n丙,114.05,22.54\n".encode(),
    "混合.geojson": mixed(),
    "公式.csv": f"名称,lon,lat\n{FORMULA},114.05,22.54\n{MARKUP},114.06,22.55\n".encode(),
}
USABLE = {"无数.csv", "混合.geojson", "公式.csv"}


def chosen(name: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": BAD[name]}


def test_each_of_ten_bad_files_is_ready_or_refused_by_its_name(own_at: Open) -> None:
    page = own_at("/").page
    bring(page, *map(chosen, BAD))
    for name in BAD:
        file = page.locator(".own-file", has=page.get_by_text(name, exact=True))
        expect(file).to_have_attribute("data-state", "ready" if name in USABLE else "failed")
        if name not in USABLE:
            expect(file.locator("[role=alert]")).to_contain_text(name)
    # Those that can be used are taken; the words of the others stay until somebody has read them.
    page.click("[data-own=accept]")
    expect(page.locator("[data-own-layer][data-loaded]")).to_have_count(len(USABLE))
    expect(page.locator(".own-file")).to_have_count(len(BAD) - len(USABLE))
    # Of the mixed ones a collection and one without a place are left out, as was said.
    assert run(page, "return map.own.records.map(({ count }) => count).sort();") == [1, 2, 3]
    assert run(page, "return globalThis.broken ?? null;") is None
    page.click("[data-own=cancel]")
    expect(page.locator(".own-proposal")).to_be_hidden()
    # And the next one is read as if nothing had been.
    bring(page, chosen("公式.csv"))
    expect(page.locator(".own-file")).to_have_attribute("data-state", "ready")
