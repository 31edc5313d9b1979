"""Answers in words: what was asked, how much was found, how sure each row is and why."""

from collections.abc import Sequence

from geo.analysis.answer import Answer, Range, Row
from geo.analysis.places import Places, Thing
from geo.analysis.question import Question
from geo.model import Item
from layers.text import Language, text

KM_FROM_M, KM2_FROM_M2 = 10_000.0, 100_000.0
"""from so much on lengths are told in km, areas in km²"""
OF_LINES = ("overlap", "within", "matrix")
"""kinds whose answers measure what lines and areas share"""


def length_words(length_m: float) -> str:
    """Metres, or kilometres where they are many."""
    return f"{length_m / 1e3:.2f} km" if length_m >= KM_FROM_M else f"{length_m:.0f} m"


def radius_words(radius_m: float) -> str:
    """A length that somebody has asked for, which is exact: 5 km, 1.25 km, 500 m."""
    return f"{round(radius_m / 1e3, 6):.10g} km" if radius_m >= 1e3 else f"{radius_m:.10g} m"


def name_of(thing: Thing, language: Language) -> str:
    """What a thing is called: an item in the language, a feature of one's own by its title."""
    if isinstance(thing, Item):
        return thing.name if language == "zh" else thing.name_en
    return str(getattr(thing, "title", "") or thing.id)


def kind_words(question: Question, language: Language) -> str:
    """What is asked of the subjects."""
    radii = [radius_words(radius) for radius in question.radii_m]
    return text(
        f"ask.kind.{question.kind}", language,
        radius=radii[0] if radii else "", radii=_listed(radii, language), count=question.count,
    )  # fmt: skip


def title_words(question: Question, subjects: Sequence[Thing], language: Language) -> str:
    """Subjects and kind in one line."""
    first = name_of(subjects[0], language) if subjects else ""
    if question.subjects == ("",):
        names = text("ask.wholePlan", language)
        return text("ask.title", language, subjects=names, kind=kind_words(question, language))
    names = first if len(subjects) < 2 else text("ask.several", language, first=first, count=len(subjects))
    return text("ask.title", language, subjects=names, kind=kind_words(question, language))


def counts_words(answer: Answer, language: Language) -> str:
    """How much is certain and how much possible."""
    certain, possible = answer.counts
    if not len(answer):
        return text("ask.counts.none", language)
    objects = len(set(answer.object.tolist()))
    return text("ask.counts", language, certain=certain, possible=possible, objects=objects)


def left_out_words(parts: Sequence[Places], language: Language) -> str:
    """How many of the things asked about or looked for could not be measured; each counts once."""
    indicative = {id(thing) for part in parts for thing in part.indicative}
    unplaced = {id(thing) for part in parts for thing in part.unplaced}
    return text("ask.leftOut", language, indicative=len(indicative), unplaced=len(unplaced))


def method_words(kind: str, language: Language) -> str:
    """What certain and possible mean, and what the kind of question leaves out."""
    keys = ["ask.method"]
    if kind == "nearest":
        keys.append("ask.method.nearest")
    if kind in OF_LINES:
        keys.append("ask.method.lines")
    if kind == "matrix":
        keys.append("ask.method.matrix")
    return ("。" if language == "zh" else ". ").join(text(key, language) for key in keys)


def why(question: Question, row: Row, language: Language) -> str:
    """Why a row is certain or only possible."""
    kind = question.kind if question.kind not in ("within", "matrix") else "overlap"
    if kind == "overlap" and row.distance_m > 0:
        kind = "apart"
    radii = [0.0, *question.radii_m]
    ring = row.ring or 0
    values = {
        "distance": length_words(row.distance_m),
        "u": length_words(row.plus_minus_m),
        "least": length_words(row.least_m),
        "most": length_words(row.most_m),
        "radius": radius_words(radii[-1]),
        "inner": radius_words(radii[ring]),
        "outer": radius_words(radii[min(ring + 1, len(radii) - 1)]),
        "count": question.count,
    }
    words = text(f"ask.certain.{kind}" if row.certain else f"ask.possible.{kind}", language, **values)
    return words + (inside_words(row.inside, language) if row.inside else "")


def inside_words(inside: Range, language: Language) -> str:
    """A length or an area inside, as a range in one unit."""
    of_length = inside.unit == "m"
    large = inside.high >= (KM_FROM_M if of_length else KM2_FROM_M2)
    scale = (1e3 if of_length else 1e6) if large else 1.0
    unit = ("km" if large else "m") + ("" if of_length else "²")
    sizes = {name: f"{getattr(inside, name) / scale:.{2 if large else 0}f}" for name in ("low", "stated", "high")}
    return text("ask.inside", language, **sizes, unit=unit)


def _listed(words: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)
