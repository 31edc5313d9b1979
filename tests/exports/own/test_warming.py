"""What reads files has read some of each way before the first of them comes."""

import pytest

from exports.own import warming
from geo.model import Plan
from geo.own import proposals
from geo.own.kept import Kept
from geo.own.layer import OwnLayer


def test_each_way_to_read_keep_and_draw_is_gone_before(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """GDAL with arrow and without, a text whose encoding is guessed, a datum in metres, a name that the plan knows."""
    gone: list[tuple[str, str, str]] = []
    drawn: list[str] = []
    keep, document = warming.keep, warming.layer_document

    def kept(*given: object) -> list[tuple[Kept, OwnLayer]]:
        made = keep(*given)  # type: ignore[arg-type]
        for _, layer in made:
            gone.append((layer.file.rpartition(".")[2], layer.placing.datum, *layer.kinds))
        return made

    monkeypatch.setattr(warming, "keep", kept)
    monkeypatch.setattr(warming, "layer_document", lambda *given: drawn.append(given[1].file) or document(*given))
    warming.warm.__wrapped__(plan)
    assert [(ending, datum, kind) for ending, datum, kind in gone] == [
        ("csv", "wgs84", "point"),
        ("geojson", "wgs84", "line"),
        ("gpkg", "cgcs2000-114", "area"),
    ]
    assert drawn == ["probe.csv", "probe.geojson", "probe.gpkg"]
    assert proposals.known.cache_info().currsize == 1, "the names that the plan knows are at hand"


def test_it_is_done_once_for_a_plan(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    warming.warm.cache_clear()
    monkeypatch.setattr(warming, "_probes", lambda folder: done.append(folder) or [])
    warming.warm(plan)
    warming.warm(plan)
    assert len(done) == 1
    warming.warm.cache_clear()
