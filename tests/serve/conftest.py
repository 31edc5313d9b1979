"""What tests of the server share: an app where persons sign in."""

from collections.abc import Iterator

import pytest

from tests.serve.who.running import App, an_app


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Where newcomers wait for a role; one for all tests of a process, each of which has its own persons."""
    with an_app(tmp_path_factory.mktemp("who"), PLAN_MAP_NEWCOMERS="none") as running:
        yield running
