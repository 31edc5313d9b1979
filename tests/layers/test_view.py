"""What a view shows and frames."""

import pytest
import shapely

from geo.plan import Plan
from geo.query import Filter
from layers.link import Vocabulary, decode
from layers.style import load_catalogue
from layers.view import Camera, View, frame_bounds, frames_city, outlined_units, shown_items
from tests.framed import CITY, FRAMED


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


@pytest.mark.parametrize(("link", "framed", "outlined"), FRAMED)
def test_a_link_without_a_camera_frames_its_subject_and_outlines_its_districts(
    plan: Plan, link: str, framed: tuple[str, ...], outlined: tuple[str, ...]
) -> None:
    view, _ = decode(link, Vocabulary(plan, load_catalogue()))
    wanted = shapely.total_bounds([plan.by_id[name].geometry for name in framed])
    assert frame_bounds(view, plan) == pytest.approx(tuple(wanted), abs=1e-6)
    assert {unit.id for unit in outlined_units(view, plan)} == set(outlined)
    assert frames_city(view, plan) == (framed == CITY)
