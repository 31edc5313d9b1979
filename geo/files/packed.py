"""Values and the geometries that belong to them, as bytes: JSON, then each geometry as OGC's well-known binary."""

import json
import struct
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo.files.kept import code_hash, content_of, hash_of, keep, kept

LENGTH = struct.Struct("<I")
MOST = 4
"""of one name that are kept: data folders that are used side by side"""
MADE_BY = f"{shapely.__version__} {shapely.geos_version_string} {pyproj.__version__} {pyproj.proj_version_str}"

Built = TypeVar("Built")
Packed = tuple[Any, Sequence[BaseGeometry]]
"""values as JSON has them, and geometries"""


def kept_shapes(  # noqa: PLR0913 - what it is made of, and how
    name: str, paths: Iterable[Path], make: Callable[[], Packed], build: Callable[[Any, Sequence[BaseGeometry]], Built],
    *, code: Sequence[Path], also: Sequence[bytes] = (),
) -> Built:  # fmt: skip
    """What build makes of what make made of files: from the last time where they, the code and the rest are the same.

    code: modules whose work it is, beside those that read; also: what else it is made of.
    """
    paths = list(paths)

    def key() -> str:
        contents = [part for path in paths for part in (path.name.encode(), content_of(path))]
        return hash_of([MADE_BY.encode(), code_hash(*code).encode(), *contents, *also])

    begun = key()
    found = kept(name, begun)
    if found is not None:
        # Whoever may write there may have put anything under this name.
        with suppress(ValueError, TypeError, KeyError, struct.error, shapely.errors.ShapelyError):
            return build(*unpacked(found))
    made = make()
    # A file may have changed while it was read.
    if key() == begun:
        keep(name, begun, packed(*made), most=MOST)
    return build(*made)


def packed(values: Any, shapes: Sequence[BaseGeometry]) -> bytes:
    """Both in one."""
    parts = [json.dumps(values, ensure_ascii=False).encode(), *shapely.to_wkb(np.array(shapes, dtype=object))]
    lengths = np.array([len(part) for part in parts], dtype="<u4")
    return b"".join((LENGTH.pack(len(parts)), lengths.tobytes(), *parts))


def unpacked(content: bytes) -> Packed:
    """What was packed."""
    (count,) = LENGTH.unpack_from(content)
    lengths = np.frombuffer(content, dtype="<u4", count=count, offset=LENGTH.size)
    ends = (LENGTH.size * (1 + count) + np.cumsum(lengths)).tolist()
    parts = [content[start:end] for start, end in zip([LENGTH.size * (1 + count), *ends], ends, strict=False)]
    return json.loads(parts[0]), list(shapely.from_wkb(np.array(parts[1:], dtype=object)))
