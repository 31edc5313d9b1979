"""Features as browsers hand them back."""

from geo.edits.feature import checked_feature, feature_hash

PROPERTIES = {"id": "x", "theme": "transport", "name": "甲"}


def test_a_place_that_a_browser_hands_back_is_no_change() -> None:
    """JavaScript writes 114.0 as 114."""
    before = {"type": "Feature", "properties": PROPERTIES, "geometry": {"type": "Point", "coordinates": [114.0, 22.5]}}
    given = before | {"geometry": {"coordinates": [114, 22.5], "type": "Point"}}
    assert feature_hash(checked_feature(given, before)) == feature_hash(before)
    moved = before | {"geometry": {"type": "Point", "coordinates": [114, 22.6]}}
    assert feature_hash(checked_feature(moved, before)) != feature_hash(before)
