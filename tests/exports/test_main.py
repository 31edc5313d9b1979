"""The command line: exit codes, one line of words for a failure, the view by link or file, and no half file."""

import json
import os
import resource
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from exports.products import PRODUCTS, main
from geo.model import Plan
from tests.conftest import PATIENCE_S, ROOT


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "exports", *arguments]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False, **options)


def ids(path: Path) -> set[str]:
    return {feature["id"] for feature in json.loads(path.read_text(encoding="utf-8"))["features"]}


def geojson(out: Path, *options: str) -> int:
    return main(["data", "--format", "geojson", "--out", str(out), *options])


def test_a_written_file_is_success_and_holds_everything(out: Path, plan: Plan) -> None:
    assert geojson(out / "all.geojson") == 0
    assert ids(out / "all.geojson") == set(plan.by_id)


@pytest.mark.parametrize("product", PRODUCTS)
def test_help_names_every_option(product: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([product, "--help"])
    assert stop.value.code == 0
    assert {"--out", "--lang", "--view"} <= set(capsys.readouterr().out.replace(",", " ").split())


@pytest.mark.parametrize(
    "wrong", [[], ["poster"], ["data"], ["data", "--out", "x.csv", "--format", "dwg"], ["data", "--lang", "fr"]]
)
def test_what_is_not_understood_is_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(wrong)
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        (["--view", "?q=没有这样的项目"], "a.geojson", "放宽筛选"),
        (["--view", "?q=nothing-like-it", "--lang", "en"], "a.geojson", "Loosen the filters"),
        (["--view", "no-such-file"], "a.geojson", "分享链接"),
        ([], "a.csv", ".geojson"),
        ([], "no/such/folder/a.geojson", "文件夹"),
        ([], "", "文件夹"),
    ],
)
def test_a_failure_is_one_and_one_line(
    options: list[str], name: str, words: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert geojson(out / name, *options) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not list(out.iterdir())


def test_a_link_selects_and_what_it_no_longer_knows_is_named(
    out: Path, plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        geojson(out / "a.geojson", "--view", "http://localhost:8501/?theme=water&dist=longgang&stage=no-such&on=wa")
        == 0
    )
    assert ids(out / "a.geojson") == {
        item.id for item in plan.items if item.theme == "water" and "longgang" in item.districts
    }
    assert "stage=no-such" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", ["?theme=air&on=ai", "[InternetShortcut]\r\nURL=http://localhost:8501/?theme=air&on=ai\r\n"]
)
def test_a_file_may_hold_the_link(content: str, out: Path, plan: Plan) -> None:
    link = out / "视图.url"
    link.write_text(content, encoding="utf-8")
    assert geojson(out / "a.geojson", "--view", str(link)) == 0
    assert ids(out / "a.geojson") == {item.id for item in plan.items if item.theme == "air"}


def test_a_file_that_holds_no_text_is_refused_in_words(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    assert geojson(out / "a.geojson", "--view", str(out / "picture.png")) == 1
    assert "picture.png" in capsys.readouterr().err


def test_the_links_language_counts_unless_another_is_asked_for(out: Path) -> None:
    for number, (options, title) in enumerate([((), "Shenzhen Plan Map"), (("--lang", "zh"), "深圳规划一张图")]):
        path = out / f"{number}.geojson"
        assert geojson(path, "--view", "?lang=en", *options) == 0
        assert json.loads(path.read_text(encoding="utf-8"))["about"]["title"] == title


@pytest.mark.parametrize(("kind", "suffix"), [("geojson", "geojson"), ("gpkg", "gpkg"), ("shp", "zip")])
def test_a_disk_that_is_full_leaves_no_file(kind: str, suffix: str, out: Path) -> None:
    def small_files_only() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    path = out / f"all.{suffix}"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    run = command("data", "--format", kind, "--out", str(path), preexec_fn=small_files_only, env=environment)
    assert run.returncode == 1
    assert "磁盘空间" in run.stderr
    assert "Traceback" not in run.stderr
    assert not list(out.iterdir())


@pytest.mark.parametrize("blow", ["SIGKILL", "SIGTERM"])
def test_a_killed_run_leaves_no_half_file_under_the_final_name(blow: str, out: Path) -> None:
    path = out / "all.geojson"
    script = f"""
        import os, signal, sys
        from pathlib import Path
        from exports.products import main
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        def half(self, content):
            with self.open("wb") as handle:
                handle.write(content[: len(content) // 2])
            os.kill(os.getpid(), signal.{blow})
        Path.write_bytes = half
        sys.exit(main(["data", "--format", "geojson", "--out", {str(path)!r}]))
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, timeout=PATIENCE_S, check=False
    )
    assert run.returncode != 0
    assert not path.exists()
    assert blow == "SIGKILL" or not list(out.iterdir())
