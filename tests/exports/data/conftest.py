"""What the tests of data share."""

import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def quiet_gdal() -> Iterator[None]:
    """GDAL's remarks on KML's own fields are none of these tests' business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield
