"""What tests wait by can fail."""

import pytest
from playwright.sync_api import TimeoutError

from tests.browser.opened import MapPage


def test_what_is_waited_for_has_to_come(kept_page: MapPage) -> None:
    page = kept_page.page
    for never in ("false", "() => false", "async () => false", "async ([one]) => one === 2"):
        with pytest.raises(TimeoutError):
            page.wait_for_function(never, arg=[1], timeout=100)
    page.evaluate("() => { globalThis.soon = 0; }")
    found = page.wait_for_function("async () => { soon += 1; return soon > 2 && soon; }", timeout=10_000)
    assert found.json_value() == 3
