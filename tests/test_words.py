"""Words of docs/glossary.md that mean one thing: what they meant besides goes by another name."""

import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

CODE = {".css", ".html", ".js", ".py", ".toml", ".ts"}
GROUND = re.compile(r"(?<![a-z])grounds?(?![a-z])|Ground|(?<![A-Z])GROUND")
"""ground in an identifier or a comment; not background, gold or round"""
SCENE = re.compile(r"(?<![a-z])scene|Scene")
SCENE_KEY = '"scene"'
"""of the state: the number of a briefing's scene, to which the map may react"""
ALLOWED: dict[str, tuple[str, str]] = {
    r"[?&\"]ground=(?:light|dark|\{)": ("", "links: the parameter keeps its name for ever"),
    r"\"ground\"": (
        r"layers/view/link\.py|web/(?:state/(?:view|link/encoding)|start/first)\.js|scripts/docs/\w+\.py|tests/.*",
        "links: where the parameter is read, written and documented",
    ),
    r"^\[link\.ground\]": (r"scripts/docs/docs\.toml", "links: the parameter's line in docs/links.md"),
    r"^\[ground\.|raw\[\"ground\"\]|f\"ground\.": (
        r"layers/catalogue\.toml|layers/style/(?:catalogue|faults)\.py",
        "the tables of catalogue.toml, which a data folder may bring",
    ),
    r"\bhatch_ground\b": ("", "a key of catalogue.toml: how strongly the space between a hatch's lines is filled"),
    r"^en = .*\bground\b": (r"(?:layers/wording/.*|data/wording)\.toml", "words of the interface"),
}
"""what may be written -> in which files (all where empty), and why"""


def code() -> Iterator[tuple[str, int, str]]:
    """File, line number and line of all code."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in CODE and name != "tests/test_words.py" and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                yield name, number, line


def without_allowed(name: str, line: str) -> str:
    """The line without the places where the word may stand."""
    for pattern, (files, _) in ALLOWED.items():
        if not files or re.fullmatch(files, name):
            line = re.sub(pattern, "", line)
    return line


def test_ground_means_nothing_but_the_parameter_of_links() -> None:
    wrong = [
        f"{name}:{number}: {line.strip()}"
        for name, number, line in code()
        if GROUND.search(without_allowed(name, line))
    ]
    assert not wrong, "say appearance (light, dark), basemap or boundaries:\n" + "\n".join(wrong)


def test_a_scene_is_a_step_of_a_briefing() -> None:
    wrong = [
        f"{name}:{number}: {line.strip()}"
        for name, number, line in code()
        if re.match(r"web/(?:map|gpu|labels)/", name) and SCENE.search(line.replace(SCENE_KEY, ""))
    ]
    assert not wrong, "what draws the map is a renderer:\n" + "\n".join(wrong)


@pytest.mark.parametrize("pattern", ALLOWED)
def test_what_is_allowed_is_written_somewhere(pattern: str) -> None:
    files = ALLOWED[pattern][0]
    assert any(re.search(pattern, line) for name, _, line in code() if not files or re.fullmatch(files, name))
