"""Answers as rows for files: one table of columns, whatever the format."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exports.ask.answered import Answered
from geo.analysis.answer import Range, Row
from geo.analysis.places import Thing
from geo.analysis.totals import Total, matrix, within
from geo.model import Item
from layers.answer_words import name_of, why
from layers.text import text

DECIMALS_M, DECIMALS_KM = 1, 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of every file."""

    name: str
    width: int = 11
    """characters, in the workbook"""
    coded: bool = False
    """holds a code; the workbook leaves it to the column with the words"""

    heading: str = ""
    """what its heading goes by, where that is not its name"""

    @property
    def wording(self) -> str:
        """Key of its heading in the workbook."""
        return f"ask.column.{self.heading or self.name}"


BOTH = (Column("subject", 26), Column("subject_id", 22), Column("object", 26), Column("object_id", 22))
SURE = (Column("sure", coded=True), Column("sure_label", 8))
DISTANCE = (Column("distance_m"), Column("plus_minus_m", 8), Column("least_m"), Column("most_m"))
RING = (Column("ring_from_m"), Column("ring_to_m"))
INSIDE = (Column("inside_low"), Column("inside_stated"), Column("inside_high"), Column("inside_unit", 6))
ITEM = (Column("theme"), Column("stage", 8), Column("state", 14))
WHY = (Column("why", 60),)
TOTAL = (
    *map(Column, ("certain", "possible", "length_low_km", "length_km", "length_high_km")),
    *(Column(f"{name}_km2", heading=name) for name in ("area_low", "area_stated", "area_high")),
)
OF_KIND = {
    "near": DISTANCE,
    "nearest": DISTANCE,
    "rings": RING + DISTANCE,
    "overlap": DISTANCE + INSIDE,
    "contains": INSIDE,
    "within": INSIDE,
    "matrix": INSIDE,
}


def columns_of(kind: str) -> tuple[Column, ...]:
    """The columns of an answer of a kind."""
    return BOTH + SURE + OF_KIND[kind] + ITEM + WHY


def records(found: Answered) -> list[dict[str, Any]]:
    """The rows with all columns, the nearest of each subject first."""
    names = [column.name for column in columns_of(found.question.kind)]
    return [{name: record[name] for name in names} for record in (record_of(found, row) for row in found.answer.rows())]


def record_of(found: Answered, row: Row) -> dict[str, Any]:
    """All columns of any kind of answer, for one row of it."""
    language, radii = found.context.language, (0.0, *found.question.radii_m)
    ring = row.ring or 0
    return {
        "subject": name_of(row.subject, language),
        "subject_id": row.subject.id,
        "object": name_of(row.object, language),
        "object_id": row.object.id,
        "sure": "certain" if row.certain else "possible",
        "sure_label": text("ask.sure.certain" if row.certain else "ask.sure.possible", language),
        **{name: round(getattr(row, name), DECIMALS_M) for name in ("distance_m", "plus_minus_m", "least_m", "most_m")},
        "ring_from_m": radii[ring],
        "ring_to_m": radii[min(ring + 1, len(radii) - 1)],
        **_inside(row.inside),
        **dict(zip(("theme", "stage", "state"), item_words(found, row.object), strict=True)),
        "why": why(found.question, row, language),
    }


def _inside(inside: Range | None) -> dict[str, Any]:
    if inside is None:
        return dict.fromkeys(("inside_low", "inside_stated", "inside_high", "inside_unit"))
    sizes = {f"inside_{name}": round(getattr(inside, name), DECIMALS_M) for name in ("low", "stated", "high")}
    return sizes | {"inside_unit": inside.unit}


def item_words(found: Answered, thing: Thing) -> tuple[str, str, str]:
    """Theme, stage and state of an item in words; of a feature of one's own the title of its layer."""
    if not isinstance(thing, Item):
        return getattr(thing, "layer", ""), "", ""
    catalogue, language = found.context.catalogue, found.context.language
    theme, stage = catalogue.themes.get(thing.theme), catalogue.stages.get(thing.stage)
    return (
        getattr(theme, language) if theme else thing.theme,
        getattr(stage, language) if stage else thing.stage,
        found.states.name(thing),
    )


def totals(found: Answered) -> tuple[list[Column], list[list[Any]]]:
    """How much of what theme, stage and state lies in each area: columns and rows, areas in their order."""
    language = found.context.language
    groups = within(found.answer, lambda thing: item_words(found, thing))
    catalogue = found.context.catalogue
    order = [getattr(look, language) for looks in (catalogue.themes, catalogue.stages) for look in looks.values()]

    def rank(group: Any) -> tuple[int, list[tuple[int, str]]]:
        area, words = group
        return area, [(order.index(word) if word in order else len(order), word) for word in words]

    columns = [Column("area", 26), *ITEM, *TOTAL]
    rows: list[list[Any]] = []
    ranked: list[Any] = sorted(groups, key=rank)
    for area, words in ranked:
        rows.append([name_of(found.answer.subjects.things[area], language), *words, *_cells(groups[area, words])])
    return columns, rows


def _cells(total: Total) -> list[Any]:
    length, area = total.length_m, total.area_m2
    return [
        total.certain,
        total.possible,
        *(round(size / 1e3, DECIMALS_KM) for size in (length.low, length.stated, length.high)),
        *(round(size / 1e6, DECIMALS_KM) for size in (area.low, area.stated, area.high)),
    ]


def theme_table(found: Answered) -> tuple[list[str], list[list[Any]]]:
    """Theme by theme, how many pairs overlap: certain + possible. Header and rows."""
    language = found.context.language
    cells = matrix(found.answer, lambda thing: item_words(found, thing)[0])
    present = {key for pair in cells for key in pair}
    names = [getattr(theme, language) for theme in found.context.catalogue.themes.values()]
    ordered = [name for name in names if name in present] + sorted(map(str, present - set(names)))
    header = [text("ask.matrix.corner", language), *ordered]
    return header, [[one, *(_cell(found, cells.get((one, other))) for other in ordered)] for one in ordered]


def _cell(found: Answered, total: Total | None) -> str:
    if total is None:
        return "0"
    return text("ask.cell", found.context.language, certain=total.certain, possible=total.possible)


def not_measured(found: Answered) -> Sequence[Sequence[Any]]:
    """Name, id and reason of each thing that could not be measured."""
    language = found.context.language
    return [[name_of(thing, language), thing.id, text(key, language)] for thing, key in found.left_out()]
