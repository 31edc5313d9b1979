"""Where the plan says something, in English: 第三篇·第六章·第一节·专栏4 is Part 3, Chapter 6, Section 1, Column 4."""

import re

from layers.text import Language

DIGITS = "零一二三四五六七八九"
PARTS = {"篇": "Part", "章": "Chapter", "节": "Section"}
ORDINAL = re.compile(rf"第([{DIGITS}]?十[{DIGITS}]?|[{DIGITS}])([{''.join(PARTS)}])")
PLAN_COLUMN = re.compile(r"专栏\s*(\d+)")


def section_words(section: str, language: Language) -> str:
    """A section as printed, or in English; what is not understood stays as printed."""
    if language == "zh":
        return section
    translated = ORDINAL.sub(lambda found: f"{PARTS[found[2]]} {_number(found[1])}", section)
    return PLAN_COLUMN.sub(r"Column \1", translated).replace("·", ", ")


def _number(written: str) -> int:
    """A number up to 99 as it is written: 二十三, 十, 七."""
    tens, ten, ones = written.rpartition("十")
    return (DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (DIGITS.index(ones) if ones else 0)
