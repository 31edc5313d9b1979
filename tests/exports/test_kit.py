"""The meeting kit as a file: all inside, nothing that would need the network or could break out of its place."""

import base64
import gzip
import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.model import Briefing, Scene
from briefing.resolved import ResolvedBriefing, resolve, shipped_briefings
from exports.context import Context
from exports.kit import make as kit
from exports.kit.make import MAX_BYTES, kit_html, make_kit, network_needs
from exports.kit.parts import ENTRY, KitParts, kit_parts, modules_from
from exports.progress import Cancelled, silent
from geo.model import Plan
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary
from layers.view.state import View
from web.assets import MODULE_FOLDER

HOSTILE = "</script><script>alert(1)</script><!-- {{parts}}"


@pytest.fixture(scope="module")
def context(plan: Plan) -> Context:
    return Context(View(), plan, load_catalogue(), "zh", silent)


def resolved(context: Context, briefing: Briefing) -> ResolvedBriefing:
    return resolve(briefing, Vocabulary(context.plan, context.catalogue))


@pytest.fixture(scope="module")
def parts(context: Context) -> KitParts:
    return kit_parts(resolved(context, shipped_briefings()[0]), context)


@pytest.fixture(scope="module")
def page(parts: KitParts, context: Context) -> str:
    return kit_html(parts, resolved(context, shipped_briefings()[0]), context)


def part(page: str, name: str) -> bytes:
    found = re.search(rf'data-part="{name}">([A-Za-z0-9+/=]*)</script>', page)
    assert found
    return gzip.decompress(base64.b64decode(found[1]))


def test_everything_is_inside_in_both_languages(page: str, plan: Plan) -> None:
    assert b"FlyToInterpolator" in part(page, "deck")
    document = json.loads(part(page, "plan"))
    assert {item["id"] for item in document["items"]} == set(plan.by_id)
    assert set(document["text"]) == {"zh", "en"}
    assert json.loads(part(page, "basemap"))["layers"]
    assert len(json.loads(part(page, "progress"))["items"]) > 100
    briefings = json.loads(part(page, "briefings"))["briefings"]
    assert [briefing["id"] for briefing in briefings] == ["overview"]
    assert len(page.encode()) < MAX_BYTES


def test_it_starts_in_the_presenter_in_the_language_asked_for(context: Context) -> None:
    briefing = resolved(context, shipped_briefings()[1])
    english = replace(context, language="en")
    page = kit_html(kit_parts(briefing, english), briefing, english)
    settings = json.loads(re.search(r'id="kit-settings">(.*?)</script>', page)[1])
    assert settings["query"] == "lang=en&brief=strategy"
    assert "<title>Spatial strategy</title>" in page


def test_the_modules_are_the_apps_own_and_find_each_other_by_name(page: str) -> None:
    imports = json.loads(re.search(r'<script type="importmap">(.*?)</script>', page)[1])["imports"]
    assert f"plan-map/{ENTRY}" in imports
    wanted = set()
    for address in imports.values():
        source = base64.b64decode(address.partition("base64,")[2]).decode()
        assert not re.search(r"""(from|import)\s*\(?\s*["']\.""", source)
        wanted |= set(re.findall(r"""["'](plan-map/[\w/-]+\.js)["']""", source))
    assert wanted <= set(imports)
    assert wanted | {f"plan-map/{ENTRY}"} == set(imports)


def test_the_page_itself_refuses_the_network(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "default-src 'none'" in policy
    assert not re.search(r"https?:|\*|'self'", policy)


def test_a_shipped_kit_needs_no_network(parts: KitParts) -> None:
    assert list(network_needs(parts)) == []


@pytest.mark.parametrize(
    "code",
    [
        'fetch("https://example.org/x")',
        "fetch('tiles/1.png')",
        "fetch(`data2.json`)",
        'import("https://example.org/x.js")',
        'import x from "lodash";',
        'const u = new URL("all.css", import.meta.url);',
        'new WebSocket("ws:x")',
        "new Worker(address)",
        'navigator.sendBeacon("/x")',
        'image.src = "//cdn.example.org/a.png";',
        'const t = "https://t0.tianditu.gov.cn/{z}/{x}/{y}";',
    ],
)
def test_what_a_module_would_fetch_is_named_and_the_kit_refused(
    parts: KitParts, context: Context, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All else that a kit ships needs nothing, as the test above finds: one module is looked through at once.
    documents = {name: gzip.compress(b"{}") for name in parts.documents}
    modules = {"new.js": f"// fine: https://example.org\n{code}\n"}
    harmful = replace(parts, modules=modules, documents=documents)
    assert any(need.startswith("new.js: ") for need in network_needs(harmful))
    monkeypatch.setattr(kit, "kit_parts", lambda *_: harmful)
    with pytest.raises(ExportError, match=r"new\.js"):
        make_kit(resolved(context, shipped_briefings()[0]), context, tmp_path / "kit.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "style", ['@import "a.css";', "a { background: url(/a.png) }", "a { background: url('https://example.org/a') }"]
)
def test_what_a_style_would_fetch_is_named(parts: KitParts, style: str) -> None:
    assert any(need.startswith("css: ") for need in network_needs(replace(parts, styles=style)))


def test_a_configured_online_basemap_is_named(parts: KitParts) -> None:
    tiles = {"url": "https://t0.tianditu.gov.cn/{z}/{x}/{y}", "credit": ""}
    assert any(
        "settings.tiles.url" in need
        for need in network_needs(replace(parts, settings=dict(parts.settings) | {"tiles": tiles}))
    )


def test_an_address_in_a_layer_is_named(parts: KitParts) -> None:
    content = gzip.compress(json.dumps({"layers": [{"iconAtlas": "https://example.org/a.png"}]}).encode())
    assert list(network_needs(replace(parts, documents=dict(parts.documents) | {"basemap": content}))) == [
        "basemap.iconAtlas: https://example.org/a.png"
    ]


def test_the_environments_online_basemap_stays_out_of_a_kit(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_MAP_TILES", "https://example.org/{z}/{x}/{y}")
    assert kit_parts(resolved(context, shipped_briefings()[0]), context).settings["tiles"] is None


def test_hostile_titles_stay_text(context: Context) -> None:
    briefing = resolved(context, Briefing("b", HOSTILE, "", (Scene("a", HOSTILE, narrative=HOSTILE, view="on=ta"),)))
    page = kit_html(kit_parts(briefing, context), briefing, context)
    assert f"<title>{html.escape(HOSTILE)}</title>" in page
    assert "alert(1)</script>" not in page
    assert page.count("data-part=") == 7 + page.count('[data-part="')
    assert json.loads(part(page, "briefings"))["briefings"][0]["scenes"][0]["title"] == HOSTILE


def test_a_missing_module_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";')
    with pytest.raises(ExportError, match=r"b\.js"):
        modules_from(tmp_path, "a.js")


def test_only_modules_that_the_map_needs_go_in() -> None:
    assert "start/early.js" not in modules_from(MODULE_FOLDER, ENTRY)


def test_stopping_leaves_no_file(context: Context, tmp_path: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_kit(resolved(context, shipped_briefings()[0]), replace(context, report=stop), tmp_path / "kit.html")
    assert list(tmp_path.iterdir()) == []
