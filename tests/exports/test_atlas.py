"""The atlas read back: pages, bookmarks, numbers, links, index; and what is refused. Made once for all tests."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from briefing.errors import ExportError
from exports.atlas.leaves import Atlas
from exports.atlas.make import make_atlas
from exports.atlas.paper import list_room
from exports.context import Context
from exports.ledger.states import states_of
from exports.progress import Cancelled, silent
from exports.sheet.lists.printed_table import TYPE_PT, fitting, table_rows
from exports.sheet.options import SheetOptions
from geo.model import Item, Plan, Unit
from geo.query import Filter, matching
from layers.style.catalogue import load_catalogue
from layers.view.state import View

CATALOGUE = load_catalogue()
THEMES, UNITS = ("transport", "ecology"), ("futian", "shenshan")
"""of the atlas that is drawn: the others' pages are made in the same way"""
CONDITIONS = Filter(theme=frozenset(THEMES), district=frozenset(UNITS))


@pytest.fixture(scope="session")
def context(plan: Plan) -> Context:
    return Context(view=View(), plan=plan, catalogue=CATALOGUE, language="zh", report=silent)


@pytest.fixture(scope="session")
def told() -> list[tuple[float, str]]:
    return []


@pytest.fixture(scope="session")
def pdf(context: Context, told: list[tuple[float, str]], tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    out = tmp_path_factory.mktemp("atlas") / "图集.pdf"
    told_of = replace(context, view=View(filter=CONDITIONS), report=lambda share, what: told.append((share, what)))
    make_atlas(told_of, options=SheetOptions(), out=out)
    assert [path.name for path in out.parent.iterdir()] == ["图集.pdf"]
    return PdfReader(out)


@pytest.fixture(scope="session")
def items(plan: Plan) -> list[Item]:
    """What the atlas holds."""
    return list(matching(plan.items, CONDITIONS))


@pytest.fixture(scope="session")
def units(plan: Plan) -> list[Unit]:
    return [unit for unit in plan.units if unit.id in UNITS]


@pytest.fixture(scope="session")
def words(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def bookmarks(pdf: PdfReader) -> Iterator[tuple[int, str, int]]:
    """Depth, title and 1-based page of every bookmark."""

    def walk(entries: list, depth: int) -> Iterator[tuple[int, str, int]]:  # type: ignore[type-arg]
        for entry in entries:
            if isinstance(entry, Destination):
                yield depth, str(entry.title), pdf.get_destination_page_number(entry) + 1  # type: ignore[operator]
            else:
                yield from walk(entry, depth + 1)

    return walk(pdf.outline, 0)


def test_every_theme_and_every_district_has_a_page(context: Context, plan: Plan) -> None:
    atlas = Atlas(context, SheetOptions())
    titles = [leaf.title for leaf in atlas.leaves]
    assert {*(theme.zh for theme in CATALOGUE.themes.values()), *(unit.name for unit in plan.units)} <= set(titles)
    assert {item.name for item in plan.items} <= {entry.words for entry in atlas.index(first=1)}


def test_each_has_a_bookmark_that_leads_to_it(pdf: PdfReader, words: list[str], units: list[Unit]) -> None:
    found = {title: (depth, page) for depth, title, page in bookmarks(pdf)}
    for theme in map(CATALOGUE.themes.__getitem__, THEMES):
        depth, page = found[theme.zh]
        assert depth == 1
        assert f"{theme.zh}专题图" in words[page - 1]
    for unit in units:
        depth, page = found[unit.name]
        assert depth == 1
        assert all(phrase in words[page - 1] for phrase in unit.positioning if len(phrase) < 20)
        assert unit.name_en in words[page - 1]
    assert {"目录", "总览", "专题图", "分区图", "索引"} <= found.keys()
    assert found["总览"][1] == 2
    assert found["索引"][1] == len(pdf.pages)


def test_pages_are_a3_and_numbered(pdf: PdfReader, words: list[str]) -> None:
    total = len(words)
    for number, (page, text) in enumerate(zip(pdf.pages, words, strict=True), start=1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((1190.55, 841.89), abs=0.1)
        assert f"第 {number} 页，共 {total} 页" in text


def test_the_pages_of_a_district_list_each_of_its_items(
    pdf: PdfReader, words: list[str], units: list[Unit], items: list[Item]
) -> None:
    starts = {title: page for _, title, page in bookmarks(pdf)}
    ends = [*sorted(starts.values()), len(words) + 1]
    for unit in units:
        start = starts[unit.name]
        end = next(page for page in ends if page > start)
        text = "".join(words[start - 1 : end - 1]).replace("\n", "")
        own = [item for item in items if unit.id in item.districts]
        assert [item.name for item in own if item.name not in text] == []
        assert f"项目（{len(own)}）" in text


def test_maps_of_districts_have_legend_scale_and_source(pdf: PdfReader, words: list[str], units: list[Unit]) -> None:
    starts = {title: page for _, title, page in bookmarks(pdf)}
    for unit in units:
        text = words[starts[unit.name] - 1]
        assert (
            "比例尺 1:" in text
            and "EPSG:4547" in text
            and "来源" in text
            and "审图号：待填" in text
            and "定位精度" in text
        )


def test_the_index_and_the_contents_link_to_the_pages_they_name(pdf: PdfReader, items: list[Item]) -> None:
    def targets(page: int) -> list[int]:
        links = [note.get_object() for note in pdf.pages[page].get("/Annots", [])]
        return [
            int(link["/Dest"][0]) if isinstance(link["/Dest"][0], int) else pdf.get_page_number(link["/Dest"][0])
            for link in links
        ]  # type: ignore[misc]

    contents = targets(0)
    assert contents == sorted(contents)
    assert set(contents) == {page - 1 for depth, title, page in bookmarks(pdf) if page > 1}
    assert len(targets(len(pdf.pages) - 1)) >= len(items)


def test_every_item_is_in_the_index(words: list[str], items: list[Item]) -> None:
    index = words[-1].replace("\n", "")
    assert [item.name for item in items if item.name not in index] == []


def test_the_index_sends_an_item_to_its_theme_and_its_districts(context: Context) -> None:
    atlas = Atlas(context, SheetOptions())
    entry = next(entry for entry in atlas.index(first=1) if entry.words == "西丽枢纽")
    assert [atlas.leaves[page - 1].title for page in entry.pages] == [CATALOGUE.themes["transport"].zh, "南山区"]


def test_progress_grows_and_names_the_page(pdf: PdfReader, told: list[tuple[float, str]]) -> None:
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] > 0.95
    assert any("福田区" in what for _, what in told)


def test_title_and_layout_are_in_the_file(pdf: PdfReader) -> None:
    assert pdf.metadata is not None and pdf.metadata.title == "深圳规划一张图 · 图集"
    assert pdf.page_mode == "/UseOutlines"


def test_a_filter_leaves_out_what_it_holds_back(context: Context) -> None:
    view = View(filter=Filter(theme=frozenset({"water"}), district=frozenset({"baoan"})))
    titles = [leaf.title for leaf in Atlas(replace(context, view=view), SheetOptions()).leaves]
    assert titles == ["目录", "宝安区", "索引"]


def test_no_page_shows_what_another_shows_and_what_has_no_place_has_a_page(context: Context, plan: Plan) -> None:
    view = View(filter=Filter(theme=frozenset({"water"})))
    atlas = Atlas(replace(context, view=view), SheetOptions())
    titles = [leaf.title for leaf in atlas.leaves]
    assert titles[:2] == ["目录", CATALOGUE.themes["water"].zh] and titles[-2:] == ["未落图的项目", "索引"]
    unplaced = {item.id for item in plan.items if item.theme == "water" and item.geometry is None}
    assert atlas.leaves[-2].items == unplaced
    assert "总览" in [leaf.title for leaf in Atlas(context, SheetOptions()).leaves]


def test_the_contents_say_the_filters_and_that_only_one_of_two_views_is_printed(words: list[str]) -> None:
    assert "筛选：主题：" in words[0].replace("\n", "")


def test_the_index_names_the_cell_of_the_grid(words: list[str], items: list[Item]) -> None:
    index = words[-1]
    placed = [item for item in items if item.geometry is not None]
    assert len(re.findall(r"\d+ [A-F][1-4]", index)) >= len(placed)
    # The letters stand on the maps.
    assert all(set("ABCDEF") <= set(words[page].split()) for page in (1, 2))


def test_what_districts_have_no_room_for_goes_on_together(context: Context) -> None:
    leaves = Atlas(context, SheetOptions()).leaves
    rest = [leaf for leaf in leaves if leaf.rest]
    districts = {part.section.heading for leaf in rest for part in leaf.rest}
    assert 0 < len(rest) < len(districts)
    assert all(leaf.title == "分区项目（续）" for leaf in rest)
    room = list_room()
    for leaf in rest[:-1]:
        low = [part.box.top - part.box.height for part in leaf.rest]
        assert min(low) >= room.y - 1e-6


def test_an_empty_selection_is_said(context: Context, tmp_path: Path) -> None:
    empty = replace(context, view=View(filter=Filter(text="没有这样的项目")))
    with pytest.raises(ExportError) as caught:
        make_atlas(empty, options=SheetOptions(), out=tmp_path / "a.pdf")
    assert caught.value.key == "exports.empty"
    assert not list(tmp_path.iterdir())


def test_an_atlas_is_a_pdf(context: Context, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.pdf"):
        make_atlas(context, options=SheetOptions(), out=tmp_path / "a.png")


def test_a_cancelled_atlas_leaves_no_file(context: Context, tmp_path: Path) -> None:
    def stop(share: float, what: str) -> None:
        if share > 0.02:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_atlas(replace(context, report=stop), options=SheetOptions(), out=tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


def test_a_table_goes_on_without_losing_a_row(context: Context, plan: Plan) -> None:
    rows = list(table_rows(plan.items, CATALOGUE, states_of(context), room=180, drawn=frozenset()))
    assert [row.item for row in rows if row.item] == sorted(
        plan.items, key=lambda item: CATALOGUE.layers.index(CATALOGUE.layer_of(item))
    )
    states = {row.item.id: row.state for row in rows if row.item}
    assert states["metro-14"].startswith("已开通 20")
    assert states["futian"] == ""
    count = fitting(rows, 300, TYPE_PT)
    assert 0 < count < len(rows)
    assert rows[count - 1].item is not None
