"""What the tests of bad data share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.outline import text as outline
from tests.hostile.folder import small_folder, small_outline, write_folder

FILES = small_folder()


@pytest.fixture(scope="module", autouse=True)
def short_outline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An outline as small as the folder: the whole one takes a quarter of each input's time."""
    path = tmp_path_factory.mktemp("outline") / "outline.txt"
    path.write_text(small_outline(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "OUTLINE_PATH", path)
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    write_folder(path, FILES)
    return path
