"""The briefings page under AppTest: what ships cannot be changed, what is saved can, nothing is lost."""

import io
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from streamlit.testing.v1 import AppTest

from briefing.errors import ExportError
from briefing.model import Briefing, Scene, briefing_json
from briefing.store import OLD_FOLDER
from exports.asked import Asked
from geo.analysis.question import Question
from geo.store.place import WORKSPACE
from layers.text import text
from layers.view.drawing import DrawnFeature
from serve.briefings_document import store
from tests.conftest import PATIENCE_S
from ui.pages import briefing_scenes
from ui.pages.briefing_edits import take_in
from ui.pictures import PictureError, picture_of

PAGE = "from ui.pages import briefings\nbriefings.show()\n"
MINE = Briefing(
    "mine",
    "我的",
    "Mine",
    (Scene("a", "甲", "A", view="on=ta"), Scene("b", "乙", "B", view="on=th"), Scene("c", "丙", "C")),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(WORKSPACE, str(tmp_path / "workspace"))
    monkeypatch.setenv(OLD_FOLDER, str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture of each scene takes a second: one test of what ships has them drawn."""

    def refused(*_: object) -> bytes:
        raise PictureError("not drawn here")

    monkeypatch.setattr(briefing_scenes, "picture_of", refused)


def opened(language: str = "zh") -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=PATIENCE_S)
    page.query_params["lang"] = language
    return page.run()


def mine() -> AppTest:
    page = opened()
    return page.button(key="briefing-mine").click().run()


def titles() -> list[str]:
    return [scene.title for scene in store().load("mine").briefing.scenes]


def said(page: AppTest) -> str:
    return "\n".join(
        block.value
        for block in [*page.markdown, *page.caption, *page.subheader, *page.info, *page.error, *page.warning]
    )


@pytest.mark.parametrize(("language", "word"), [("zh", "一张图看规划"), ("en", "The plan on one map")])
def test_a_shipped_briefing_is_shown_and_offers_no_change(language: str, word: str) -> None:
    page = opened(language)
    assert not page.exception
    assert word in said(page)
    keys = {button.key for button in page.button}
    assert {"briefing-present", "briefing-slides", "briefing-kit", "briefing-copy"} <= keys
    assert not any(key.startswith("scene-") or key == "briefing-delete" for key in keys if key)


def test_every_scene_has_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    store().add(MINE)
    page = opened()
    assert not page.get("image")
    monkeypatch.setattr(briefing_scenes, "picture_of", picture_of)
    page.button(key="briefing-mine").click().run()
    assert not page.exception
    assert len(page.get("image")) == len(MINE.scenes)


def test_a_copy_can_be_edited_in_both_languages() -> None:
    page = opened()
    page.button(key="briefing-copy").click().run()
    stored = store().load("overview-2")
    assert stored.briefing.title == "总览（副本）"
    prefix = f"text-overview-2-plan-{stored.version}"
    page.text_input(key=f"{prefix}-title").set_value("新题")
    page.text_area(key=f"{prefix}-narrative_en").set_value("All {all} items")
    next(button for button in page.button if button.key and prefix in button.key).click().run()
    assert not page.exception
    changed = store().load("overview-2").briefing.scenes[0]
    assert (changed.title, changed.narrative_en) == ("新题", "All {all} items")
    assert changed.figures == stored.briefing.scenes[0].figures
    assert "新题" in said(page)


def test_scenes_are_moved_and_duplicated() -> None:
    store().add(MINE)
    page = mine()
    page.button(key="scene-mine-0-down").click().run()
    assert titles() == ["乙", "甲", "丙"]
    page.button(key="scene-mine-2-up").click().run()
    assert titles() == ["乙", "丙", "甲"]
    page.button(key="scene-mine-1-double").click().run()
    assert titles() == ["乙", "丙", "丙", "甲"]
    assert page.button(key="scene-mine-0-up").disabled


def test_a_deleted_scene_comes_back_where_it_was() -> None:
    store().add(MINE)
    page = mine()
    page.button(key="scene-mine-1-delete").click().run()
    assert titles() == ["甲", "丙"]
    assert "乙" in said(page)
    page.button(key="briefings-undo-button").click().run()
    assert titles() == ["甲", "乙", "丙"]
    assert "briefings-undo-button" not in {button.key for button in page.button}


def test_a_deleted_briefing_comes_back() -> None:
    stored = store().add(MINE)
    page = mine()
    page.button(key="briefing-delete").click().run()
    assert store().listing() == ([], [])
    page.button(key="briefings-undo-button").click().run()
    assert store().load("mine").briefing == stored.briefing


def test_a_briefing_is_renamed() -> None:
    version = store().add(MINE).version
    page = mine()
    page.text_input(key=f"titles-mine-{version}-title").set_value("周会")
    next(button for button in page.button if button.key and f"titles-mine-{version}" in button.key).click().run()
    assert store().load("mine").briefing.title == "周会"


def test_the_second_of_two_editors_is_told_and_can_keep_a_copy() -> None:
    version = store().add(MINE).version
    page = mine()
    store().save(replace(MINE, title="别人的"), version=version)
    page.button(key="scene-mine-0-down").click().run()
    assert "别人的" in page.error[0].value
    assert titles() == ["甲", "乙", "丙"]
    page.button(key="briefings-as-copy").click().run()
    assert [scene.title for scene in store().load("mine-2").briefing.scenes] == ["乙", "甲", "丙"]
    assert store().load("mine").briefing.title == "别人的"


def test_markup_is_shown_as_it_is_written() -> None:
    hostile = "<script>alert(1)</script> **b** [x](http://a) $e^x$ :red[r]"
    store().add(replace(MINE, scenes=(Scene("a", hostile, narrative=hostile, notes=hostile, view="on=ta"),)))
    page = mine()
    assert not page.exception
    shown = next(block.value for block in page.markdown if "script" in block.value)
    assert "\\<script\\>" in shown and "\\*\\*b" in shown and "\\$e" in shown and "\\:\u2060red" in shown


def test_a_damaged_file_is_named_and_left_alone(folder: Path) -> None:
    (folder / "x.json").write_text("{")
    page = opened()
    assert any("x.json" in warning.value for warning in page.warning)
    assert (folder / "x.json").read_text() == "{"


def test_what_a_scene_shows_no_more_is_named() -> None:
    store().add(replace(MINE, scenes=(Scene("a", "甲", view="sel=gone"),)))
    assert any("gone" in warning.value for warning in mine().warning)


def test_an_uploaded_file_becomes_a_new_briefing_and_says_what_was_skipped() -> None:
    store().add(MINE)
    content = briefing_json(replace(MINE, scenes=(Scene("a", "甲", view="sel=gone&on=ta"),)))
    added, notices = take_in(content)
    assert added[0].briefing.id == "mine-2"
    assert [notice.key for notice in notices] == ["briefing.skipped"]
    assert titles() == ["甲", "乙", "丙"]


def test_a_hostile_upload_is_refused_and_changes_nothing() -> None:
    stored = store().add(MINE)
    hostile = {"briefings": [{"id": "../mine", "title": "x", "scenes": []}]}
    with pytest.raises(ExportError):
        take_in(json.dumps(hostile).encode())
    assert store().listing() == ([stored], [])


def test_slides_are_made_in_the_background() -> None:
    store().add(replace(MINE, scenes=MINE.scenes[:1]))
    page = mine()
    page.button(key="briefing-slides").click().run()
    job = page.session_state["job-of-slides-mine"]
    assert job.wait(PATIENCE_S)
    assert job.state == "done"
    assert job.file_name == "我的.pptx"
    assert job.content.startswith(b"PK")


def test_a_scene_that_asks_says_how_much_is_certain_and_possible_and_shows_its_drawing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Asked] = []

    def drawn(wanted: Asked, _place: object) -> bytes:
        asked.append(wanted)
        content = io.BytesIO()
        said = PngInfo()
        said.add_text("Description", "西丽枢纽：1 km 以内 · 确定 3 对，另有可能 2 对")
        Image.new("RGB", (4, 3)).save(content, format="png", pnginfo=said)
        return content.getvalue()

    monkeypatch.setattr(briefing_scenes, "picture_of", drawn)
    question = Question("near", ("sel=hub-xili",), radii_m=(1000.0,))
    line = DrawnFeature("line", "magenta", "", 0, False, ((113.9, 22.5), (114.0, 22.6)))
    scene = Scene("a", "西丽枢纽：1 km 以内", "", view=f"ask={quote(question.link(), safe='')}", drawing=(line,))
    store().add(Briefing("asks", "选址", "", (scene,)))
    page = opened().button(key="briefing-asks").click().run()
    asked.clear()
    page.run()
    assert not page.exception
    said = "\n".join(str(part.value) for part in (*page.markdown, *page.caption))
    # Its title is the question: it is not said again.
    assert "确定 3 对，另有可能 2 对" in said and said.count("西丽枢纽：1 km 以内") == 1
    assert f"{text('briefing.shown', 'zh')} 1" not in said
    assert [each.options["drawing"]["features"][0]["geometry"]["type"] for each in asked] == ["LineString"]
