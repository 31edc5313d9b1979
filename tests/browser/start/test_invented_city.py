"""Another plan of another city, tests/fixtures/invented: nothing of Shenzhen is built in.

It opens, filters, presents, prints, is taken away.
"""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.opened import MapPage, becomes, fresh, run
from tests.conftest import ROOT
from tests.serving import serve

CITY = ROOT / "tests" / "fixtures" / "invented"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("invented")
    own = {
        "PLAN_MAP_DATA": str(CITY),
        "PLAN_MAP_CACHE": str(folder / "cache"),
        "PLAN_MAP_WORKSPACE": str(folder / "workspace"),
    }
    return dict(os.environ) | own


@pytest.fixture(scope="module")
def city(browser: Browser, environment: dict[str, str]) -> Iterator[MapPage]:
    with serve(environment) as url:
        context = fresh(browser, framework=False)
        yield MapPage(context, url)
        context.close()


def test_its_data_keep_every_rule(environment: dict[str, str]) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "geo.check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert checked.stdout.splitlines()[-1] == "9 items, 0 breaches"


def test_it_opens_under_its_own_name_with_its_own_layers_and_counts(city: MapPage) -> None:
    page = city.again().page
    assert "青河规划一张图" in page.locator(".top").inner_text()
    becomes(page, "[data-total=total]", 9)
    assert run(page, "return store.doc.catalogue.layers.map((layer) => layer.id)") == ["units", "roads", "parks"]
    assert run(page, "return [store.state.layers.size, renderer.viewport().unproject([720, 450])[0] < 113]") == [
        3,
        True,
    ]
    assert city.watch.complaints == []


def test_it_is_filtered_and_its_unit_apart_has_a_button(city: MapPage) -> None:
    page = city.again().page
    page.locator("[data-filter=theme][data-value=roads]").click()
    becomes(page, "[data-total=total]", 3)
    page.locator("[data-control=apart]").click()
    page.wait_for_function("() => globalThis.planMaps.get('explore').renderer.camera.longitude > 112.9")
    page.locator("[data-page=overview]").click()
    assert page.locator("[data-figure=road]").inner_text().endswith("km")
    assert city.watch.complaints == []


def test_it_is_presented(city: MapPage) -> None:
    page = city.again().page
    run(page, "map.presenter.start('roads')")
    page.wait_for_selector(".plan-map[data-scene='1']")
    assert "全部道路" in page.locator(".p-words").inner_text()
    page.keyboard.press("PageDown")
    page.wait_for_selector(".plan-map[data-scene='2']")
    page.keyboard.press("Escape")
    expect(page.locator(".top")).to_be_visible()
    assert city.watch.complaints == []


@pytest.mark.parametrize(
    "command",
    [
        "sheet .pdf",
        "data .xlsx --format xlsx",
        "slides .pptx --briefing roads",
        "brief .pdf --district east",
        "map .html",
    ],
    ids=lambda command: command.split()[0],
)
def test_it_is_printed_and_taken_away(environment: dict[str, str], tmp_path: Path, command: str) -> None:
    product, ending, *options = command.split()
    out = tmp_path / f"product{ending}"
    made = subprocess.run(
        [sys.executable, "-m", "exports", product, *options, "--out", str(out)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    content = out.read_bytes()
    parts = (
        [zipfile.ZipFile(out).read(name) for name in zipfile.ZipFile(out).namelist()]
        if content[:2] == b"PK"
        else [content]
    )
    if content[:4] != b"%PDF":
        assert any("青河大道".encode() in part or "青河大道".encode("unicode-escape") in part for part in parts)
    assert not any("深圳".encode() in part for part in parts)
