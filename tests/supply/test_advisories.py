"""Advisories in a folder: which hold for which version, and what is no clean bill."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from xstatic.pkg.leaflet import BASE_DIR

from scripts import audit
from scripts.advisories import Package, is_affected, read
from tests.conftest import ROOT
from web.assets import deck_bundle

NOW = datetime(2026, 12, 1, tzinfo=UTC)
RECENT, OLD = "2026-11-20T08:00:00Z", "2026-10-20T08:00:00.123456Z"


def advisory(name: str = "invented-maps", *, ecosystem: str = "PyPI", **other: Any) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"fixed": "1.10"}, {"introduced": "2.0"}, {"fixed": "2.3.1"}]
    entry = {
        "package": {"ecosystem": ecosystem, "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
        "versions": ["1.9"],
    }
    return {"id": "PYSEC-2026-1", "modified": RECENT, "aliases": ["CVE-2026-1"], "affected": [entry], **other}


def kept(folder: Path, *advisories: dict[str, Any], form: str = "json") -> Path:
    """A folder as github.com/pypa/advisory-database (YAML) or osv.dev (JSON) has it."""
    for number, one in enumerate(advisories):
        path = folder / "vulns" / f"{number}.{form}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(one) if form == "json" else yaml.safe_dump(one), encoding="utf-8")
    return folder


def entry(*events: dict[str, str], versions: tuple[str, ...] = (), kind: str = "ECOSYSTEM") -> dict[str, Any]:
    return {"ranges": [{"type": kind, "events": list(events)}], "versions": list(versions)}


@pytest.mark.parametrize(
    ("affected", "holds", "free"),
    [
        (entry({"introduced": "0"}, {"fixed": "1.10"}), ["0.1", "1.9", "1.10rc1"], ["1.10", "2"]),
        # Whatever order they are written in; twice introduced.
        (entry({"fixed": "2.3.1"}, {"introduced": "2.0"}, {"introduced": "0"}, {"fixed": "1.0"}), ["0.9", "2.3"],
         ["1.5", "2.3.1"]),
        (entry({"introduced": "1.2"}, {"last_affected": "1.4"}), ["1.2", "1.4"], ["1.1", "1.4.1"]),
        (entry({"introduced": "3"}), ["3", "99"], ["2.9"]),
        (entry({"introduced": "9.0.0"}, {"fixed": "9.1.2"}, kind="SEMVER"), ["9.1.1"], ["9.1.2"]),
        # Commits say nothing of versions; a list does.
        (entry({"introduced": "0"}, kind="GIT", versions=("1.0", "2013b-old")), ["1.0", "1.0.0"], ["1.0.1"]),
    ],
)  # fmt: skip
def test_which_versions_it_holds_for(affected: dict[str, Any], holds: list[str], free: list[str]) -> None:
    assert [version for version in holds + free if is_affected(affected, version)] == holds


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_what_is_known_of_a_package_is_found_by_any_way_to_write_its_name(tmp_path: Path, form: str) -> None:
    found = read(kept(tmp_path, advisory("Invented_Maps"), form=form))
    assert (len(found.advisories), found.unread) == (1, {})
    assert list(found.about(Package("PyPI", "invented-maps", "2.1"))) == [
        ("PYSEC-2026-1 CVE-2026-1", ["1.10", "2.3.1"])
    ]
    assert list(found.about(Package("PyPI", "invented-maps", "2.3.1"))) == []
    assert list(found.about(Package("npm", "invented-maps", "2.1"))) == []


def test_what_is_withdrawn_does_not_hold(tmp_path: Path) -> None:
    found = read(kept(tmp_path, advisory(withdrawn=RECENT)))
    assert list(found.about(Package("PyPI", "invented-maps", "2.1"))) == []


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"id": "PYSEC-1", "modified": "yesterday", "affected": []}',
     json.dumps(advisory() | {"affected": [{"package": {"ecosystem": "PyPI", "name": "a"},
      "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "first"}]}]}]})],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    found = read(tmp_path)
    ours, others = Package("PyPI", "a", "1"), Package("PyPI", "b", "1")
    assert found.unread_about([ours, others]) == ["odd.json"]
    # One that at least says what it is about is nothing to whoever has no such thing.
    assert found.unread_about([others]) == ([] if "first" in text else ["odd.json"])


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("invented-maps==2.1 \\\n    --hash=sha256:00\nother==1.0 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(audit, "LOCK", lock)
    monkeypatch.setattr(audit, "INSIDE", {"other==1.0": {"deck.gl": "9.3.6"}})


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize(
    ("advisories", "code", "said"),
    [
        ([advisory("else"), advisory("else", ecosystem="npm")], audit.CLEAN,
         "3 packages, 2 advisories, no known fault"),
        ([advisory(), advisory("else", ecosystem="npm")], audit.FAULTS,
         "invented-maps 2.1: PYSEC-2026-1 CVE-2026-1, mended in 1.10, 2.3.1"),
        ([advisory("else")], audit.NOT_ASKED, "no advisories of npm: not asked about deck.gl"),
        ([advisory("else", modified=OLD), advisory("else", ecosystem="npm", modified=OLD)], audit.NOT_ASKED,
         "the newest advisory is of 2026-10-20: fetch a newer copy"),
        # What is known holds however old the copy is.
        ([advisory(modified=OLD)], audit.FAULTS, "the newest advisory is of 2026-10-20"),
        ([], audit.NOT_ASKED, "the newest advisory is of never"),
    ],
)  # fmt: skip
def test_each_state_of_the_folder_has_a_code(
    tmp_path: Path, advisories: list[dict[str, Any]], code: int, said: str
) -> None:
    found, words = audit.within(kept(tmp_path, *advisories), NOW)
    assert found == code
    assert said in "\n".join(words)


@pytest.mark.usefixtures("locked")
def test_the_option_asks_nobody_and_says_that_it_is_no_clean_bill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(audit.subprocess, "run", refused)
    old = (datetime.now(UTC) - timedelta(days=31)).isoformat()
    assert audit.main(["--database", str(kept(tmp_path, advisory("else", modified=old)))]) == audit.NOT_ASKED
    assert capsys.readouterr().out.endswith("no clean bill\n")
    with pytest.raises(SystemExit):
        audit.main(["--database", str(tmp_path / "missing")])


def test_the_libraries_inside_packages_are_those_of_the_pinned_ones() -> None:
    """Another pydeck brings another deck.gl: then what stands in INSIDE would be asked about in vain."""
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower().splitlines()
    assert set(audit.INSIDE) <= set(requirements)
    inside = {name: version for each in audit.INSIDE.values() for name, version in each.items()}
    bundle = gzip.decompress(deck_bundle().gzipped).decode()
    assert f'="{inside["deck.gl"]}",e=globalThis.deck&&globalThis.deck.VERSION' in bundle
    assert f'VERSION="{inside["@luma.gl/core"]}";spector' in bundle
    assert f"Leaflet {inside['leaflet']}," in (Path(BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")[:200]
