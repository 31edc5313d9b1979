"""Numbers for the browser without text between: a JSON head, then arrays that a typed array can lie on as they are."""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"OWN1"
EDGE = 8
"""every array begins at a multiple of so many bytes, as Float64Array asks for"""
TYPES = {"float32": "f4", "float64": "f8", "uint8": "u1", "uint16": "u2", "uint32": "u4"}


class Packed:
    """MAGIC, length of the head (uint32), head, arrays; all little-endian.

    The head's `arrays` says of each where it begins after the head, its type and how many numbers it has.
    """

    def __init__(self) -> None:
        self._arrays: dict[str, dict[str, Any]] = {}
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, name: str, values: NDArray[Any]) -> None:
        """One more array, of a type in TYPES."""
        kind = str(values.dtype)
        content = np.ascontiguousarray(values, dtype="<" + TYPES[kind]).tobytes()
        self._arrays[name] = {"at": self._size, "type": kind, "count": values.size}
        filled = content + b"\0" * (-len(content) % EDGE)
        self._parts.append(filled)
        self._size += len(filled)

    def content(self, head: dict[str, Any]) -> bytes:
        """The whole, with what the head says besides."""
        words = json.dumps(head | {"arrays": self._arrays}, ensure_ascii=False, allow_nan=False).encode()
        words += b" " * (-(len(words) + 8) % EDGE)
        return b"".join([MAGIC, len(words).to_bytes(4, "little"), words, *self._parts])


def unpacked(content: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Head and arrays again. Raises ValueError for anything else."""
    if content[:4] != MAGIC:
        raise ValueError(f"{content[:4]!r}")
    start = 8 + int.from_bytes(content[4:8], "little")
    head = json.loads(content[8:start])
    arrays = {
        name: np.frombuffer(content, "<" + TYPES[entry["type"]], entry["count"], start + entry["at"])
        for name, entry in head["arrays"].items()
    }
    return head, arrays


def codes_of(count: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type that numbers up to count fit in."""
    return np.uint8 if count < 1 << 8 else np.uint16 if count < 1 << 16 else np.uint32
