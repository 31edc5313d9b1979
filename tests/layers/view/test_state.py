"""What a view shows and fits."""

import pytest
import shapely

from geo.model import Plan
from geo.query import Filter
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary, decode
from layers.view.state import Camera, View, outlined_units, shown_items, shows_city, view_extent
from tests.fitted import CITY, FITTED


def test_a_camera_fits_what_the_screen_shows() -> None:
    west, south, east, north = Camera(114.1, 22.6, 10.0).bounds(1024, 1024)
    assert east - west == pytest.approx(360 * 1024 / (512 * 2**10))
    assert south < 22.6 < north


def test_what_is_shown_follows_layers_and_filter(plan: Plan) -> None:
    view = View(layers=frozenset({"transport-hub"}), filter=Filter(district=frozenset({"futian"})))
    items = shown_items(view, plan, load_catalogue())
    assert items
    assert all(item.category == "交通枢纽" and "futian" in item.districts for item in items)


def test_without_a_camera_the_selection_is_fitted(plan: Plan) -> None:
    hub = plan.by_id["hub-xili"]
    assert view_extent(View(selection=hub.id), plan) == pytest.approx(hub.geometry.bounds)


@pytest.mark.parametrize(("link", "fitted", "outlined"), FITTED)
def test_a_link_without_a_camera_fits_its_subject_and_outlines_its_districts(
    plan: Plan, link: str, fitted: tuple[str, ...], outlined: tuple[str, ...]
) -> None:
    view, _ = decode(link, Vocabulary(plan, load_catalogue()))
    wanted = shapely.total_bounds([plan.by_id[name].geometry for name in fitted])
    assert view_extent(view, plan) == pytest.approx(tuple(wanted), abs=1e-6)
    assert {unit.id for unit in outlined_units(view, plan)} == set(outlined)
    assert shows_city(view, plan) == (fitted == CITY)
