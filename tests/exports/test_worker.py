"""The process that makes products: it answers line by line, and ends all that it began when its server is gone."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.asked import Asked
from tests.conftest import PATIENCE_S, ROOT


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.serve.worker_process"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as made:
        yield made
        made.kill()


def tell(process: subprocess.Popen[str], **wish: Any) -> None:
    assert process.stdin
    process.stdin.write(json.dumps(wish) + "\n")
    process.stdin.flush()


def said(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    told: dict[str, Any] = json.loads(process.stdout.readline())
    return told


def test_it_answers_what_it_is_asked(process: subprocess.Popen[str], tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    tell(process, make=7, asked=Asked("words", "", "zh", {"words": "成果"}).told, out=str(out))
    assert said(process) == {"ready": True}
    assert said(process) == {"job": 7, "share": 0.5, "what": "half"}
    assert said(process) == {"job": 7, "end": "done"}
    assert out.read_text(encoding="utf-8") == "成果"


def test_what_was_begun_goes_with_the_server(process: subprocess.Popen[str], tmp_path: Path) -> None:
    folder = tmp_path / "of-this-job"
    folder.mkdir()
    tell(process, make=1, asked=Asked("stubborn", "", "zh").told, out=str(folder / "a.txt"))
    assert [said(process), said(process)] == [{"ready": True}, {"job": 1, "share": 0.1, "what": "begun"}]
    assert process.stdin
    process.stdin.close()
    assert process.wait(PATIENCE_S) == 0
    assert not folder.exists()


def test_a_wish_is_the_same_at_the_other_end() -> None:
    asked = Asked("data", "?q=西丽\ud800\n", "en", {"kind": "csv", "crs": "wgs84"})
    heard = Asked.heard(asked.told)
    assert heard.told == asked.told
    assert "\n" not in asked.told
    assert (heard.product, heard.view, heard.options) == (asked.product, asked.view, asked.options)


def test_a_wish_in_no_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        Asked.heard(Asked("data", "", "zh").told.replace("zh", "xx"))
