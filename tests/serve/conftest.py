from collections.abc import Iterator

import pytest

from tests.serve.who.running import App, an_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Where newcomers wait for a role."""
    with an_app(tmp_path_factory.mktemp("who"), PLAN_MAP_NEWCOMERS="none") as running:
        yield running
