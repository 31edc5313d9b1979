"""Asks whether faults are known of requirements.lock: python -m scripts.audit [--dry-run] [--database FOLDER]

`pip-audit` asks the advisories of PyPI, then those of OSV; both need the network. Exit code 0: all were asked about and
nothing is known; 1: faults are known, named with the version that mends them; 2: pip-audit is missing; 3: nobody could
be asked, or not about all, which is no clean bill. --dry-run asks nobody and says what would be asked about.

--database FOLDER needs no network: advisories in the form of OSV, carried over from elsewhere (docs/security.md), are
held against the lock and the libraries of JavaScript inside its packages. Where the newest is older than a month, or a
file could not be read, that is no clean bill either. Not part of the gate: run it before each release and each week.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scripts.lock import LOCK, ROOT, pins

SERVICES = ("pypi", "osv")
CLEAN, FAULTS, MISSING, NOT_ASKED = range(4)
LONGEST_S = 300
OLDEST = timedelta(days=30)
"""a copy of the advisories that has not heard of anything for so long says nothing of today"""
INSIDE = {
    "pydeck==0.9.3": {"deck.gl": "9.3.6", "@luma.gl/core": "9.3.3"},
    "xstatic-leaflet==1.9.3.0": {"leaflet": "1.9.3"},
}
"""libraries of JavaScript that packages bring, which reach the browser; pip-audit knows nothing of them"""


def asked(service: str) -> Mapping[str, Any] | None:
    """What one service says of every package; None where it cannot be reached."""
    command = [
        sys.executable, "-m", "pip_audit", "--requirement", LOCK.name, "--require-hashes", "--disable-pip",
        "--vulnerability-service", service, "--format", "json", "--progress-spinner", "off",
    ]  # fmt: skip
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_S)
        found: Mapping[str, Any] = json.loads(told.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return found


def verdict(found: Mapping[str, Any] | None) -> tuple[int, list[str]]:
    """Exit code, and what to say."""
    if found is None:
        return NOT_ASKED, ["cannot be reached"]
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, "
        f"mended in {', '.join(fault['fix_versions']) or 'no version yet'}"
        for package in found["dependencies"]
        for fault in package.get("vulns", ())
    ]
    skipped = [package["name"] for package in found["dependencies"] if "skip_reason" in package]
    if skipped:
        faults.append(f"not asked about: {len(skipped)} of {len(found['dependencies'])} packages, {skipped[0]} first")
        return (FAULTS if len(faults) > 1 else NOT_ASKED), faults
    return (FAULTS, faults) if faults else (CLEAN, [f"{len(found['dependencies'])} packages, no known fault"])


def within(folder: Path, now: datetime) -> tuple[int, list[str]]:
    """Exit code, and what to say, by advisories in a folder."""
    from scripts.advisories import Package, read  # noqa: PLC0415 - needs PyYAML, which who asks the network need not have

    database = read(folder)
    locked = pins(LOCK.read_text(encoding="utf-8"))
    asked_about = [Package("PyPI", name, version) for name, versions in locked.items() for version in sorted(versions)]
    asked_about += [Package("npm", name, version) for each in INSIDE.values() for name, version in each.items()]
    held: dict[str, int] = {}
    for advisory in database.advisories:
        for kind in {str(entry["package"]["ecosystem"]) for entry in advisory["affected"]}:
            held[kind] = held.get(kind, 0) + 1
    said = [
        f"{package.name} {package.version}: {fault}, mended in {', '.join(fixes) or 'no version yet'}"
        for package in asked_about
        for fault, fixes in database.about(package)
    ]
    code = FAULTS if said else CLEAN
    unread = database.unread_about(asked_about)
    wanting = [f"not read: {len(unread)} files, {unread[0]} first"] if unread else []
    wanting += [
        f"no advisories of {kind}: not asked about {', '.join(sorted(names)[:5])}{' …' if len(names) > 5 else ''}"
        for kind in ("PyPI", "npm")
        if (names := {package.name for package in asked_about if package.ecosystem == kind}) and kind not in held
    ]
    if database.newest is None or now - database.newest > OLDEST:
        when = "never" if database.newest is None else f"{database.newest:%Y-%m-%d}"
        wanting.append(f"the newest advisory is of {when}: fetch a newer copy")
    if not said:
        said = [f"{len(asked_about)} packages, {len(database.advisories)} advisories, no known fault among them"]
        code = NOT_ASKED if wanting else CLEAN
    return code, said + wanting


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask one service after the other until one answers about all."""
    parser = argparse.ArgumentParser(prog="python -m scripts.audit", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="ask nobody, only say what would be asked about")
    parser.add_argument("--database", type=Path, metavar="FOLDER", help="advisories in the form of OSV; asks nobody")
    options = parser.parse_args(arguments)
    if options.database is not None and not options.database.is_dir():
        parser.error(f"{options.database} is no folder")
    if options.dry_run:
        locked = pins(LOCK.read_text(encoding="utf-8"))
        print(f"{len(locked)} packages of {LOCK.name} would be asked about; nobody was asked")
        return CLEAN
    if options.database is not None:
        code, said = within(options.database, datetime.now(UTC))
        print(*said, *(["no clean bill"] if code == NOT_ASKED else []), sep="\n")
        return code
    if importlib.util.find_spec("pip_audit") is None:
        print("pip-audit is missing: pip install -r scripts/requirements.txt", file=sys.stderr)
        return MISSING
    code = NOT_ASKED
    for service in SERVICES:
        code, said = verdict(asked(service))
        print(*(f"{service}: {line}" for line in said), sep="\n")
        if code != NOT_ASKED:
            return code
    print("no clean bill: try again where the network reaches pypi.org or api.osv.dev")
    return code


if __name__ == "__main__":
    sys.exit(main())
