"""A briefing on the screen of a meeting room, as the tests of presenting hold it."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.opened import MapPage, arrived, run

BRIEFING = "transport"
ROOM = {"width": 1920, "height": 1080}
STILL_DEG = 1e-9
VIEW = """return {
  camera: ['longitude', 'latitude', 'zoom', 'pitch', 'bearing'].map((name) => renderer.camera[name]),
  layers: [...store.state.layers].sort(), opacity: store.state.opacity, text: store.state.filters.text,
  filters: Object.values(store.state.filters).filter((entry) => entry instanceof Set).map((entry) => [...entry].sort()),
  selection: store.state.selection, unit: store.state.unit, scene: store.state.scene };"""


class Room:
    """A briefing on the screen of a meeting room."""

    def __init__(self, opened: MapPage) -> None:
        self.map = opened
        self.page: Page = self.map.page
        self.page.wait_for_function("globalThis.planMaps.get('explore').node.dataset.scene")
        # The scene is fitted a moment after its number is there.
        arrived(self.page)

    def mark(self, name: str) -> str | None:
        value: str | None = run(self.page, "return map.node.dataset[argument] ?? null", name)
        return value

    @property
    def scene(self) -> int:
        return int(self.mark("scene") or 0)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def arrived(self) -> None:
        """Wait until the camera stands where it flies to."""
        condition = (
            "() => { const { renderer } = globalThis.planMaps.get('explore'); "
            "return ['longitude', 'latitude', 'zoom'].every("
            "(key) => Math.abs(renderer.camera[key] - renderer.target[key]) < 1e-9); }"
        )
        self.page.wait_for_function(condition)

    def view(self) -> dict[str, Any]:
        self.arrived()
        found: dict[str, Any] = run(self.page, VIEW)
        return found

    def place_of(self, item: str) -> tuple[float, float]:
        code = (
            "const [x, y] = renderer.viewport().project(store.byId.get(argument).anchors[0]);"
            "const box = map.stage.getBoundingClientRect(); return [box.left + x, box.top + y];"
        )
        x, y = run(self.page, code, item)
        return x, y


def same(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert after["camera"] == pytest.approx(before["camera"], abs=STILL_DEG)
    assert {**after, "camera": None} == {**before, "camera": None}
