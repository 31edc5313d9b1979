"""What the tests of bad data share."""

from pathlib import Path

import pytest

from tests.hostile.folder import small_folder, write_folder

FILES = small_folder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    write_folder(path, FILES)
    return path
