"""Layers of one's own in another order: dragged by mouse and finger, by keys and buttons; kept, and in the link."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.opened import agrees, run
from tests.browser.own.bringing import Open, bring

ORDER = """
  const titles = (ids) => ids.map((id) => map.own.record(id)?.title);
  const rows = [...map.node.querySelectorAll('.own-row')].map(({ dataset }) => dataset.ownLayer);
  const kept = (await (await fetch('own/layers')).json()).layers.map(({ title }) => title);
  const drawn = [...new Set(renderer.layers.flatMap(({ id }) => id.match(/^own:(.+):/)?.[1] ?? []))].reverse();
  return [rows, store.state.own, drawn].map((ids) => titles(ids).join('')).concat(kept.join(''));
"""


def grip(page: Page, title: str) -> Any:
    return page.locator(".own-row", has_text=title).locator(".own-grip")


def middle(page: Page, title: str) -> tuple[float, float]:
    box = grip(page, title).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def named_in_the_list(page: Page, title: str) -> None:
    """The list names layers apart from what it counts of the plan."""
    total = run(page, "store.set({ page: 'table' }); return store.doc.items.length;")
    expect(page.locator(".table-page .own-named")).to_contain_text(f"“{title}” 1 处（{title}.csv，")
    expect(page.locator("[data-totals=total]")).to_contain_text(str(total))
    run(page, "store.set({ page: 'map' });")


def test_layers_are_dragged_moved_by_keys_and_kept_so(own_url: str, own_at: Open) -> None:
    opened = own_at("/", touch=True)
    page = opened.page
    named = [{"name": f"{name}.csv", "mimeType": "text/csv", "buffer": b"x,y\n114.05,22.54\n"} for name in "CBA"]
    bring(page, *named)
    page.click("[data-own=accept]")
    expect(page.locator("[data-own-layer][data-loaded]")).to_have_count(3)
    first = run(page, ORDER)[0]
    agrees(page, ORDER, [first] * 4)

    def after(wanted: str) -> None:
        agrees(page, ORDER, [wanted] * 4)

    # By mouse: the first one below the last; a line shows where it will be.
    x, y = middle(page, first[0])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, middle(page, first[2])[1] + 12, steps=4)
    expect(page.locator("[data-drop=below]")).to_contain_text(first[2])
    page.mouse.up()
    moved = first[1] + first[2] + first[0]
    after(moved)

    # Let go by Escape: nothing is moved.
    page.mouse.move(*middle(page, moved[0]))
    page.mouse.down()
    page.mouse.move(x, middle(page, moved[2])[1] + 12, steps=3)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("[data-drop=below], [data-drop=above], [data-dragged]")).to_have_count(0)
    after(moved)

    # By finger.
    session = page.context.new_cdp_session(page)
    start, end = middle(page, moved[2]), middle(page, moved[0])
    for kind, point in (
        ("touchStart", start),
        ("touchMove", (end[0], end[1] - 6)),
        ("touchMove", (end[0], end[1] - 9)),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": point[0], "y": point[1]}]})
    expect(page.locator("[data-drop=above]")).to_contain_text(moved[0])
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    after(first)

    # By keys, faster than the server answers; the grip keeps the focus.
    grip(page, first[0]).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    after(moved)
    expect(grip(page, first[0])).to_be_focused()

    # In the link, and after a reload.
    agrees(page, "map.address.write(); return new URLSearchParams(location.search).get('own')?.split('.').length;", 3)
    link = page.url.replace(own_url, "")
    again = own_at(link, touch=True)
    expect(again.page.locator("[data-own-layer][data-loaded]")).to_have_count(3)
    agrees(again.page, ORDER, [moved] * 4)

    named_in_the_list(page, moved[0])
    # Another window has deleted one meanwhile: what is left is put in order.
    gone = run(again.page, "await map.own.panel.remove(map.own.records[0]); return map.own.records.length;")
    assert gone == 2
    grip(page, moved[2]).focus()
    page.keyboard.press("ArrowUp")
    agrees(page, ORDER, [moved[2] + moved[1]] * 4)
    assert opened.watch.complaints == []
