"""Words that try everything, in every text, through every product: they come out as words, nothing is evaluated.

Each product is read by a reader that has nothing to do with what wrote it.
"""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.files import UNSAFE, safe_cell, safe_name, stored
from briefing.model import Briefing, Scene
from briefing.resolved import resolve
from exports.atlas.make import make_atlas
from exports.brief.make import make_brief
from exports.context import Context
from exports.data import make as data_module
from exports.data.formats import FORMATS
from exports.data.make import make_data
from exports.folium_map import make_map
from exports.kit.make import make_kit
from exports.sheet.make import make_sheet
from exports.sheet.options import SheetOptions
from exports.slides.make import make_slides
from geo.model import Evidence, Item, Plan
from geo.query import Filter
from geo.sources import Source
from layers.leaflet.page_json import page_json
from layers.screen.document import bundle
from layers.text import WORDING
from layers.view.link import Vocabulary
from layers.view.state import View
from tests.exports.readers import PRODUCT, clean, pdf_text, pptx_text, quiet, table_texts, xlsx_cells

HOSTILE = (
    "{{9973*9967}}", "{% set x = 9973*9967 %}{{x}}", "${9973*9967}", "#{9973*9967}", "<%= 9973*9967 %>",
    "</script><script>alert(9973*9967)</script>", "\u2028\u2029line", "=9973*9967", "+9973*9967", "-9973*9967",
    "@SUM(9973*9967)", "＝9973*9967", "\ufeff=9973*9967", "\u202etxt.exe\u2066", "a\x00b\x0bc\x1fd\x7f\ufffe",
    "$\\frac{9973}{9967}$", "![](http://host.invalid/x.png)", "<img src=http://host.invalid/x onerror=alert(1)>",
    "&lt;b&gt;&amp;", "%s %(a)s {0} {name}", "]]><!--", "'\"`\\", "\t=9973*9967", "javascript:alert(1)",
    "../../etc/passwd",
)  # fmt: skip
EVERYTHING = " ".join(HOSTILE)
ITEMS_OF_EACH = 3


def hostile_item(item: Item, words: str) -> Item:
    texts = dict.fromkeys(("name", "name_en", "plan_verb", "section", "note"), words)
    return replace(
        item,
        **texts,
        aliases=(words, words),
        clause=(words, words),
        evidence=(Evidence("hostile", words), Evidence("x", EVERYTHING)),
    )


@pytest.fixture
def hostile(context: Context, monkeypatch: pytest.MonkeyPatch) -> Context:
    """A small plan of every kind of place, all of whose words are hostile; wording, sources and names too."""
    plan, catalogue = context.plan, context.catalogue
    unit = replace(
        plan.units[0], name=HOSTILE[0], name_en=HOSTILE[5], goal=EVERYTHING, positioning=HOSTILE, key_areas=HOSTILE
    )
    kinds = ("point", "line", "area", "citywide")
    own = [item for item in plan.items if catalogue.layer_of(item).id != "units"]
    picked = [
        item
        for kind in kinds
        for item in [item for item in own if item.located == kind][: len(HOSTILE) // len(kinds) + 1]
    ]
    items = [
        hostile_item(replace(item, districts=(unit.id,), parent=None, same_place_as=()), HOSTILE[n % len(HOSTILE)])
        for n, item in enumerate(picked)
    ]
    layers = tuple(
        replace(layer, zh=HOSTILE[n % len(HOSTILE)], en=EVERYTHING) for n, layer in enumerate(catalogue.layers)
    )
    named = {
        name: {key: replace(entry, zh=HOSTILE[0], en=HOSTILE[5]) for key, entry in getattr(catalogue, name).items()}
        for name in ("themes", "stages", "precisions")
    }
    # Documents are made once a process: whoever asks for them after this test gets them with the words as they are.
    bundle()
    for table in WORDING.values():
        for key, words in table.items():
            monkeypatch.setitem(table, key, words + " {{{{9973*9967}}}}<b>$x$")
    sources = {key: Source(key, EVERYTHING, EVERYTHING, HOSTILE[7], EVERYTHING) for key in ("hostile", "x")}
    monkeypatch.setattr(data_module, "load_sources", lambda: sources)
    # No city under it: none of these words are the city's, and it takes half of a sheet's time.
    view = View(layers=frozenset(layer.id for layer in layers), unit=unit.id, language="zh", base="none")
    made = replace(catalogue, layers=layers, **named)
    return replace(context, plan=Plan(tuple(items), (unit, *plan.units[1:3]), ()), catalogue=made, view=view)


def test_sheet_atlas_and_briefs(hostile: Context, out: Path) -> None:
    options = SheetOptions(title=EVERYTHING, subtitle=HOSTILE[15], map_number=HOSTILE[0], language="zh")
    make_sheet(
        hostile.view, hostile.plan, hostile.catalogue, options=options, out=out / "sheet.pdf", report=hostile.report
    )
    make_atlas(hostile, options=options, out=out / "atlas.pdf")
    unit = hostile.plan.units[0].id
    for suffix in (".pdf", ".pptx", ".xlsx"):
        make_brief(hostile, district=unit, theme=None, out=out / f"brief{suffix}")
    texts = {path.name: pdf_text(path) for path in out.glob("*.pdf")}
    texts |= {"brief.pptx": pptx_text(out / "brief.pptx"), "brief.xlsx": "\n".join(xlsx_cells(out / "brief.xlsx"))}
    for name, words in texts.items():
        assert PRODUCT not in words, name
        assert "{{9973*9967}}" in clean(words), name
        assert name == "sheet.pdf" or "$\\frac{9973}{9967}$" in clean(words), name


@pytest.mark.parametrize("kind", FORMATS)
def test_data(hostile: Context, out: Path, kind: str) -> None:
    path = out / f"data{FORMATS[kind].suffix}"
    make_data(hostile, kind=kind, crs=FORMATS[kind].datums[0], out=path)
    rows = [[str(cell) for cell in row] for row in table_texts(path)]
    cells = {clean(cell) for row in rows for cell in row}
    assert not [cell for cell in cells if PRODUCT in cell]
    whole = "\n".join(cells)
    # A drawing has names alone, tiles have what lies somewhere.
    assert kind in ("dxf", "pmtiles") or [words for words in HOSTILE if clean(words) not in whole] == []
    if kind in ("csv", "shp", "xlsx"):
        starts = [
            cell
            for row in rows
            for cell in row
            if re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]", cell) and not re.fullmatch(r"-?[\d.]+", cell)
        ]
        assert starts == [] or kind == "shp"


def hostile_briefing(hostile: Context) -> Briefing:
    scenes = tuple(
        Scene(f"s{n}", words, words, words, words, words, words, view="sel=" + hostile.plan.items[n].id)
        for n, words in enumerate(HOSTILE[:6])
    )
    return Briefing("hostile", EVERYTHING[:120], EVERYTHING, scenes)


def test_map_slides_and_kit(hostile: Context, out: Path) -> None:
    briefing = resolve(hostile_briefing(hostile), Vocabulary(hostile.plan, hostile.catalogue), source="own")
    make_slides(briefing, hostile, out / "slides.pptx")
    words = pptx_text(out / "slides.pptx")
    assert PRODUCT not in words
    assert "{{9973*9967}}" in words and "$x$" in words
    make_kit(briefing, hostile, out / "kit.html")
    kit = (out / "kit.html").read_text(encoding="utf-8")
    tags = quiet(kit)
    # Seven documents, the settings, the map of imports and the start.
    assert (tags.count("img"), tags.count("script")) == (0, 10)
    for name, query in (("all", ""), ("text", EVERYTHING)):
        view = replace(hostile.view, filter=Filter(text=query), selection=hostile.plan.items[0].id)
        make_map(replace(hostile, view=view), out=out / f"{name}.html")
        page = (out / f"{name}.html").read_text(encoding="utf-8")
        assert PRODUCT not in page and PRODUCT not in kit
        tags = quiet(page)
        assert (tags.count("img"), tags.count("script")) == (0, 5)
        words = json.loads(re.search(r'id="plan-words">(.*?)</script>', page)[1])
        assert words["items"][words["chosen"]]["clause"] == hostile.plan.items[0].clause_text
    assert "{{9973*9967}}" in words["subtitle"]


@given(st.text())
def test_no_words_end_the_json_of_a_page(words: str) -> None:
    made = page_json([words, {words: words}])
    assert json.loads(made) == [words, {words: words}]
    assert not re.search("[<\u2028\u2029\ud800-\udfff]", made)


@given(st.text())
def test_no_words_are_a_formula(words: str) -> None:
    cell, held = safe_cell(words), stored(words)
    assert cell in (held, f"'{held}")
    assert not re.match(r"[\s\ufeff\u200b-\u200f\u2060-\u2069\u202a-\u202e\x00-\x1f]*[=+\-@＝＋－＠]", str(cell))


@given(st.text())
def test_no_words_leave_the_folder_as_a_file_name(words: str) -> None:
    name = safe_name(words)
    assert name and not UNSAFE.search(name)
    assert Path(name).name == name
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f]", name)
