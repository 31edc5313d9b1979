"""What the tests of products share."""

from dataclasses import replace
from pathlib import Path

import pytest

from exports.command import everything
from exports.context import Context
from exports.progress import silent
from geo.model import Item
from layers.style.catalogue import load_catalogue
from tests.conftest import the_plan
from tests.exports.data.reading import Files


def whole_plan() -> Context:
    """The whole plan, in Chinese."""
    catalogue = load_catalogue()
    return Context(everything(catalogue), the_plan(), catalogue, "zh", silent)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The whole plan in Chinese in any format, for tests that only read it."""
    return Files(whole_plan(), tmp_path_factory.mktemp("whole"))


@pytest.fixture
def context() -> Context:
    return whole_plan()


@pytest.fixture
def hostile(context: Context) -> Context:
    """A plan of one item whose words try everything."""
    item: Item = context.plan.by_id["hub-xili"]
    words = {
        "name": "=1+1|'/><b>\U0001f600",
        "name_en": "@SUM(A1)",
        "note": "-2+3",
        "clause": ("+cmd\x00\x0b",),
        "section": "<script>",
    }
    return replace(context, plan=replace(context.plan, items=(replace(item, **words),)))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "成果 out"
    folder.mkdir()
    return folder
