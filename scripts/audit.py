"""Asks whether faults are known of what requirements.lock names: python -m scripts.audit [--dry-run]

`pip-audit` asks the advisories of PyPI, then those of OSV; both need the network. Exit code 0: all were asked about and
nothing is known; 1: faults are known, named with the version that mends them; 2: pip-audit is missing; 3: nobody could
be asked, or not about all, which is no clean bill. --dry-run asks nobody and says what would be asked about. Not part
of the gate: run it before each release and each week (docs/security.md).
"""

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from scripts.lock import LOCK, ROOT, pins

SERVICES = ("pypi", "osv")
CLEAN, FAULTS, MISSING, NOT_ASKED = range(4)
LONGEST_S = 300


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask one service after the other until one answers about all."""
    parser = argparse.ArgumentParser(prog="python -m scripts.audit", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="ask nobody, only say what would be asked about")
    options = parser.parse_args(arguments)
    if options.dry_run:
        locked = pins(LOCK.read_text(encoding="utf-8"))
        print(f"{len(locked)} packages of {LOCK.name} would be asked about; nobody was asked")
        return CLEAN
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
