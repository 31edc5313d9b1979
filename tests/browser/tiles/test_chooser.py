"""The chooser: what it offers, what a link keeps of it, and what is said where a basemap does not come."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from geo.tiles.folder import package_id
from tests.browser.opened import MapPage, run
from tests.browser.tiles.conftest import PLACE
from tests.tilepackages import picture, tile_at

HERE = f"at={PLACE[0]},{PLACE[1]},13"
OPEN = {"Access-Control-Allow-Origin": "*"}
ADDRESS = "https://tiles.invalid/{z}/{x}/{y}.png?key=secret"


def opened(page: Page) -> Page:
    page.locator("[data-control=base]").click()
    page.locator(f"[data-basemap={package_id('plain.mbtiles')}]").wait_for()
    return page


def ready(page: Page, wanted: str) -> None:
    page.wait_for_function(
        f"() => {{ const {{ tiles }} = [...globalThis.planMaps.values()][0].store.state;"
        f"return tiles?.ready && tiles.id === '{wanted}'; }}"
    )


def use(page: Page, address: str, *, datum: str = "wgs84", credit: str = "某局") -> None:
    page.locator("[data-basemap=address]").fill(address)
    page.locator("[data-basemap=datum]").select_option(datum)
    page.locator("[data-basemap=credit]").fill(credit)
    page.locator("[data-basemap=use]").click()


def test_packages_and_what_is_wrong_with_some(tiles_at: Callable[..., MapPage]) -> None:
    made = tiles_at(f"/?{HERE}")
    page = opened(made.page)
    chooser = page.locator(".basemaps")
    # Markup of metadata is words.
    expect(chooser).to_contain_text("影像")
    assert chooser.locator("b").count() == 0
    expect(chooser.locator("[data-fault=truncated]")).to_contain_text("broken.pmtiles：不完整")
    expect(chooser.locator("[data-fault=foreign]")).to_contain_text("page.mbtiles：不是瓦片包")
    identifier = package_id("plain.mbtiles")
    page.locator(f"[data-basemap={identifier}]").check()
    ready(page, identifier)
    page.wait_for_function(f"() => location.search.includes('base={identifier}')")
    page.locator("[data-basemap=none]").check()
    page.wait_for_function("() => location.search.includes('base=none')")
    page.keyboard.press("Escape")
    expect(chooser).to_be_hidden()
    assert (made.watch.foreign, made.watch.complaints) == ([], [])


def test_a_link_whose_basemap_is_not_there_shows_ours_and_says_so(tiles_at: Callable[..., MapPage]) -> None:
    page = tiles_at(f"/?base=pkg-gone-00000000&{HERE}").page
    note = page.locator(".basemap-note")
    expect(note).to_contain_text("没有链接所用的瓦片包（pkg-gone-00000000）")
    page.wait_for_function("() => [...globalThis.planMaps.values()][0].city")
    for base, said in (
        (package_id("broken.pmtiles"), "broken.pmtiles：不完整"),
        ("online", "本服务器没有设置"),
        ("tianditu-img", "天地图缺少密钥"),
    ):
        run(page, "store.set({ base: argument });", base)
        expect(note).to_contain_text(said)
        assert run(page, "return [store.state.tiles, renderer.city.on];") == [None, True]


def test_an_address_is_shown_through_its_window_and_stays_in_this_browser(tiles_at: Callable[..., MapPage]) -> None:
    made = tiles_at(f"/?{HERE}")
    page = made.page
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        zoom, column, row = map(int, route.request.url.split("?")[0].removesuffix(".png").split("/")[-3:])
        route.fulfill(body=picture((zoom, column, row), [PLACE]), content_type="image/png", headers=OPEN)

    page.route("https://tiles.invalid/**", answer)
    use(opened(page), ADDRESS)
    ready(page, "own")
    expect(page.locator(".strip .source")).to_contain_text("某局")
    assert asked
    assert page.locator("iframe[data-basemap-window]").count() == 1
    # The map's own page still may not ask that host.
    refused = "return fetch('https://tiles.invalid/1/1/1.png').then(() => 'came', () => 'refused');"
    assert run(page, refused) == "refused"
    assert "tiles.invalid" not in page.url and "base=" not in page.url
    assert "secret" not in run(page, "return map.actions().link();")
    page.reload()
    page.wait_for_selector(".plan-map[data-state=ready]")
    ready(page, "own")


ANSWERS: list[tuple[dict[str, Any] | None, str]] = [
    ({"status": 403, "body": "{}"}, "对方拒绝（403）"),
    ({"status": 200, "body": '{"msg":"权限类型错误"}', "content_type": "application/json"}, "权限类型错误"),
    ({"status": 200, "body": "", "content_type": "image/png"}, "收到的不是图片：。请检查"),
    ({"status": 500, "body": "x"}, "对方回答 500"),
    (None, "网络不通"),
]


def test_what_does_not_come_is_said_and_asked_for_again(tiles_at: Callable[..., MapPage]) -> None:
    page = tiles_at(f"/?{HERE}").page
    answer = ANSWERS[0][0]
    mended = False

    def reply(route: Route) -> None:
        if mended:
            # Each place has a picture of its own.
            own = picture((14, 0, 0)) + route.request.url.encode()
            route.fulfill(body=own, content_type="image/png", headers=OPEN)
        elif answer is None:
            route.abort()
        else:
            route.fulfill(headers=OPEN, **answer)

    page.route("https://tiles.invalid/**", reply)
    use(opened(page), ADDRESS)
    note = page.locator(".basemap-note")
    for each, said in ANSWERS:
        if each is not answer:
            answer = each
            note.locator("[data-basemap=again]").click()
        expect(note).to_contain_text(said)
        expect(note).to_contain_text("现用简图")
        assert run(page, "return store.state.tiles;") is None
    mended = True
    note.locator("[data-basemap=again]").click()
    ready(page, "own")
    expect(note).to_be_hidden()


def test_the_same_picture_for_every_place_is_no_basemap(tiles_at: Callable[..., MapPage]) -> None:
    page = tiles_at(f"/?{HERE}").page
    burnt_in = picture((14, *map(int, tile_at(*PLACE, 14))), [PLACE])
    page.route(
        "https://tiles.invalid/**",
        lambda route: route.fulfill(body=burnt_in, content_type="image/png", headers=OPEN),
    )
    use(opened(page), ADDRESS)
    expect(page.locator(".basemap-note")).to_contain_text("同一张图")


def test_a_key_for_tianditu_is_asked_for_and_kept_here(tiles_at: Callable[..., MapPage]) -> None:
    page = tiles_at(f"/?{HERE}").page
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        own = picture((14, 0, 0)) + route.request.url.encode()
        route.fulfill(body=own, content_type="image/png", headers=OPEN)

    page.route("https://*.tianditu.gov.cn/**", answer)
    opened(page)
    assert page.locator("[data-basemap=tianditu-img]").count() == 0
    page.locator("[data-basemap=key]").fill("my key")
    page.locator("[data-basemap=key]").press("Enter")
    ready(page, "tianditu-vec")
    assert {part for url in asked for part in ("LAYER=vec", "LAYER=cva") if part in url} == {"LAYER=vec", "LAYER=cva"}
    assert all("tk=my%20key" in url for url in asked)
    page.wait_for_function("() => location.search.includes('base=tianditu-vec')")
    assert "key" not in page.url
    expect(page.locator(".strip .source")).to_contain_text("天地图（国家地理信息公共服务平台）")


def test_an_address_that_is_none_is_named_beside_the_field(tiles_at: Callable[..., MapPage]) -> None:
    page = opened(tiles_at(f"/?{HERE}").page)
    for typed, said in (("javascript:{z}{x}{y}", "http 或 https"), ("https://a.invalid/", "请写明")):
        use(page, typed)
        expect(page.locator(".basemap-own .fault")).to_contain_text(said)
        assert run(page, "return store.state.base;") == "city"
