"""What the products' process hands to the server of layers that were kept just now, in one file: an archive of one
entry a layer, called by its id, which holds what the browser draws.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

MOST_BYTES = 80_000_000
"""of documents: what is more is made when it is asked for"""


def write_taken(out: Path, made: Sequence[tuple[str, bytes]]) -> None:
    """Ids of layers in their order, each with its document, gzipped already; an empty one is none."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        room = MOST_BYTES
        for identifier, document in made:
            fits = len(document) <= room
            archive.writestr(identifier, document if fits else b"")
            room -= len(document) if fits else 0


def taken(content: bytes) -> dict[str, bytes]:
    """Ids of layers in their order, and the document of each."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
