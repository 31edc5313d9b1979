"""Modules put together, one file for each that a page asks for itself: a hundred requests would cost more than the map.

Each module keeps a scope of its own, a function that gives what the module exports; `modules` of the core has the
results by name. Nothing is parsed: an import is a statement at the start of a line, an export stands before a
declaration, as Biome writes them, nothing is passed on, and no module is in a circle (tests/test_architecture.py,
tests/web/test_bundles.py).
"""

import posixpath
import re
from collections.abc import Iterable, Mapping

from web.imports import imported, with_imports

AT_START = ("start/early.js", "start/main.js")
"""what the start page asks for; all that both import is the core"""
CORE = "start/core.js"
LAZY = "start/modules.js"
"""the module that imports the others when they are wanted"""
STATEMENT = re.compile(r"""^import\s*\{([^}]*)\}\s*from\s*["'](\.{1,2}/[\w./-]+\.js)["'];\n""", re.MULTILINE)
EXPORTED = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b\*? ?(\w+))", re.MULTILINE)
EXPORT_KEYWORD = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
TYPES = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
"""blocks of JSDoc on lines of their own: they are for who reads the modules"""


def bundles(scripts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name -> content of the core and of each module that is asked for by itself."""
    sources = {name: content.decode() for name, content in scripts.items()}
    at_start = [name for name in AT_START if name in sources]
    core = [name for name in _in_order(at_start, sources) if name not in AT_START]
    lazy = [name for name in imported(LAZY, sources.get(LAZY, "")) if name in sources]
    made = {CORE: "export const modules = {};\n" + "".join(_part(name, sources[name]) for name in core)}
    for name in (*at_start, *lazy):
        own = [other for other in _in_order([name], sources) if other != name and other not in (*core, *AT_START)]
        parts = "".join(_part(other, sources[other]) for other in own)
        made[name] = f'import {{ modules }} from "{_address(name)}";\n{parts}{_with_imports_taken(name, sources[name])}'
    return {name: TYPES.sub("", text).encode() for name, text in made.items()}


def _address(name: str) -> str:
    path = posixpath.relpath(CORE, posixpath.dirname(name))
    return path if path.startswith(".") else f"./{path}"


def _in_order(roots: Iterable[str], sources: Mapping[str, str]) -> list[str]:
    """The roots and all that they cannot be loaded without, each after what it imports."""
    ordered: dict[str, None] = {}

    def take(name: str) -> None:
        if name in ordered:
            return
        for other in imported(name, sources[name], at_once=True):
            take(other)
        ordered[name] = None

    for root in with_imports(roots, lambda name: sources[name], at_once=True):
        take(root)
    return list(ordered)


def _names(listed: str) -> list[tuple[str, str]]:
    """`a, b as c` as (a, a), (b, c)."""
    pairs = [part.split(" as ") for part in re.split(r",\s*", listed.strip().rstrip(",")) if part.strip()]
    return [(pair[0].strip(), pair[-1].strip()) for pair in pairs]


def _module(name: str, path: str) -> str:
    return f'modules["{posixpath.normpath(posixpath.join(posixpath.dirname(name), path))}"]'


def _with_imports_taken(name: str, source: str) -> str:
    """A module whose imports are taken from those that have run."""

    def taken(match: re.Match[str]) -> str:
        names = ", ".join(own if own == given else f"{given}: {own}" for given, own in _names(match[1]))
        return f"const {{ {names} }} = {_module(name, match[2])};\n"

    return STATEMENT.sub(taken, source)


def _part(name: str, source: str) -> str:
    """A module as a function that runs once."""
    code = _with_imports_taken(name, source)
    names = ", ".join(EXPORTED.findall(code))
    return f'modules["{name}"] ??= (() => {{\n{EXPORT_KEYWORD.sub("", code)}\nreturn {{ {names} }};\n}})();\n'
