"""What the tests of data share."""

import warnings
from collections.abc import Iterator

import pytest

from tests.exports.conftest import whole_plan
from tests.exports.data.reading import Files


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The whole plan in Chinese in any format, for tests that only read it."""
    return Files(whole_plan(), tmp_path_factory.mktemp("whole"))


@pytest.fixture(autouse=True)
def quiet_gdal() -> Iterator[None]:
    """GDAL's remarks on KML's own fields are none of these tests' business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield
