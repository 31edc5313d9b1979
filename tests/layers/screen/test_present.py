"""The plan as it is drawn: read once for one state of the data, without the documents."""

import subprocess
import sys
from pathlib import Path

from layers.screen.document import bundle
from layers.screen.present import present_plan
from tests.conftest import ROOT


def test_the_plan_is_read_once_and_is_the_documents_own() -> None:
    assert present_plan()[0] is present_plan()[0]
    assert bundle().plan is present_plan()[0]


def test_a_change_is_seen(data_copy: Path) -> None:
    before, _ = present_plan(data_copy)
    path = next(iter((data_copy / "plan").glob("air.geojson")))
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert len(present_plan(data_copy)[0].items) < len(before.items)


def test_a_run_of_the_map_makes_no_documents() -> None:
    # Making them takes seconds in which nobody is answered; what was made before lies on the shelf.
    code = (
        "from layers.screen.served import served; served(); import layers.screen.document as made\n"
        "def never(*_): raise AssertionError('documents were made')\n"
        "made._bundle = never\n"
        "from serve.briefings_document import briefings_document; assert briefings_document().hash"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True)
