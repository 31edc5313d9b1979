"""Large files of the store: in a folder, or wherever fsspec reaches (S3-like stores by s3fs), whole or not there."""

import hashlib
import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.store.errors import StoreError

PART = ".part-"
# A store that hangs is given up in words. s3fs asks five times within two seconds by itself: botocore need not, too.
ASKED: Mapping[str, Mapping[str, Any]] = {
    "s3": {"config_kwargs": {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 0}}}
}
"""options of fsspec by the beginning of an address; keys and the server's address come by the environment"""
BUCKETS = {"s3", "s3a", "gs", "gcs", "az", "abfs", "oss", "cos", "obs"}
"""Stores of objects: they have no folders to make, and asked for one would make the bucket that is wrongly written."""
ADDRESS = re.compile(r"\"?\b[a-z]+://\S+")
"""of a server inside: what went wrong is read by visitors"""


class Files:
    """Files by name, such as `own-1a2b/features.parquet`; names never change their content."""

    def __init__(self, url: str, *, copies: Path) -> None:
        """Url: a folder or an address that fsspec knows; copies: a folder for local copies of what lies elsewhere.

        Raises StoreError where fsspec knows no such address.
        """
        import fsspec  # noqa: PLC0415 - the server lists documents and seldom opens a file

        try:
            # Nothing is remembered of what lies there: other processes put and drop files, too.
            options = ASKED.get(url.partition("://")[0], {})
            self._system, root = fsspec.core.url_to_fs(url, use_listings_cache=False, **options)
        except (ValueError, ImportError) as error:
            raise StoreError("store-files-url", detail=" ".join(str(error).split())[:200]) from error
        self._root = root.rstrip("/")
        self._copies = copies / hashlib.sha256(self._root.encode()).hexdigest()[:24]
        kinds = {self._system.protocol} if isinstance(self._system.protocol, str) else set(self._system.protocol)
        self._is_local, self._has_buckets = "file" in kinds, bool(kinds & BUCKETS)

    def put(self, name: str, source: Path) -> None:
        """Keep a copy of a file under a name. Raises StoreError; then nothing of it is there."""
        target, part = self._at(name), self._at(f"{PART}{secrets.token_hex(6)}")
        try:
            if not self._has_buckets:
                self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
            # An S3-like store shows an object when it is whole; a folder shows half a file.
            self._system.put_file(str(source), part if self._is_local else target)
            if self._is_local:
                Path(part).replace(target)
        except Exception as error:
            self._forget(part)
            raise _told(error) from error

    def path(self, name: str) -> Path:
        """A local path to read it from: itself, or a copy. Raises StoreError where it is gone."""
        if self._is_local:
            found = Path(self._at(name))
            if not found.is_file():
                raise StoreError("store-gone", value=name)
            return found
        self._at(name)
        copy = self._copies / name
        if not copy.is_file():
            self._fetch(name, copy)
        return copy

    def _fetch(self, name: str, copy: Path) -> None:
        part = copy.with_name(f"{PART}{secrets.token_hex(6)}")
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            self._system.get_file(self._at(name), str(part))
            part.replace(copy)
        except FileNotFoundError as error:
            raise StoreError("store-gone", value=name) from error
        except Exception as error:
            raise _told(error) from error
        finally:
            part.unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """Names of the files in a folder; empty where there is none. Raises StoreError."""
        try:
            found: list[Any] = self._system.ls(self._at(folder), detail=False, refresh=True)
        except FileNotFoundError:
            return []
        except Exception as error:
            raise _told(error) from error
        return sorted(f"{folder}/{str(path).rpartition('/')[2]}" for path in found)

    def drop(self, folder: str) -> None:
        """Delete a folder and all in it, copies on this machine too; one that is not there is no fault."""
        self._forget(self._at(folder))
        if not self._is_local:
            shutil.rmtree(self._copies / folder, ignore_errors=True)

    def reach(self) -> None:
        """Raises StoreError where nothing can be asked there: it does not answer, or refuses the key."""
        if self._is_local:
            return
        try:
            self._system.ls(self._root, detail=False, refresh=True)
        except FileNotFoundError as error:
            # A prefix is there with its first file, a bucket is not.
            if self._has_buckets and not self._is_there(self._root.partition("/")[0]):
                raise _told(error) from error
        except Exception as error:
            raise _told(error) from error

    def _is_there(self, path: str) -> bool:
        try:
            return bool(self._system.exists(path))
        except Exception as error:
            raise _told(error) from error

    def _forget(self, path: str) -> None:
        if self._is_local:
            shutil.rmtree(path, ignore_errors=True)
            if Path(path).is_file():
                Path(path).unlink()
            return
        try:
            self._system.rm(path, recursive=True)
        except Exception:  # it is gone already, or will be found in vain
            return

    def _at(self, name: str) -> str:
        parts = name.split("/")
        if any(part in ("", ".", "..") or "\\" in part for part in parts):
            raise StoreError("store-gone", value=name[:80])
        return f"{self._root}/{name}"


def _told(error: Exception) -> StoreError:
    """Stores elsewhere raise what they like."""
    detail = getattr(error, "strerror", None) or str(error) or type(error).__name__
    detail = " ".join(ADDRESS.sub("PLAN_MAP_FILES", detail).split())[:200]
    return StoreError("store-files", detail=detail)
