"""Which modules of the browser's half import which."""

import posixpath
import re
from collections.abc import Callable, Iterable

IMPORTED = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*)(["'])(\.{1,2}/[\w./-]+\.js)\2""")
AT_ONCE = re.compile(r"""^(?:import|export)\b[^;]*?\bfrom\s*["'](\.{1,2}/[\w./-]+\.js)["']""", re.MULTILINE)


def imported(name: str, source: str, *, at_once: bool = False) -> list[str]:
    """Names of the modules that a module imports: all, or only those that it cannot be loaded without."""
    found = AT_ONCE.findall(source) if at_once else [match[3] for match in IMPORTED.finditer(source)]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in found]


def with_imports(roots: Iterable[str], read: Callable[[str], str], *, at_once: bool = False) -> dict[str, str]:
    """Name -> source of the modules and of every module that they import, directly or not."""
    found: dict[str, str] = {}
    open_ends = list(roots)
    while open_ends:
        name = open_ends.pop()
        if name not in found:
            found[name] = read(name)
            open_ends += imported(name, found[name], at_once=at_once)
    return found
