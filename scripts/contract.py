"""Writes web/contract.d.ts, the browser's types, from Python's types: python -m scripts.contract [--check]

The types are global: a module's comments name them without importing anything.
"""

import argparse
import dataclasses
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from layers.city.records import CityDocument
from layers.progress.records import ProgressDocument
from layers.screen.reader import ReaderDocument
from layers.screen.records import BasemapDocument, PlanDocument
from serve.tiles.records import BasemapsDocument

FILE = Path(__file__).resolve().parent.parent / "web" / "contract.d.ts"
HEAD = (
    "// Written by `python -m scripts.contract` from the types of layers/view/contract.py, layers/screen/records.py, "
    "layers/city/records.py, layers/progress/records.py and serve/tiles/records.py. Do not edit.\n"
)
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "any"}
LISTS = (list, tuple, frozenset)


class Writer:
    """Collects the interfaces that a type needs, each once, in the order in which they are first named."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}

    def name(self, hint: Any) -> str:
        """A Python type as TypeScript says it. Raises TypeError for one that it does not know."""
        origin, inside = get_origin(hint), get_args(hint)
        if hint in PLAIN:
            return PLAIN[hint]
        if origin in (Union, types.UnionType):
            return " | ".join(map(self.name, inside))
        if origin is Literal:
            return " | ".join(f'"{value}"' for value in inside)
        if origin in LISTS:
            return self._list(inside, fixed=origin is tuple and Ellipsis not in inside)
        if origin is dict:
            return f"Record<string, {self.name(inside[1])}>"
        if is_typeddict(hint) or dataclasses.is_dataclass(hint):
            return self.interface(hint)
        raise TypeError(f"{hint}: no TypeScript for it; add it to scripts/contract.py")

    def _list(self, inside: tuple[Any, ...], *, fixed: bool) -> str:
        return f"[{', '.join(map(self.name, inside))}]" if fixed else f"{self._bracketed(inside[0])}[]"

    def _bracketed(self, hint: Any) -> str:
        name = self.name(hint)
        return f"({name})" if " | " in name else name

    def interface(self, record: Any) -> str:
        """Write the interface of a TypedDict or dataclass, and give its name."""
        name = str(record.__name__)
        if name not in self.written:
            self.written[name] = ""
            lines = [
                f"  {_key(field)}{self._optional(hint)};"
                for field, hint in get_type_hints(record, include_extras=True).items()
            ]
            doc = " ".join((record.__doc__ or "").split())
            self.written[name] = "\n".join([f"/** {doc} */", f"interface {name} {{", *lines, "}"])
        return name

    def _optional(self, hint: Any) -> str:
        return f"?: {self.name(get_args(hint)[0])}" if get_origin(hint) is NotRequired else f": {self.name(hint)}"


def _key(field: str) -> str:
    return field if field.isidentifier() else f'"{field}"'


def declarations() -> str:
    """The file's text."""
    writer = Writer()
    for document in (
        PlanDocument, BasemapDocument, CityDocument, ReaderDocument, ProgressDocument, BasemapsDocument,
    ):  # fmt: skip
        writer.interface(document)
    return HEAD + "".join(f"\n{text}\n" for _, text in sorted(writer.written.items()))


def main(arguments: Sequence[str]) -> int:
    """Write the file. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.contract", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 where the file is stale")
    options = parser.parse_args(arguments)
    wanted = declarations()
    if options.check:
        fresh = FILE.is_file() and FILE.read_text(encoding="utf-8") == wanted
        print("web/contract.d.ts: fresh" if fresh else "web/contract.d.ts: stale; run: python -m scripts.contract")
        return 0 if fresh else 1
    FILE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
