"""PLAN_MAP_FILES: that its address wants a package is said at the start, not to the first who brings a file."""

import sys
from pathlib import Path

from geo.store.errors import StoreError
from geo.store.place import FILES, files_url
from serve.who.choice import WRONG_SETTINGS


def refuse_unknown_files() -> None:
    """Ends the start in words where the files' address cannot be used. A folder, or none, is not looked at."""
    url = files_url()
    if "://" not in url:
        return
    from geo.store.files import Files  # noqa: PLC0415 - who keeps files in a folder does not wait for fsspec

    try:
        Files(url, copies=Path())
    except StoreError as error:
        print(f"{FILES}: {error.breach.text('zh')} / {error.breach.text('en')}", file=sys.stderr, flush=True)
        raise SystemExit(WRONG_SETTINGS) from error
