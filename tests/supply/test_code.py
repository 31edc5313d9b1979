"""What no code of the app does: run text as code, ask a shell, unpickle, hash weakly, write markup into a page."""

import ast
import re
from collections.abc import Iterator

from tests.conftest import ROOT

PACKAGES = ("geo", "layers", "web", "briefing", "exports", "serve", "ui")
RUNS = {"eval", "exec", "compile", "__import__"}
NEVER = {("os", "system"), ("os", "popen"), ("pickle", "load"), ("pickle", "loads"), ("marshal", "loads")}
WEAK = {"md5", "sha1"}
"""for more than naming what has no secret"""
MARKUP = re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|new Function|eval)\b\s*[(=]")


SWATCHES = ROOT / "layers" / "leaflet" / "page.js"
"""makes drawings of colours and numbers, in a page that is shut into a sandbox"""


def found_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name) and function.id in RUNS:
                yield function.id
            if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
                name = (function.value.id, function.attr)
                if name in NEVER or (name[0] == "hashlib" and name[1] in WEAK):
                    yield ".".join(name)
            shell = [word.value for word in node.keywords if word.arg == "shell"]
            if any(not (isinstance(value, ast.Constant) and value.value is False) for value in shell):
                yield "shell"


def test_python_runs_no_text_and_asks_no_shell() -> None:
    found = {
        str(path.relative_to(ROOT)): what
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if (what := list(found_in(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


def test_the_browser_writes_no_markup_and_runs_no_text() -> None:
    scripts = [path for package in PACKAGES for path in (ROOT / package).rglob("*.js")]
    assert len(scripts) > 100
    scripts.remove(SWATCHES)
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in scripts
        if (match := MARKUP.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_it_sees_what_is_wrong() -> None:
    wrong = "eval(x)\nos.system(x)\nsubprocess.run(x, shell=True)\nhashlib.md5(x)\nre.compile(x)\nrun(x, shell=False)"
    assert list(found_in(ast.parse(wrong))) == ["eval", "os.system", "shell", "hashlib.md5"]
    assert MARKUP.search("node.innerHTML = words") and MARKUP.search("new Function(words)")
