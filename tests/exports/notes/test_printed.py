"""Notes on a sheet: pins with numbers on the map, what they say behind it, and nothing of it unless it is asked for."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from briefing.errors import ExportError
from exports.asked import Asked
from exports.making import make
from exports.notes.kept import printed_notes
from exports.notes.pages import MOST_PAGES
from exports.notes.pins import PIN
from exports.progress import silent
from exports.sheet.compose import Sheet, compose
from exports.sheet.make import back_of
from exports.sheet.options import SheetOptions
from geo.model import Plan
from geo.notes.notes import MAX_WORDS, Notes
from geo.store.person import Person
from geo.store.place import WORKSPACE
from geo.store.store import Store
from layers.style.catalogue import load_catalogue
from layers.text import text
from layers.view.state import View
from tests.conftest import ROOT

ITEM, FAR = "hub-xili", [113.8, 22.75]
NO_CITY = View(base="none")
"""the city under the plan takes half of a sheet's time"""
LI = Person("p-1", "李", "", "admin")


@pytest.fixture(autouse=True)
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Notes:
    monkeypatch.setenv(WORKSPACE, str(tmp_path / "workspace"))
    return Notes(Store.present(), LI)


def sheet_of(plan: Plan, wanted: str, *, extent: str = "") -> Sheet:
    options = SheetOptions(notes=printed_notes(wanted, plan, "zh"), extent=extent)
    return compose(NO_CITY, plan, load_catalogue(), options=options)


def pins(sheet: Sheet) -> int:
    return sum(artist.get_gid() == PIN for artist in sheet.page.axes.get_children())


def words(path: Path, *, after: int = 1) -> str:
    """Of the pages behind the first."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages[after:])


def squeezed(said: str) -> str:
    return re.sub(r"\s", "", said)


def made(out: Path, **options: object) -> Path:
    chosen = {"paper": "A3", "portrait": False, **options}
    make(Asked("sheet", "base=none", "zh", chosen), silent, out)
    return out


def test_without_a_choice_nothing_of_notes_is_printed(plan: Plan, notes: Notes, tmp_path: Path) -> None:
    notes.add("请核对站房位置", item=ITEM)
    assert pins(sheet_of(plan, "")) == 0
    path = made(tmp_path / "a.pdf")
    assert "请核对站房位置" not in squeezed(words(path, after=0))


def test_open_ones_or_all_are_pinned_and_listed_by_number(plan: Plan, notes: Notes, tmp_path: Path) -> None:
    first = notes.add("请核对站房位置", item=ITEM)
    notes.reply(first.id, "已到现场核对")
    other = notes.add("另一处说明", place=FAR)
    notes.set_state(other.id, "resolved", version=other.version)
    assert (pins(sheet_of(plan, "open")), pins(sheet_of(plan, "all"))) == (1, 2)
    opened = squeezed(words(made(tmp_path / "open.pdf", notes="open")))
    assert "请核对站房位置" in opened and "已到现场核对" in opened and "另一处说明" not in opened
    everything = squeezed(words(made(tmp_path / "all.pdf", notes="all")))
    assert "1西丽" in everything and "另一处说明" in everything
    assert all(word in everything for word in ("未解决·李·", "已解决·李·", "图上2条批注，1条未解决"))


def test_only_those_on_the_map_are_listed_and_the_rest_is_counted(plan: Plan, notes: Notes) -> None:
    notes.add("西丽", item=ITEM)
    notes.add("宝安", place=FAR)
    citywide = next(item.id for item in plan.items if item.geometry is None)
    notes.add("全市", item=citywide)
    sheet = sheet_of(plan, "open", extent="nanshan")
    assert [each.note.text for each in sheet.notes] == ["西丽"] and sheet.notes_elsewhere == 2


def test_pins_at_one_place_stand_beside_one_another(plan: Plan, notes: Notes) -> None:
    for number in range(12):
        notes.add(f"第 {number}", item=ITEM)
    sheet = sheet_of(plan, "open")
    plates = [artist for artist in sheet.page.axes.get_children() if artist.get_gid() == PIN]
    places = {(round(plate.get_x(), 1), round(plate.get_y(), 1)) for plate in plates}
    assert len(places) == 12
    assert all(sheet.box.holds(x, y) for x, y in places)


def test_what_somebody_types_stays_words(plan: Plan, notes: Notes, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script> {{ 7*7 }} $x^2$ 😀👩‍👩‍👧 \u202egnp.exe שלום\nالسلام عليكم \\textbf{a}"
    notes.add(evil, item=ITEM)
    Notes(Store.present(), Person("p-2", "$\\alpha$ \u202e<b>", "", "admin")).add("x" * MAX_WORDS, place=FAR)
    path = made(tmp_path / "a.pdf", notes="all")
    said = words(path)
    assert "<script>alert(1)</script>" in said and "$x^2$" in said and "{{ 7*7 }}" in said
    assert "\u202e" not in said
    assert squeezed(said).count("x") >= MAX_WORDS


def test_very_long_talk_ends_with_a_word_and_not_never(plan: Plan, notes: Notes) -> None:
    note = notes.add("长", item=ITEM)
    for _ in range(60):
        notes.reply(note.id, "字" * MAX_WORDS)
    note = notes.add("又", item=ITEM)
    for _ in range(150):
        notes.reply(note.id, "字" * MAX_WORDS)
    sheet = sheet_of(plan, "open")
    options = SheetOptions(paper="A4", portrait=True, title="图")
    assert len(back_of(sheet, options)) - len(back_of(replace(sheet, notes=(), notes_elsewhere=0), options)) == (
        MOST_PAGES
    )


def test_only_a_pdf_has_pages_for_them(notes: Notes, tmp_path: Path) -> None:
    notes.add("甲", item=ITEM)
    with pytest.raises(ExportError) as error:
        made(tmp_path / "a.png", notes="open")
    assert error.value.message("zh") == text("sheet.notesInPdf", "zh")
    with pytest.raises(ExportError):
        made(tmp_path / "a.pdf", notes="../etc")
    # The preview is of the front, with its pins.
    pictures = []
    for wanted in ("", "open"):
        out = tmp_path / f"p{wanted}.png"
        make(Asked("sheet-picture", "base=none", "zh", {"notes": wanted}), silent, out)
        pictures.append(Image.open(io.BytesIO(out.read_bytes())).tobytes())
    assert pictures[0] != pictures[1]


def test_the_command_prints_them_too(notes: Notes, tmp_path: Path) -> None:
    notes.add("命令也印", item=ITEM)
    out = tmp_path / "b.pdf"
    command = [sys.executable, "-m", "exports", "sheet", "--notes", "open", "--lang", "en", "--out", str(out)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    assert "命令也印" in squeezed(words(out)) and "Open · 李" in words(out)
