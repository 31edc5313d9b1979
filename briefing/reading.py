"""Reading briefings from files that anybody may have written: what is wrong is refused with the reason, never guessed.

The shape of a file is checked here (`read_briefings`). What it names that the plan no longer has is checked against the
plan (`checked`), named and skipped.
"""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from briefing.drawing import drawing_of
from briefing.errors import ExportError
from briefing.files import RESERVED
from briefing.model import MEASURES, OF_THEIR_OWN, Briefing, Figure, Notice, Scene
from geo.files.strict import STANDS_FOR_IT, RefusedError, clean, decoded, parse_json
from geo.messages import Breach
from geo.query import Filter
from layers.view.decoding import NAME
from layers.view.link import MAX_QUERY_LENGTH, Vocabulary, decode, encode
from layers.view.state import without_lists

MAX_FILE_BYTES = 2_000_000
MAX_BRIEFINGS = 20
MAX_SCENES = 200
MAX_FIGURES = 8
MAX_FITTED = 60
MAX_ID = 64
MAX_VALUES = 200
LENGTHS = {
    "title": 120, "title_en": 160, "narrative": 600, "narrative_en": 1200, "notes": 4000, "notes_en": 8000,
    "view": MAX_QUERY_LENGTH, "label": 60, "label_en": 80, "name": 40,
}  # fmt: skip
"""longest text of each field, in characters"""
FIGURE_NAME = re.compile(r"[a-z][a-z0-9_]*")
NOTICE_OF_FLAW = {"duplicate-key": "twiceWritten", "unshowable": "unshowable"}
"""code of geo.messages -> wording of the notice"""
NEW_LINES = re.compile("\r\n?|[\u2028\u2029]")
"""other ways to begin a line"""
SHOWN = 60


def _quoted(value: object) -> str:
    shown = clean(NEW_LINES.sub(" ", str(value)[: SHOWN * 2]), " ")
    return shown if len(shown) <= SHOWN else shown[:SHOWN] + "…"


def _where(flaw: Breach) -> str:
    return _quoted(".".join(part for part in (flaw.item, flaw.values["field"]) if part))


def words(value: str) -> str:
    """A text without what cannot be shown, trimmed. An id keeps the sign for it, and is refused for it."""
    return clean(NEW_LINES.sub("\n", value).replace(STANDS_FOR_IT, ""), "").strip()


def read_briefings(content: bytes) -> tuple[tuple[Briefing, ...], tuple[Notice, ...]]:
    """Briefings of a file's content, and what was left out. Raises ExportError naming what is wrong and the remedy."""
    if len(content) > MAX_FILE_BYTES:
        raise ExportError("briefing.tooLarge", limit=MAX_FILE_BYTES // 1_000_000)
    try:
        parsed = parse_json(decoded(content), "")
    except RefusedError as refused:
        raise ExportError("briefing.notJson", detail=refused.breach("")) from refused
    raw = parsed.value
    listed = raw.get("briefings") if isinstance(raw, dict) else None
    if not isinstance(listed, list) or not listed:
        raise ExportError("briefing.noBriefings")
    if len(listed) > MAX_BRIEFINGS:
        raise ExportError("briefing.tooMany", what="briefings", count=len(listed), limit=MAX_BRIEFINGS)
    reader = _Reader()
    reader.notices += [
        Notice(f"briefing.{NOTICE_OF_FLAW[flaw.code]}", {"where": _where(flaw)}) for flaw in parsed.flaws
    ]
    briefings = tuple(reader.briefing(entry, f"briefings[{position}]") for position, entry in enumerate(listed))
    reader.unique((briefing.id for briefing in briefings), "briefings")
    reader.unknown(raw, {"briefings"}, "")
    return briefings, tuple(reader.notices)


class _Reader:
    """Takes values out of decoded JSON, each with the place where it stands, and remembers what it left out."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []

    def unknown(self, raw: dict[str, Any], known: Iterable[str], where: str) -> None:
        self.notices += [
            Notice("briefing.unknownField", {"where": _quoted(f"{where}.{key}")})
            for key in list(raw)[:50]
            if key not in known
        ]

    def unique(self, ids: Iterable[str], where: str) -> None:
        seen: set[str] = set()
        for identifier in ids:
            if identifier in seen:
                raise ExportError("briefing.twice", where=where, value=identifier)
            seen.add(identifier)

    def mapping(self, raw: object, where: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise ExportError("briefing.wrongType", where=where, wanted="{…}", value=_quoted(raw))
        return raw

    def entries(self, raw: dict[str, Any], name: str, limit: int, where: str) -> list[Any]:
        value = raw.get(name, [])
        if not isinstance(value, list):
            raise ExportError("briefing.wrongType", where=f"{where}.{name}", wanted="[…]", value=_quoted(value))
        if len(value) > limit:
            raise ExportError("briefing.tooMany", what=f"{where}.{name}", count=len(value), limit=limit)
        return value

    def text(self, raw: dict[str, Any], name: str, where: str) -> str:
        value = raw.get(name, "")
        if not isinstance(value, str):
            raise ExportError("briefing.wrongType", where=f"{where}.{name}", wanted='"…"', value=_quoted(value))
        if len(value) > LENGTHS[name]:
            raise ExportError("briefing.tooLong", where=f"{where}.{name}", count=len(value), limit=LENGTHS[name])
        return words(value)

    def identifier(self, raw: dict[str, Any], where: str) -> str:
        value = raw.get("id")
        if not is_id(value):
            raise ExportError("briefing.badId", where=where, value=_quoted(value))
        return str(value)

    def values(self, raw: dict[str, Any], name: str, limit: int, where: str) -> list[str]:
        found = self.entries(raw, name, limit, where)
        if not all(isinstance(value, str) and len(value) <= MAX_VALUES for value in found):
            raise ExportError("briefing.wrongType", where=f"{where}.{name}", wanted='["…"]', value=_quoted(found))
        return [words(value) for value in found]

    def briefing(self, entry: object, where: str) -> Briefing:
        raw = self.mapping(entry, where)
        self.unknown(raw, {"id", "title", "title_en", "scenes"}, where)
        scenes = self.entries(raw, "scenes", MAX_SCENES, where)
        read = tuple(self.scene(scene, f"{where}.scenes[{position}]") for position, scene in enumerate(scenes))
        self.unique((scene.id for scene in read), f"{where}.scenes")
        found = Briefing(
            self.identifier(raw, where), self.text(raw, "title", where), self.text(raw, "title_en", where), read
        )
        if not (found.title or found.title_en):
            raise ExportError("briefing.noTitle", where=where)
        return found

    def scene(self, entry: object, where: str) -> Scene:
        raw = self.mapping(entry, where)
        texts = [field.name for field in fields(Scene) if field.name not in ("id", *OF_THEIR_OWN)]
        self.unknown(raw, {"id", "figures", "frame", "drawing", *texts}, where)
        found = {name: self.text(raw, name, where) for name in texts}
        if not (found["title"] or found["title_en"]):
            raise ExportError("briefing.noTitle", where=where)
        figures = None
        if raw.get("figures") is not None:
            entries = self.entries(raw, "figures", MAX_FIGURES, where)
            figures = tuple(
                self.figure(figure, f"{where}.figures[{position}]") for position, figure in enumerate(entries)
            )
            self.unique((figure.name for figure in figures), f"{where}.figures")
        return Scene(
            self.identifier(raw, where),
            **found,
            figures=figures,
            fitted=tuple(self.values(raw, "frame", MAX_FITTED, where)),
            drawing=drawing_of(raw.get("drawing"), f"{where}.drawing"),
        )

    def figure(self, entry: object, where: str) -> Figure:
        raw = self.mapping(entry, where)
        self.unknown(raw, {field.name for field in fields(Figure)}, where)
        name, measure, unit, shown = (
            self.text(raw, "name", where),
            raw.get("measure"),
            raw.get("unit"),
            raw.get("shown", True),
        )
        if not FIGURE_NAME.fullmatch(name):
            raise ExportError("briefing.badFigureName", where=where, value=_quoted(name))
        if measure not in MEASURES:
            raise ExportError(
                "briefing.wrongType", where=f"{where}.measure", wanted=" | ".join(MEASURES), value=_quoted(measure)
            )
        if not isinstance(shown, bool):
            raise ExportError("briefing.wrongType", where=f"{where}.shown", wanted="true | false", value=_quoted(shown))
        if unit is not None and not is_id(unit):
            raise ExportError("briefing.badId", where=f"{where}.unit", value=_quoted(unit))
        labels = self.text(raw, "label", where), self.text(raw, "label_en", where)
        return Figure(name, *labels, str(measure), self.filter(raw.get("filter"), f"{where}.filter"), unit, shown)

    def filter(self, entry: object, where: str) -> Filter | None:
        if entry is None:
            return None
        raw = self.mapping(entry, where)
        names = [field.name for field in fields(Filter)]
        self.unknown(raw, names, where)
        picked = {name: frozenset(self.values(raw, name, MAX_VALUES, where)) for name in names if name != "text"}
        wanted = raw.get("text", "")
        if not isinstance(wanted, str):
            raise ExportError("briefing.wrongType", where=f"{where}.text", wanted='"…"', value=_quoted(wanted))
        return Filter(**picked, text=wanted)


def is_id(value: object) -> bool:
    """Whether value may name a briefing or scene: a-z, 0-9 and hyphens, safe as a file's name on every system."""
    return (
        isinstance(value, str)
        and len(value) <= MAX_ID
        and NAME.fullmatch(value) is not None
        and not RESERVED.match(value)
    )


def checked(briefing: Briefing, vocabulary: Vocabulary) -> tuple[Briefing, tuple[Notice, ...]]:
    """The briefing with only what the plan and the catalogue have, and what was skipped. Never raises."""
    notices: list[Notice] = []
    scenes = tuple(_checked_scene(scene, vocabulary, notices) for scene in briefing.scenes)
    return replace(briefing, scenes=scenes), tuple(notices)


def _checked_scene(scene: Scene, vocabulary: Vocabulary, notices: list[Notice]) -> Scene:
    def skip(value: str) -> None:
        notices.append(Notice("briefing.skipped", {"scene": scene.title or scene.title_en, "value": _quoted(value)}))

    view, dropped = decode(scene.view, vocabulary)
    for part in dropped:
        skip(f"{part.parameter}={part.value}")
    for item in scene.fitted:
        if item not in vocabulary.plan.by_id:
            skip(item)
    for value in [value for figure in scene.figures or () for value in unknown_values(figure, vocabulary)]:
        skip(value)
    fitted = tuple(item for item in scene.fitted if item in vocabulary.plan.by_id)
    bare = replace(without_lists(view), page="map", language="zh", briefing=None, scene=1)
    return replace(scene, view=encode(bare, vocabulary), fitted=fitted)


def unknown_values(figure: Figure, vocabulary: Vocabulary) -> Iterable[str]:
    """What a figure's definition names and the plan does not have: such a figure cannot be computed."""
    known = {name: values.keys() for name, values in vocabulary.facets.items()}
    for name, values in known.items():
        yield from sorted((getattr(figure.filter, name) if figure.filter else frozenset()) - values)
    if figure.unit is not None and figure.unit not in vocabulary.units:
        yield figure.unit
