"""The way in to layers of one's own: there as soon as the server answers, and quick for the first file."""

from collections.abc import Callable

from playwright.sync_api import Page, Request, Route, expect

from tests.browser.opened import MapPage, agrees, hurried


def test_what_reads_files_is_started_by_whoever_is_about_to_bring_one(open_at: Callable[..., MapPage]) -> None:
    page = open_at("/").page
    asked: list[str] = []

    def heard(request: Request) -> None:
        if "/own/" in request.url:
            asked.append(f"{request.method} {request.url.partition('/own/')[2].partition('?')[0]}")

    expect(page.locator("[data-own=add]")).to_be_visible()
    page.on("request", heard)
    with page.expect_response(lambda answer: "/own/warm" in answer.url) as told, page.expect_file_chooser():
        page.click("[data-own=add]")
    assert told.value.status == 204
    # Not again for each move of the pointer, nor while a file is held over the map.
    with page.expect_file_chooser():
        page.click("[data-own=add]")
    for _ in range(3):
        dragged_over(page)
    expect(page.locator(".own-drop")).to_be_visible()
    assert asked == ["POST warm"]


def test_a_file_over_the_map_starts_it_too(open_at: Callable[..., MapPage]) -> None:
    page = open_at("/").page
    expect(page.locator("[data-own=add]")).to_be_visible()
    with page.expect_response(lambda answer: "/own/warm" in answer.url) as told:
        dragged_over(page)
    assert told.value.status == 204


def dragged_over(page: Page) -> None:
    """Hold a file over the map."""
    page.evaluate("""() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'a.csv'));
      const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer });
      [...globalThis.planMaps.values()][0].node.querySelector('.map-box').dispatchEvent(over);
    }""")


def test_a_server_that_is_busy_at_first_is_asked_again(open_at: Callable[..., MapPage]) -> None:
    refused: list[str] = []

    def busy(route: Route) -> None:
        refused.append(route.request.url)
        if len(refused) == 1:
            route.fulfill(status=503, body="busy")
        elif len(refused) == 2:
            route.abort()
        else:
            route.continue_()

    def prepared(page: Page) -> None:
        hurried(page)
        page.route("**/own/here*", busy)

    opened = open_at("/", before=prepared)
    expect(opened.page.locator("[data-own=add]")).to_be_visible()
    agrees(opened.page, "return map.ownDoor.node.hidden;", False)
    assert len(refused) == 3


def test_a_file_that_is_too_large_is_refused_with_a_way_before_it_is_sent(open_at: Callable[..., MapPage]) -> None:
    def small(route: Route) -> None:
        route.fulfill(json={"refused": None, "layers": 0, "most": 2_000_000})

    opened = open_at("/?lang=en", before=lambda page: page.route("**/own/here*", small))
    page = opened.page
    expect(page.locator("[data-own=add]")).to_be_visible()
    page.set_input_files("[data-own=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": b"x" * 2_100_000})
    expect(page.locator(".own-file .own-fault")).to_have_text(
        "3 MB, at most 2 MB; split it, or make a tile package of it and use that as a basemap"
    )
    assert not [url for url in opened.watch.requests if "/own/uploads" in url]
    assert opened.watch.complaints == []
