"""What a view shows and frames."""

import pytest

from geo.plan import Plan
from geo.query import Filter
from layers.style import load_catalogue
from layers.view import Camera, View, frame_bounds, shown_items


def test_a_camera_frames_what_the_screen_shows() -> None:
    west, south, east, north = Camera(114.1, 22.6, 10.0).bounds(1024, 1024)
    assert east - west == pytest.approx(360 * 1024 / (512 * 2**10))
    assert south < 22.6 < north


def test_what_is_shown_follows_layers_and_filter(plan: Plan) -> None:
    view = View(layers=frozenset({"transport-hub"}), filter=Filter(district=frozenset({"futian"})))
    items = shown_items(view, plan, load_catalogue())
    assert items
    assert all(item.category == "交通枢纽" and "futian" in item.districts for item in items)


def test_without_a_camera_the_selection_is_framed(plan: Plan) -> None:
    hub = plan.by_id["hub-xili"]
    assert frame_bounds(View(selection=hub.id), plan) == pytest.approx(hub.geometry.bounds)
