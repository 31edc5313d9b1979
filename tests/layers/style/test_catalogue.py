"""The catalogue draws everything, and its colours can be told apart by everyone."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert

from geo.files.schema import allowed
from geo.model import Plan
from geo.progress.model import STATES
from layers.style.catalogue import CATALOGUE_PATH, Layer, color_on, label_text, load_catalogue, rgba
from layers.style.drawing import ARROW_SYMBOL
from layers.style.faults import CatalogueError

CATALOGUE = load_catalogue()
VISIONS = [None, "protanomaly", "deuteranomaly", "tritanomaly"]
MIN_DELTA_E = 20
MIN_CONTRAST = 4.5
MIN_PENCIL_DELTA_E, MIN_PENCIL_CONTRAST = 15, 3.6
MIN_LIGHTNESS_STEP = 10
MIN_WIDTH_RATIO = 1.5


@cache
def lab(color: str, vision: str | None) -> np.ndarray:
    rgb = np.array(rgba(color)[:3]) / 255
    if vision:
        rgb = np.clip(cspace_convert(rgb, {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}, "sRGB1"), 0, 1)
    return cspace_convert(rgb, "sRGB1", "CIELab")


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
@pytest.mark.parametrize("vision", VISIONS)
def test_theme_colours_differ_under_every_colour_vision(vision: str | None, appearance: str) -> None:
    labs = {theme.id: lab(color_on(theme, appearance), vision) for theme in CATALOGUE.themes.values()}
    for one, other in itertools.combinations(labs, 2):
        assert np.linalg.norm(labs[one] - labs[other]) >= MIN_DELTA_E, (one, other)


def looks(appearance: str) -> dict[str, str]:
    """Colour -> the first state that has it."""
    found: dict[str, str] = {}
    for look in CATALOGUE.states.values():
        found.setdefault(color_on(look, appearance), look.id)
    return found


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
@pytest.mark.parametrize("vision", VISIONS)
def test_state_colours_differ_under_every_colour_vision(vision: str | None, appearance: str) -> None:
    labs = {state: lab(color, vision) for color, state in looks(appearance).items()}
    assert len(labs) == 9
    for one, other in itertools.combinations(labs, 2):
        assert np.linalg.norm(labs[one] - labs[other]) >= MIN_DELTA_E, (one, other)


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
@pytest.mark.parametrize("vision", VISIONS)
def test_pencils_are_told_from_themes_and_from_each_other(vision: str | None, appearance: str) -> None:
    labs = {pencil.id: lab(color_on(pencil, appearance), vision) for pencil in CATALOGUE.pencils.values()}
    themes = {theme.id: lab(color_on(theme, appearance), vision) for theme in CATALOGUE.themes.values()}
    pairs = [*itertools.combinations(labs.items(), 2), *itertools.product(labs.items(), themes.items())]
    for (one, first), (other, second) in pairs:
        assert np.linalg.norm(first - second) >= MIN_PENCIL_DELTA_E, (one, other)


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
@pytest.mark.parametrize("paper", ["sea", "land", "unit", "halo"])
def test_pencils_read_on_both_basemaps(appearance: str, paper: str) -> None:
    for pencil in CATALOGUE.pencils.values():
        found = contrast(color_on(pencil, appearance), CATALOGUE.appearances[appearance][paper])
        assert found >= MIN_PENCIL_CONTRAST, pencil.id


@pytest.mark.parametrize(("appearance", "turn"), [("light", 1), ("dark", -1)])
def test_a_grey_print_tells_how_far_a_work_is(appearance: str, turn: int) -> None:
    """The further, the more it stands out."""
    course = ("open", "part_open", "building", "planned")
    steps = [turn * lightness(color_on(CATALOGUE.states[state], appearance)) for state in course]
    assert all(after - before >= MIN_LIGHTNESS_STEP for before, after in itertools.pairwise(steps))


def test_every_state_has_a_sign_of_its_own() -> None:
    assert list(CATALOGUE.states) == list(STATES)
    signs = Counter(look.sign for look in CATALOGUE.states.values())
    # What is open and what is complete are both done.
    assert {sign: count for sign, count in signs.items() if count > 1} == {"check": 2}


def test_every_item_has_a_layer_and_every_category_an_english_name(plan: Plan) -> None:
    for item in plan.items:
        assert CATALOGUE.layer_of(item).theme == item.theme
        assert item.category in CATALOGUE.category_en


def test_a_category_that_no_layer_takes_is_refused(plan: Plan) -> None:
    with pytest.raises(CatalogueError, match=r"layers/catalogue\.toml"):
        CATALOGUE.layer_of(replace(plan.by_id["hub-xili"], category="缆车"))


def test_the_catalogue_knows_the_schema_s_values() -> None:
    assert set(CATALOGUE.themes) == set(allowed("theme"))
    assert set(CATALOGUE.stages) == set(allowed("stage"))
    assert set(CATALOGUE.precisions) == set(allowed("precision"))


def luminance(color: str) -> float:
    channels = np.array(rgba(color)[:3]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def lightness(color: str) -> float:
    """CIE L*, 0 to 100: what is left of a colour in greyscale."""
    return float(lab(color, None)[0])


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
def test_text_contrast_is_at_least_four_and_a_half(appearance: str) -> None:
    colors = CATALOGUE.appearances[appearance]
    inks = ("label", "label_quiet", "label_sea", "ink", "highlight", "focus", "warn")
    papers = ("sea", "land", "unit", "halo")
    found = {(ink, paper): contrast(colors[ink], colors[paper]) for ink in inks for paper in papers}
    assert {pair: ratio for pair, ratio in found.items() if ratio < MIN_CONTRAST} == {}


def kinds_drawn(plan: Plan) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {layer.id: set() for layer in CATALOGUE.layers}
    for item in plan.items:
        if item.geometry is not None and item.category != "各区发展定位":
            kinds[CATALOGUE.layer_of(item).id].add(item.located)
    return kinds


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
def test_layers_differ_in_greyscale_or_by_symbol_or_geometry(appearance: str, plan: Plan) -> None:
    kinds = kinds_drawn(plan)
    for one, other in itertools.combinations(CATALOGUE.layers, 2):
        alike = abs(lightness(color_on(one, appearance)) - lightness(color_on(other, appearance))) < MIN_LIGHTNESS_STEP
        if alike and kinds[one.id] & kinds[other.id]:
            assert one.symbol != other.symbol, (one.id, other.id)


def line_widths(plan: Plan) -> dict[str, set[float]]:
    """Widths of the lines that each layer draws, with those of their stages."""
    widths: dict[str, set[float]] = {}
    for item in plan.items:
        layer = CATALOGUE.layer_of(item)
        if item.located == "line" and layer.symbol != ARROW_SYMBOL:
            widths.setdefault(layer.id, set()).add(layer.width * CATALOGUE.stages[item.stage].width_factor)
    return widths


def like_lines(layers: Sequence[Layer], widths: dict[str, set[float]], appearance: str) -> list[tuple[str, str]]:
    """Pairs of layers whose lines a grey print could take for each other: as dark, of one form, and nearly as wide."""
    pairs = []
    for one, other in itertools.combinations([layer for layer in layers if layer.id in widths], 2):
        as_dark = (
            abs(lightness(color_on(one, appearance)) - lightness(color_on(other, appearance))) < MIN_LIGHTNESS_STEP
        )
        narrow, wide = sorted((widths[one.id], widths[other.id]), key=min)
        if as_dark and one.form == other.form and min(wide) < max(narrow) * MIN_WIDTH_RATIO:
            pairs.append((one.id, other.id))
    return pairs


@pytest.mark.parametrize("appearance", CATALOGUE.appearances)
def test_lines_of_different_layers_are_told_apart_in_a_grey_print(appearance: str, plan: Plan) -> None:
    widths = line_widths(plan)
    assert len(widths) >= 10
    assert like_lines(CATALOGUE.layers, widths, appearance) == []
    # Without their forms they would not be: the test above can fail.
    plain = [replace(layer, form="solid") for layer in CATALOGUE.layers]
    assert len(like_lines(plain, widths, appearance)) >= 3


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    text = CATALOGUE_PATH.read_text(encoding="utf-8").replace('form = "ticks"', 'form = "wavy"', 1)
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="wavy"):
        load_catalogue(tmp_path / "catalogue.toml")


@pytest.mark.parametrize("color", ["{{7*7}}", "red", "#12345", '#123456"/>', "#1234567"])
def test_what_is_no_colour_is_refused_by_name(tmp_path: Path, color: str) -> None:
    text = CATALOGUE_PATH.read_text(encoding="utf-8")
    assert 'sea = "#dfe7ea"' in text
    (tmp_path / "catalogue.toml").write_text(text.replace('sea = "#dfe7ea"', f"sea = '{color}'"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"light\.sea"):
        load_catalogue(tmp_path / "catalogue.toml")


def test_paper_names_the_items_of_a_layer_earlier_and_further_ranks_as_the_last() -> None:
    labels = CATALOGUE.labels
    for rank, zoom in enumerate(labels.zooms):
        assert labels.zoom_of(rank) == zoom
        assert labels.zoom_of(rank, labels.paper_zooms_earlier) == max(zoom - labels.paper_zooms_earlier, 0)
    assert labels.zoom_of(99) == labels.zooms[-1]


def test_stages_differ_without_colour() -> None:
    patterns = {
        (stage.dash, stage.fill, stage.width_factor) for stage in CATALOGUE.stages.values() if stage.id != "policy"
    }
    assert len(patterns) == len(CATALOGUE.stages) - 1


def test_rgba_and_label(plan: Plan) -> None:
    assert rgba("#ff8000", 0.5) == (255, 128, 0, 128)
    hub = plan.by_id["hub-xili"]
    assert label_text(hub, "zh") == hub.name
    assert label_text(replace(hub, precision="indicative"), "zh").endswith("（示意）")


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("[theme.water]", "[theme.", "catalogue"),
        ('fill = "half"', 'fill = "most"', "most"),
        ("width_factor = 1.3", 'width_factor = "1.3"', "width_factor"),
        ("dash = [", "dash = 7 # [", "dash"),
        ('edge = "soft"', "edge = 3", "edge"),
        ("[state.study]", "[state.studies]", "study"),
        ('sign = "minus"', 'sign = "plus"', "[state.part_open] sign = 'plus'"),
        ("[drawing]", "[drawings]", "drawing"),
        ("halo_opacity = 0.13", "", "halo_opacity"),
        ("halo_opacity = 0.13", "halo_opacity = 16", "[drawing] halo_opacity = 16: 0 to 1"),
        ("hatch_step_px = 9.0", "hatch_step_px = 0", "[drawing] hatch_step_px = 0: more than 0"),
        ("point_px = 24", 'point_px = "24"', "[drawing] point_px"),
        ("reach_dash = [4.0, 3.5]", "reach_dash = 4", "[drawing] reach_dash"),
        ("water_rank = 3.5", "water_rang = 3.5", "water_rang"),
        ("zooms = [0.0, 0.0, 8.2, 8.6, 9.9, 10.6, 10.2, 10.9, 11.2, 11.6]", "zooms = []", "[labels] zooms"),
    ],
)
def test_a_broken_catalogue_is_named_with_its_entry_and_the_remedy(
    tmp_path: Path, before: str, after: str, named: str
) -> None:
    text = CATALOGUE_PATH.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "catalogue.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"layers/catalogue\.toml: .*restore") as error:
        load_catalogue(tmp_path / "catalogue.toml")
    assert named in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\xff", b"theme = 3", b"[theme.a]\nzh = 1"])
def test_what_is_no_catalogue_at_all_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalogue.toml").write_bytes(content)
    with pytest.raises(CatalogueError, match=r"layers/catalogue\.toml"):
        load_catalogue(tmp_path / "catalogue.toml")


def test_a_plan_of_other_themes_replaces_tables(tmp_path: Path) -> None:
    own = tmp_path / "catalogue.toml"
    own.write_text("figure = []\n[category_en]\n", encoding="utf-8")
    other = load_catalogue(own=own)
    assert other.figures == () and other.category_en == {}
    assert other.themes == CATALOGUE.themes
    own = tmp_path / "other" / "catalogue.toml"
    own.parent.mkdir()
    own.write_text('[[figure]]\nid = "x"\nlocated = "line"\nlayers = ["gone"]\nzh = "x"\nen = "x"\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"data/catalogue\.toml: \[\[figure\]\] x: layers = gone"):
        load_catalogue(own=own)
