from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.saving import NewScene, save_scene
from briefing.store import BriefingStore
from geo.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> BriefingStore:
    return BriefingStore(Store.in_folder(tmp_path), reserved=["overview"])


def test_a_view_becomes_the_first_scene_of_a_new_briefing(store: BriefingStore) -> None:
    stored, notice = save_scene(store, NewScene("西丽", "sel=hub-xili", "zh", None, "周会"))
    assert store.load(stored.briefing.id).briefing.scenes[0].view == "sel=hub-xili"
    assert (stored.briefing.title, stored.briefing.scenes[0].title) == ("周会", "西丽")
    assert "西丽" in notice.message("zh") and "周会" in notice.message("en")


def test_a_second_scene_stands_at_the_end_under_its_own_id(store: BriefingStore) -> None:
    first, _ = save_scene(store, NewScene("A", "", "en", None, "Weekly meeting"))
    second, _ = save_scene(store, NewScene("B", "", "en", first.briefing.id))
    assert first.briefing.id == "weekly-meeting"
    assert [(scene.id, scene.title_en) for scene in second.briefing.scenes] == [("scene", "A"), ("scene-2", "B")]


def test_scenes_that_many_save_at_once_are_all_kept(store: BriefingStore) -> None:
    identifier = save_scene(store, NewScene("0", "", "zh", None, "会"))[0].briefing.id
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: save_scene(store, NewScene(str(number), "", "zh", identifier)), range(1, 5)))
    assert {scene.title for scene in store.load(identifier).briefing.scenes} == set("01234")


@pytest.mark.parametrize("name", ["Overview", "../../x", "2025", "con", "😀", "a" * 300, "<script>"])
def test_any_name_gives_a_safe_file(store: BriefingStore, name: str) -> None:
    try:
        stored, _ = save_scene(store, NewScene("a", "", "zh", None, name))
    except ExportError as error:
        assert error.key == "briefing.tooLong"
        return
    assert [found.briefing.id for found in store.listing()[0]] == [stored.briefing.id]
    assert stored.briefing.id != "overview"


@pytest.mark.parametrize(
    "wanted",
    [
        NewScene("", "", "zh", None, "x"),
        NewScene("a", "", "zh", "gone"),
        NewScene("a", "", "zh", "../x"),
        NewScene("a", "v" * 10_000, "zh", None, "x"),
        NewScene("a", "", "zh", None, ""),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(store: BriefingStore, wanted: NewScene) -> None:
    with pytest.raises(ExportError) as caught:
        save_scene(store, wanted)
    assert caught.value.message("zh")
    assert store.listing() == ([], [])
