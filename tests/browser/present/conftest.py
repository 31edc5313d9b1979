"""What the tests of presenting share."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Kept
from tests.browser.opened import run
from tests.browser.present.room import BRIEFING, ROOM, Room


@pytest.fixture
def room(keep: Kept) -> Iterator[Room]:
    opened = keep("room", "/", (ROOM["width"], ROOM["height"]))
    run(opened.page, "await map.presenter.start(argument)", BRIEFING)
    yield Room(opened)
    for page in opened.page.context.pages[1:]:
        page.close()
