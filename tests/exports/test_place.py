"""Where the command line writes: what is refused before anything is made, what is asked, and how it is stopped."""

import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports import place
from exports.products import PRODUCTS, main
from tests.conftest import PATIENCE_S, ROOT

NEEDED = {
    "brief": ("--district", "futian"),
    "data": ("--format", "geojson"),
    "ask": ("near", "--radius", "500"),
    "slides": ("--briefing", "overview"),
    "kit": ("--briefing", "overview"),
}
NOBODY = 65534


def geojson(out: Path, *options: str) -> int:
    return main(["data", "--format", "geojson", "--view", "?theme=air", "--out", str(out), *options])


@pytest.mark.parametrize("product", PRODUCTS)
def test_every_product_refuses_a_wrong_extension(product: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([product, *NEEDED.get(product, ()), "--out", str(out / "成果.doc")]) == 1
    said = capsys.readouterr().err
    assert "“成果.doc”的扩展名不对" in said
    assert said.count("\n") == 1
    assert not list(out.iterdir())


def test_unknown_parameters_of_a_link_are_named(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = "http://localhost:8501/?theme=air&on=ai&utm_source=wx&district=futian&format=pdf"
    assert geojson(out / "a.geojson", "--view", link) == 0
    assert capsys.readouterr().err.splitlines() == ["注意：--view: utm_source=wx", "注意：--view: district=futian"]


def test_an_address_without_parameters_has_none_to_name(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert geojson(out / "a.geojson", "--view", "http://localhost:8501/") == 0
    assert capsys.readouterr().err == ""


def test_a_file_that_is_there_is_replaced_by_force_only(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = out / "a.geojson"
    path.write_text("mine")
    assert geojson(path) == 1
    assert "--force" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert geojson(path, "--force") == 0
    assert path.read_text() != "mine"
    assert list(out.iterdir()) == [path]


def test_a_saved_question_is_replaced_by_force_only(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = out / "q.json"
    kept.write_text("mine")
    asked = ["ask", "near", "--view", "?sel=hub-xili", "--radius", "1000", "--save", str(kept)]
    assert main([*asked, "--out", str(out / "a.csv")]) == 1
    assert "q.json" in capsys.readouterr().err
    assert kept.read_text() == "mine"
    assert list(out.iterdir()) == [kept]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("word", "code"), [("y\n", 0), ("是\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_who_sits_at_a_terminal_is_asked(word: str, code: int, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, said = out / "a.geojson", Terminal()
    path.write_text("mine")
    monkeypatch.setattr(sys, "stdin", Terminal(word))
    monkeypatch.setattr(sys, "stderr", said)
    assert geojson(path) == code
    assert "要替换吗" in said.getvalue()
    assert (path.read_text() == "mine") is bool(code)


def test_a_name_that_is_too_long_says_so(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert geojson(out / f"{'图' * 83}.geojson") == 1
    said = capsys.readouterr().err
    assert "257 字节" in said
    assert said.count("\n") == 1
    assert geojson(out / f"{'图' * 3400}.geojson") == 1
    assert len(capsys.readouterr().err) < 120


def test_a_name_that_just_fits_is_written(out: Path) -> None:
    path = out / f"{'图' * 82}.geojson"
    assert geojson(path) == 0
    assert list(out.iterdir()) == [path]


@pytest.fixture
def foreign() -> Iterator[Path]:
    """A folder that this process may look into but not write in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_no_right_to_write_is_said_at_once(foreign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert geojson(foreign / "a.geojson") == 1
    said = capsys.readouterr().err
    assert "没有权限" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("options", [("--view", "{}"), ("sheet", "--drawing", "{}")])
def test_what_cannot_be_read_is_not_said_to_be_unwritable(
    options: tuple[str, ...], out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = out / "给的.txt"
    given.write_text("?theme=air")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, f"Permission denied: {path.name}")

    monkeypatch.setattr(place.Path, "read_bytes", refuse)
    words = [word.format(given) for word in options]
    product = ["sheet", *words[1:]] if words[0] == "sheet" else ["list", *words]
    suffix = ".pdf" if words[0] == "sheet" else ".xlsx"
    assert main([*product, "--out", str(out / f"a{suffix}")]) == 1
    assert "读不到文件“给的.txt”" in capsys.readouterr().err


@pytest.mark.parametrize("moment", ["exports.products", "exports.sheet.make", "layers.paper.sheet"])
def test_stopped_while_it_is_loaded_it_says_so_in_one_line(moment: str, out: Path) -> None:
    script = f"""
import signal, sys, os
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {moment!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
sys.argv = ["exports", "sheet", "--out", {str(out / "a.pdf")!r}]
from exports.__main__ import run
sys.exit(run())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "已取消" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(out.iterdir())


def test_a_terminal_that_goes_away_stops_it_too() -> None:
    script = """
import signal, sys
sys.argv = ["exports", "--help"]
from exports.__main__ import run
try:
    run()
except SystemExit:
    pass
assert signal.getsignal(signal.SIGTERM) is signal.getsignal(signal.SIGHUP) is signal.default_int_handler
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=PATIENCE_S, check=True)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
