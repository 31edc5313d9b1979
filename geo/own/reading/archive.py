"""Zip archives that anybody may have made: looked through before anything is unpacked, unpacked by bytes that come."""

import re
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from geo.own.reading.raw import MB
from geo.own.remarks import OwnError, broken

MOST_ENTRIES = 500
MOST_UNPACKED = 600_000_000
MOST_RATIO = 200
"""unpacked to packed, of what is larger than SMALL"""
SMALL = 10_000_000
CHUNK = 1 << 20
ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".kmz"}
LEADS_OUT = re.compile(r"^(?:[/\\]|[a-zA-Z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")


def check_archive(path: Path, file: str) -> list[zipfile.ZipInfo]:
    """The files of an archive, none a risk. Raises OwnError."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise broken(error, file) from error
    if len(entries) > MOST_ENTRIES:
        raise OwnError("own-archive-entries", file=file, value=len(entries), detail=MOST_ENTRIES)
    for entry in entries:
        _check_entry(entry, file)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise OwnError("own-archive-size", file=file, detail=MOST_UNPACKED // MB)
    return [entry for entry in entries if not entry.is_dir()]


def _check_entry(entry: zipfile.ZipInfo, file: str) -> None:
    shown = "".join(sign for sign in entry.filename if sign.isprintable())[:60]
    if LEADS_OUT.search(entry.filename) or LEADS_OUT.search(entry.orig_filename):
        raise OwnError("own-archive-path", file=file, value=shown)
    if entry.flag_bits & 0x1:
        raise OwnError("own-archive-locked", file=file)
    if PurePosixPath(entry.filename).suffix.lower() in ARCHIVES:
        raise OwnError("own-archive-nested", file=file, value=shown)
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise OwnError("own-archive-ratio", file=file, value=shown, detail=MOST_RATIO)


def unpack(path: Path, folder: Path, *, endings: Collection[str], file: str) -> list[tuple[str, Path]]:
    """Files with one of endings, each under a plain name of ours: what the archive calls it, and where it lies now.

    Files of one name but for their endings keep that in common. Raises OwnError.
    """
    entries = [
        entry
        for entry in check_archive(path, file)
        if PurePosixPath(entry.filename).suffix.lower() in endings and not _is_system(entry.filename)
    ]
    stems = {stem: number for number, stem in enumerate(dict.fromkeys(_stem(entry) for entry in entries))}
    found: list[tuple[str, Path]] = []
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in entries:
                target = folder / f"part{stems[_stem(entry)]}{PurePosixPath(entry.filename).suffix.lower()}"
                room -= _write(archive, entry, target, room, file)
                found.append((_decoded(entry), target))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise broken(error, file) from error
    return found


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, room: int, file: str) -> int:
    """Unpack one file; however large it says that it is, no more than there is room for."""
    size = 0
    with archive.open(entry) as source, target.open("wb") as out:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > room:
                raise OwnError("own-archive-size", file=file, detail=MOST_UNPACKED // MB)
            out.write(chunk)
    return size


def _stem(entry: zipfile.ZipInfo) -> str:
    return str(PurePosixPath(entry.filename).with_suffix("")).lower()


def _is_system(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _decoded(entry: zipfile.ZipInfo) -> str:
    """A file's name; archives made in China often have it in GBK without saying so."""
    name = PurePosixPath(entry.filename).name
    if entry.flag_bits & 0x800 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name
