"""A scene keeps what is drawn by hand: through a file, a message of the browser, and to what presents it."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.drawing import MAX_DRAWN_PLACES, drawing_of_file
from briefing.errors import ExportError
from briefing.model import Briefing, Scene, briefing_json
from briefing.reading import read_briefings
from briefing.resolved import resolve
from briefing.saving import NewScene, save_scene
from briefing.store import BriefingStore
from geo.model import Plan
from geo.store.store import Store
from layers.style.catalogue import load_catalogue
from layers.view.drawing import DrawnFeature, drawing_record
from layers.view.link import Vocabulary

LINE = DrawnFeature("line", "ink", "去向", 0, True, ((114.0, 22.5), (114.1, 22.6)))
BRIEFING = Briefing("b", "题", "", (Scene("s", "一", drawing=(LINE,)), Scene("t", "二")))


def test_a_file_keeps_it() -> None:
    (read,), notices = read_briefings(briefing_json(BRIEFING))
    assert (read, notices) == (BRIEFING, ())
    assert b"drawing" not in briefing_json(replace(BRIEFING, scenes=BRIEFING.scenes[1:]))


def test_what_presents_it_has_it_with_the_view_and_as_geojson(plan: Plan) -> None:
    resolved = resolve(BRIEFING, Vocabulary(plan, load_catalogue()))
    assert resolved.scenes[0].view.drawing == (LINE,)
    first, second = resolved.record["scenes"]
    assert first["drawing"] == drawing_record((LINE,))
    assert "drawing" not in second


def test_a_saved_scene_has_what_the_browser_sends(tmp_path: Path) -> None:
    store = BriefingStore(Store.in_folder(tmp_path))
    stored, _ = save_scene(store, NewScene("a", "", "zh", None, "x", drawing=drawing_record((LINE,))))
    assert store.load(stored.briefing.id).briefing.scenes[0].drawing == (LINE,)


@pytest.mark.parametrize("drawing", ["x", [], {"type": "FeatureCollection"}, {"plan-map-drawing": 1}])
def test_what_is_none_is_refused_in_words_and_nothing_is_kept(tmp_path: Path, drawing: object) -> None:
    store = BriefingStore(Store.in_folder(tmp_path))
    with pytest.raises(ExportError) as caught:
        save_scene(store, NewScene("a", "", "zh", None, "x", drawing=drawing))
    assert caught.value.message("zh") and caught.value.message("en")
    assert store.listing() == ([], [])


def test_too_much_of_it_is_refused() -> None:
    many = replace(LINE, path=LINE.path * 500)
    drawing = (many,) * (MAX_DRAWN_PLACES // 1000 + 1)
    with pytest.raises(ExportError, match=str(MAX_DRAWN_PLACES)):
        read_briefings(briefing_json(Briefing("b", "题", "", (Scene("s", "一", drawing=drawing),))))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 5000, b"null", b'{"features": []}'])
def test_a_file_that_is_no_drawing_is_refused(content: bytes) -> None:
    with pytest.raises(ExportError) as caught:
        drawing_of_file(content, "x.geojson")
    assert caught.value.message("zh")
