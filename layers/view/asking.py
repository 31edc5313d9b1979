"""Questions in links: what of `geo.analysis.question` a View holds. web/state/question.js reads the same.

A link goes from hand to hand, so its selectors name nothing but what the plan, the kept layers and the link itself
have: filters of links, `sel`, `unit`, `own=<id>` with `pm`, and `area=` with the corners of a drawn area. Files, which
the command line takes, are none of a link's business. Whether what is named exists is for whoever answers to say.
"""

import re
from typing import TypedDict
from urllib.parse import parse_qsl

from geo.analysis.question import (
    KINDS,
    LONGEST_SELECTOR,
    MOST_NEAREST,
    MOST_RADIUS_M,
    MOST_RINGS,
    MOST_SELECTORS,
    Question,
    QuestionError,
)
from geo.query import FACETS
from layers.view.decoding import Drop

LONGEST_QUESTION = 2_000
"""characters of `Question.link` in a View's link, beside which all else has room"""
SELECTORS = (*(facet.parameter for facet in FACETS.values()), "q", "sel", "unit", "own", "pm", "area")
"""what a selector may name"""
OWN = "own-[0-9a-f]{12}"
METRES = "[0-9]{1,6}(?:[.][0-9]{1,3})?"
"""of a radius and of pm, as written"""
CORNER = "-?[0-9]{1,3}(?:[.][0-9]{1,5})?"
AREA = f"{CORNER}(?:,{CORNER}){{5,}}"
"""longitude, latitude of each corner of an area, three at least"""
PATTERNS = {"own": OWN, "pm": METRES, "area": AREA}
ALONE = ("own", "area")
"""what names things by itself; own may have pm beside it"""


def decode_question(value: str | None, drop: Drop) -> Question | None:
    """The question of a View's link."""
    if value is None:
        return None
    try:
        if len(value) > LONGEST_QUESTION:
            raise QuestionError(f"{LONGEST_QUESTION}")
        question = Question.of_link(value)
        if not fits_link(question, value):
            raise QuestionError(", ".join(SELECTORS))
    except QuestionError:
        drop("ask", value)
        return None
    return question


def fits_link(question: Question, value: str) -> bool:
    """Whether a question is as links have it: its day is the View's, its metres are plainly written."""
    written = dict(parse_qsl(value.removeprefix("?"), keep_blank_values=True, errors="replace"))
    metres = written.get("r", "").split(",") if "r" in written else []
    return (
        question.day is None
        and all(re.fullmatch(METRES, part) for part in metres)
        and all(is_selector(selector) for selector in (*question.subjects, *question.objects))
        and len(question.link()) <= LONGEST_QUESTION
    )


def is_selector(selector: str) -> bool:
    """Whether a selector names what a link may name; "" is the whole plan."""
    pairs = [part.partition("=") for part in selector.split("&")] if selector else []
    names = [name for name, _, _ in pairs]
    if len(set(names)) < len(names) or not all(name in SELECTORS and mark for name, mark, _ in pairs):
        return False
    if not all(re.fullmatch(PATTERNS[name], value) for name, _, value in pairs if name in PATTERNS):
        return False
    if any(name in names for name in ALONE):
        return names == ["area"] or set(names) <= {"own", "pm"}
    return "pm" not in names


def own_in(question: Question | None) -> tuple[str, ...]:
    """Ids of the layers that people brought and that a question names, each once."""
    selectors = (*question.subjects, *question.objects) if question else ()
    named = (value for selector in selectors for name, value in parse_qsl(selector) if name == "own")
    return tuple(dict.fromkeys(named))


class QuestionRules(TypedDict):
    """What a question in a link may say: characters, metres, how many; patterns: of a selector's values, by name."""

    kinds: list[str]
    selectors: list[str]
    patterns: dict[str, str]
    metres: str
    longest: int
    longestSelector: int
    mostSelectors: int
    mostRadius: float
    mostRings: int
    mostNearest: int


def question_rules() -> QuestionRules:
    """The same rules for the browser."""
    return QuestionRules(
        kinds=list(KINDS),
        selectors=list(SELECTORS),
        patterns=dict(PATTERNS),
        metres=METRES,
        longest=LONGEST_QUESTION,
        longestSelector=LONGEST_SELECTOR,
        mostSelectors=MOST_SELECTORS,
        mostRadius=MOST_RADIUS_M,
        mostRings=MOST_RINGS,
        mostNearest=MOST_NEAREST,
    )
