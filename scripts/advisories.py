"""Advisories in a folder, in the form of OSV (ossf.github.io/osv-schema): which of them hold for which packages.

A copy of github.com/pypa/advisory-database, or an archive of osv.dev unpacked: a file an advisory, JSON or YAML.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from packaging.version import InvalidVersion, Version

from scripts.lock import normalized

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""takes every value as it is written: 1.10 is a version, no number"""
READERS: dict[str, Callable[[str], Any]] = {
    ".json": json.loads,
    ".yaml": lambda text: yaml.load(text, LOADER),
    ".yml": lambda text: yaml.load(text, LOADER),
}
COMPARED = {"ECOSYSTEM", "SEMVER"}
"""kinds of ranges that name versions; GIT names commits"""


class Package(NamedTuple):
    """What is asked about."""

    ecosystem: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Database:
    """What a folder holds."""

    advisories: tuple[Mapping[str, Any], ...]
    unread: Mapping[str, frozenset[str]]
    """files that are no advisories, or whose versions cannot be compared -> packages that they are about, where told"""
    newest: datetime | None
    """when the last one was written or changed"""

    def unread_about(self, packages: Iterable[Package]) -> list[str]:
        """Files that could not be read and may say something of these."""
        names = {package.name for package in packages}
        return [file for file, about in self.unread.items() if not about or about & names]

    def about(self, package: Package) -> Iterator[tuple[str, list[str]]]:
        """Ids of the advisories that hold for it, each with the versions that mend it."""
        for advisory in self.advisories:
            entries = [entry for entry in advisory["affected"] if _is_about(entry, package)]
            if any(is_affected(entry, package.version) for entry in entries):
                names = [str(name) for name in advisory.get("aliases", ()) if str(name).startswith("CVE-")]
                yield " ".join([str(advisory["id"]), *names]), sorted({*_fixes(entries)}, key=Version)


def read(folder: Path) -> Database:
    """All advisories below a folder. Withdrawn ones are left out."""
    found: list[Mapping[str, Any]] = []
    unread: dict[str, frozenset[str]] = {}
    newest: datetime | None = None
    for path in sorted(path for path in folder.rglob("*") if path.suffix in READERS and path.is_file()):
        name = str(path.relative_to(folder))
        advisory: Any = None
        try:
            advisory = READERS[path.suffix](path.read_text(encoding="utf-8"))
            said = datetime.fromisoformat(str(advisory["modified"]))
            _try(advisory)
        except (ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError):
            unread[name] = _named(advisory)
            continue
        said = said if said.tzinfo else said.replace(tzinfo=UTC)
        newest = said if newest is None else max(newest, said)
        if not advisory.get("withdrawn"):
            found.append(advisory)
    return Database(tuple(found), unread, newest)


def is_affected(entry: Mapping[str, Any], version: str) -> bool:
    """Whether an `affected` entry holds for a version: listed, or within a range."""
    asked = Version(version)
    if any(_same(listed, asked) for listed in entry.get("versions", ())):
        return True
    return any(_within(span, asked) for span in entry.get("ranges", ()) if span.get("type") in COMPARED)


def _within(span: Mapping[str, Any], asked: Version) -> bool:
    """By OSV's rule: the last event at or before the version decides; `last_affected` still belongs to what it ends."""
    holds = False
    for at, kind in sorted(_events(span)):
        if kind == "introduced" and asked >= at:
            holds = True
        elif (kind == "fixed" and asked >= at) or (kind == "last_affected" and asked > at):
            holds = False
    return holds


def _events(span: Mapping[str, Any]) -> Iterator[tuple[Version, str]]:
    for event in span["events"]:
        for kind, at in event.items():
            if kind in ("introduced", "fixed", "last_affected"):
                yield Version(str(at)), kind


def _fixes(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for entry in entries:
        for span in entry.get("ranges", ()):
            if span.get("type") in COMPARED:
                yield from (str(event["fixed"]) for event in span["events"] if "fixed" in event)


def _same(listed: object, asked: Version) -> bool:
    try:
        return Version(str(listed)) == asked
    except InvalidVersion:  # an old one with a name of its own; ours are all numbered
        return False


def _named(advisory: Any) -> frozenset[str]:
    """The packages that a faulty advisory is about; none where not even that can be told of all."""
    try:
        return frozenset(normalized(str(entry["package"]["name"])) for entry in advisory["affected"])
    except (KeyError, TypeError):
        return frozenset()


def _is_about(entry: Mapping[str, Any], package: Package) -> bool:
    about = entry["package"]
    ecosystem, name = str(about["ecosystem"]).partition(":")[0], str(about["name"])
    same = normalized(name) == package.name if ecosystem == "PyPI" else name == package.name
    return ecosystem == package.ecosystem and same


def _try(advisory: Mapping[str, Any]) -> None:
    """Raises where something is wanting that the comparison needs."""
    if not re.fullmatch(r"[A-Za-z]+-\S+", str(advisory["id"])):
        raise ValueError(advisory["id"])
    for entry in advisory["affected"]:
        _is_about(entry, Package("", "", ""))
        is_affected(entry, "0")
