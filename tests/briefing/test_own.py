"""Layers that people brought, in briefings: named by id and title, so that whoever has not got them hears of it."""

from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.model import Briefing, OwnNamed, Scene, briefing_json
from briefing.own import gone_notices, own_of, versions_in
from briefing.reading import checked, read_briefings
from briefing.resolved import resolve
from briefing.saving import NewScene, save_scene
from briefing.store import BriefingStore
from geo.model import Plan
from geo.own.ids import PREFIX
from geo.own.store import OwnStore
from geo.store.place import WORKSPACE
from geo.store.store import Store
from layers.style.catalogue import load_catalogue
from layers.view.link import Vocabulary
from tests.layers.own.workspace import GONE, SHAPES, keep

CODE = GONE.removeprefix(PREFIX)
BRIEFING = Briefing("b", "题", "", (Scene("s", "一", view=f"own={CODE}", own=(OwnNamed(GONE, "旧地块"),)),))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnStore:
    monkeypatch.setenv(WORKSPACE, str(tmp_path / "own"))
    return OwnStore.in_folder(tmp_path / "own")


def test_a_saved_scene_keeps_the_titles_of_its_layers_and_the_file_hands_them_on(
    tmp_path: Path, store: OwnStore
) -> None:
    kept = keep(store, SHAPES, "范围")
    saved = NewScene("一", f"?on=th&own={kept.id.removeprefix(PREFIX)}.{CODE}", "zh", None, "x")
    stored, _ = save_scene(BriefingStore(Store.in_folder(tmp_path / "briefings")), saved)
    (scene,) = stored.briefing.scenes
    assert scene.own == (OwnNamed(kept.id, "范围"),)
    (again,), notices = read_briefings(briefing_json(stored.briefing))
    assert (again, notices) == (stored.briefing, ())


def test_on_another_machine_it_is_said_by_title_what_is_missing(plan: Plan, store: OwnStore) -> None:
    (notice,) = gone_notices(BRIEFING)
    assert "旧地块" in notice.message("zh") and "一" in notice.message("zh")
    resolved = resolve(BRIEFING, Vocabulary(plan, load_catalogue()))
    assert resolved.scenes[0].view.own == (GONE,)
    assert resolved.record["scenes"][0]["own"] == [{"id": GONE, "title": "旧地块"}]


def test_titles_of_layers_that_the_view_does_not_name_are_dropped(plan: Plan) -> None:
    scene = Scene("s", "一", view="on=th", own=(OwnNamed(GONE, "旧地块"),))
    known, _ = checked(Briefing("b", "题", "", (scene,)), Vocabulary(plan, load_catalogue()))
    assert known.scenes[0].own == ()


@pytest.mark.parametrize(
    "raw",
    ["x", [1], [{"id": "../etc", "title": "x"}], [{"id": GONE, "title": 1}], [{"id": GONE, "title": "x" * 500}],
     [{"id": GONE}] * 21],
)  # fmt: skip
def test_what_is_no_list_of_layers_is_refused_in_words(raw: object) -> None:
    with pytest.raises(ExportError) as refused:
        own_of(raw, "scenes[0].own")
    assert "scenes[0].own" in refused.value.message("zh")


def test_a_picture_of_a_changed_layer_is_another_one(store: OwnStore) -> None:
    kept = keep(store, SHAPES, "范围")
    view = f"own={kept.id.removeprefix(PREFIX)}.{CODE}"
    before = versions_in(view)
    store.change(kept.id, version=kept.version, style={"size": 3.0})
    assert before[0] != versions_in(view)[0] and before[1] == versions_in(view)[1] == ""
