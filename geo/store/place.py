"""Where the store is: named by the environment, else in the user's data folder, a folder a plan."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from geo.folder import DATA

DATABASE, FILES, WORKSPACE = "PLAN_MAP_DATABASE", "PLAN_MAP_FILES", "PLAN_MAP_WORKSPACE"
SQLITE_FILE = "plan-map.sqlite3"
APP = "plan-map"


def workspace_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of what people make: PLAN_MAP_WORKSPACE, else one in the user's data folder named after the plan."""
    named = environment.get(WORKSPACE, "").strip()
    if named:
        return Path(named).absolute()
    # Neither is needed where the environment names one.
    from platformdirs import user_data_path  # noqa: PLC0415

    from geo.facts import facts  # noqa: PLC0415

    plan = facts().id or hashlib.sha256(str(DATA.resolve()).encode()).hexdigest()[:12]
    return user_data_path(APP, appauthor=False) / plan


def sqlite_url(folder: Path) -> str:
    """The address of the database of a folder."""
    return f"sqlite:///{(folder / SQLITE_FILE).as_posix()}"


def is_missing(url: str) -> bool:
    """Whether a URL names a SQLite file that is not there."""
    start = "sqlite:///"
    return url.startswith(start) and "?" not in url and not Path(url.removeprefix(start)).exists()


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """PLAN_MAP_DATABASE, else SQLite in the workspace folder."""
    return environment.get(DATABASE, "").strip() or sqlite_url(workspace_folder(environment))


def files_url(environment: Mapping[str, str] = os.environ) -> str:
    """Where large files are: PLAN_MAP_FILES, a folder or an address that fsspec knows, else in the workspace folder."""
    return environment.get(FILES, "").strip() or str(workspace_folder(environment) / "files")
