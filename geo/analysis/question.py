"""A question as a value: kept in a file or a link, and asked again when the data are newer."""

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, quote

from geo.analysis.answer import Answer
from geo.analysis.near import near, nearest, rings
from geo.analysis.overlap import contains, overlap
from geo.analysis.places import Places
from geo.analysis.totals import conflicts

KINDS = ("near", "nearest", "rings", "overlap", "contains", "within", "matrix")
MOST_RADIUS_M, MOST_RINGS, MOST_NEAREST = 500_000.0, 10, 100
MOST_SELECTORS, LONGEST_SELECTOR = 8, 2_000
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
VERSION = 1
NOT_QUOTED = "-_.~!*'(),"
"""what JavaScript's encodeURIComponent leaves as it is, and the comma"""


class QuestionError(ValueError):
    """No question: names the part that is wrong and what it may be."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Which things a selector stands for is for whoever has the data to say."""

    kind: str
    """one of KINDS"""
    subjects: tuple[str, ...]
    """selectors of what is asked about: filters as links have them ("theme=transport"), or layers of one's own"""
    objects: tuple[str, ...] = ("",)
    """selectors of what is looked for; "" is the whole plan. A matrix has none of its own"""
    radii_m: tuple[float, ...] = ()
    """one of near, one or more of rings, ascending; of nothing else"""
    count: int | None = None
    """how many nearest; of nothing else"""
    day: date | None = None
    """the day whose progress counts; None is the day on which it is asked"""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise QuestionError(f"kind: {', '.join(KINDS)}")
        for name in ("subjects", "objects"):
            _check_selectors(name, getattr(self, name))
        most = {"near": 1, "rings": MOST_RINGS}.get(self.kind, 0)
        if not min(most, 1) <= len(self.radii_m) <= most:
            raise QuestionError(f"radii_m: {most} of {self.kind} at most, {min(most, 1)} at least")
        if not all(math.isfinite(radius) and 0 < radius <= MOST_RADIUS_M for radius in self.radii_m):
            raise QuestionError(f"radii_m: metres above 0 up to {MOST_RADIUS_M:.0f}")
        if list(self.radii_m) != sorted(set(self.radii_m)):
            raise QuestionError("radii_m: ascending")
        if (self.count is None) == (self.kind == "nearest"):
            raise QuestionError("count: of nearest, and of nothing else")
        if self.count is not None and not 1 <= self.count <= MOST_NEAREST:
            raise QuestionError(f"count: 1 to {MOST_NEAREST}")

    def ask(self, subjects: Places, objects: Places) -> Answer:
        """The answer for what the selectors stand for now. Raises TooManyError."""
        if self.kind == "near":
            return near(subjects, objects, radius_m=self.radii_m[0])
        if self.kind == "nearest":
            return nearest(subjects, objects, count=self.count or 1)
        if self.kind == "rings":
            return rings(subjects, objects, radii_m=self.radii_m)
        if self.kind == "matrix":
            return conflicts(subjects)
        return (contains if self.kind == "contains" else overlap)(subjects, objects)

    def record(self) -> dict[str, Any]:
        """As JSON has it; what is not said is left out."""
        found: dict[str, Any] = {"version": VERSION, "kind": self.kind, "subjects": list(self.subjects)}
        if self.objects != ("",):
            found["objects"] = list(self.objects)
        if self.radii_m:
            found["radii_m"] = list(self.radii_m)
        if self.count is not None:
            found["count"] = self.count
        if self.day is not None:
            found["day"] = self.day.isoformat()
        return found

    @classmethod
    def of_record(cls, record: Any) -> "Question":
        """The question that `record` made a record of. Raises QuestionError for anything else."""
        names = {"version", *cls.__dataclass_fields__}
        if not isinstance(record, dict) or not record.keys() <= names or record.get("version") != VERSION:
            raise QuestionError(f"version: {VERSION}, and nothing but {', '.join(sorted(names))}")
        count = record.get("count")
        if count is not None and type(count) is not int:
            raise QuestionError("count: a whole number")
        radii = record.get("radii_m", [])
        if not isinstance(radii, list) or not all(type(radius) in (int, float) for radius in radii):
            raise QuestionError("radii_m: a list of numbers")
        return cls(
            kind=str(record.get("kind")),
            subjects=_selectors("subjects", record.get("subjects")),
            objects=_selectors("objects", record.get("objects", [""])),
            radii_m=tuple(float(radius) for radius in radii),
            count=count,
            day=_day(record.get("day")),
        )

    def link(self) -> str:
        """As a query string: ask, of, to, r, k, day."""
        pairs = [("ask", self.kind), *(("of", selector) for selector in self.subjects)]
        if self.objects != ("",):
            pairs += [("to", selector) for selector in self.objects]
        if self.radii_m:
            pairs.append(("r", ",".join(f"{radius:.12g}" for radius in self.radii_m)))
        pairs += [("k", str(self.count))] if self.count is not None else []
        pairs += [("day", self.day.isoformat())] if self.day is not None else []
        return "&".join(f"{name}={quote(value, safe=NOT_QUOTED)}" for name, value in pairs)

    @classmethod
    def of_link(cls, query: str) -> "Question":
        """The question of a query string that `link` made. Raises QuestionError for anything else."""
        values: dict[str, list[str]] = {name: [] for name in ("ask", "of", "to", "r", "k", "day")}
        for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="replace"):
            if name not in values or (values[name] and name not in ("of", "to")):
                raise QuestionError(f"{', '.join(values)}: each once, but of and to")
            values[name].append(value)
        count = "".join(values["k"])
        record = {"version": VERSION, "kind": "".join(values["ask"]), "subjects": values["of"]}
        record |= {"objects": values["to"]} if values["to"] else {}
        record |= {"radii_m": [_number(part) for part in values["r"][0].split(",")]} if values["r"] else {}
        record |= {"count": int(count) if count.isascii() and count.isdigit() and len(count) < 5 else count or None}
        return cls.of_record(record | {"day": "".join(values["day"]) or None})


def _number(written: str) -> float | str:
    try:
        return float(written)
    except ValueError:
        return written


def _selectors(name: str, found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(selector, str) for selector in found):
        raise QuestionError(f"{name}: a list of texts")
    return tuple(found)


def _check_selectors(name: str, selectors: tuple[str, ...]) -> None:
    if not 1 <= len(selectors) <= MOST_SELECTORS:
        raise QuestionError(f"{name}: 1 to {MOST_SELECTORS}")
    if any(len(selector) > LONGEST_SELECTOR or CONTROL.search(selector) for selector in selectors):
        raise QuestionError(f"{name}: {LONGEST_SELECTOR} characters at most, and no control characters")


def _day(written: Any) -> date | None:
    if written is None:
        return None
    try:
        found = date.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise QuestionError("day: as 2025-12-31") from error
    if found.isoformat() != written:
        raise QuestionError("day: as 2025-12-31")
    return found
