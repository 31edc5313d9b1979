"""Modules put together do what they do apart, and each runs once."""

import json
import re
import subprocess
from pathlib import Path

from tests.node import NODE
from web.assets import MODULE_FOLDER, modules
from web.bundles import AT_START, CORE, EXPORTED, bundles
from web.imports import with_imports

SCRIPTS = {path.relative_to(MODULE_FOLDER).as_posix(): path.read_bytes() for path in MODULE_FOLDER.rglob("*.js")}
BUNDLES = bundles(SCRIPTS)
FORMS = re.compile(r"^(import|export)\b.*$", re.MULTILINE)
KNOWN = re.compile(
    r"""^(import \{[^}]*\} from "[./\w-]+\.js";|import \{$|export (async )?(function\*?|class|const) \w+.*)$"""
)
LOADED = """
  const [first, second] = await Promise.all(process.argv.slice(1).map((path) => import(path)));
  const { modules } = await import(process.argv[1]);
  const shared = modules["pages/columns.js"] !== undefined;
  console.log(JSON.stringify([Object.keys(modules).length, Object.keys(second), shared]));
"""


def read(name: str) -> str:
    return SCRIPTS[name].decode()


def test_imports_and_exports_have_the_forms_that_are_put_together() -> None:
    lines = {name: [match[0] for match in FORMS.finditer(read(name))] for name in SCRIPTS}
    assert sum(map(len, lines.values())) > len(SCRIPTS)
    assert [(name, line) for name, found in lines.items() for line in found if not KNOWN.match(line)] == []


def test_each_page_asks_for_one_file_beside_the_core() -> None:
    assert set(BUNDLES) >= {CORE, *AT_START, "pages/table.js", "pages/reader/reader.js", "present/presenter.js"}
    for name, content in BUNDLES.items():
        asked = set(with_imports([name], lambda other: BUNDLES[other].decode(), at_once=True))
        assert asked == {name, CORE}, name
        assert "\n/**" not in content.decode()


def test_every_module_is_in_the_core_or_in_the_file_of_a_page() -> None:
    core = set(with_imports(AT_START, read, at_once=True)) - set(AT_START)
    assert core == set(re.findall(r'^modules\["([^"]+)"\] \?\?=', BUNDLES[CORE].decode(), re.MULTILINE))
    for name in set(BUNDLES) - {CORE, *AT_START}:
        own = set(with_imports([name], read, at_once=True)) - core - {name}
        assert own == set(re.findall(r'^modules\["([^"]+)"\] \?\?=', BUNDLES[name].decode(), re.MULTILINE)), name


def test_they_run_and_give_what_the_modules_give(tmp_path: Path) -> None:
    for name, content in BUNDLES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    code = [str(NODE), "--input-type=module", "-e", LOADED, str(tmp_path / CORE), str(tmp_path / "pages/table.js")]
    told = subprocess.run(code, capture_output=True, text=True, check=True)
    count, exported, shared = json.loads(told.stdout.splitlines()[-1])
    assert shared and sorted(exported) == sorted(EXPORTED.findall(read("pages/table.js")))
    own = set(with_imports([*AT_START, "pages/table.js"], read, at_once=True)) - {*AT_START, "pages/table.js"}
    assert count == len(own)


def test_they_are_what_is_served() -> None:
    assert {name: modules().files[name] for name in BUNDLES} == BUNDLES
