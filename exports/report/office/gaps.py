"""Gaps in an office's own words: {day}, {count}, by plain names of a fixed list, in Chinese or English.

Nothing is looked up in a value and no format is obeyed, so that a file that others hand on can ask for nothing else.
"""

from collections.abc import Iterable, Mapping
from string import Formatter

from briefing.errors import ExportError
from exports.place import SHOWN
from geo.files.strict import clean
from layers.text import LANGUAGES, text

COMMON = ("name", "place", "theme", "day", "date", "plan", "count")
"""of every product"""
OF_REPORT = (*COMMON, "others", "done", "part_open", "building", "kept", "promised", "slipped", "not_found")
OF_BRIEF = (*COMMON, "unplaced")
OF_DOCUMENT = ("title", "subtitle", "about")
"""what a document has besides: known when it is made"""
Values = Mapping[str, str]
"""one of these names -> what stands in its place"""


def spelled(names: Iterable[str]) -> dict[str, str]:
    """What may be written in a gap, in either language -> the name that it means."""
    return {text(f"office.name.{name}", language): name for name in names for language in LANGUAGES}


def listed(names: Iterable[str]) -> str:
    """Names as a message has them: 日期/date."""
    return ", ".join("/".join(text(f"office.name.{name}", language) for language in LANGUAGES) for name in names)


def shown(words: str) -> str:
    """What somebody has written, for a message: short, on one line."""
    plain = " ".join(clean(words, "").split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


def check(words: str, file: str, names: Iterable[str]) -> None:
    """Raises ExportError where braces hold anything but one of the names, or do not pair."""
    known = tuple(names)
    try:
        parts = [part[1:] for part in Formatter().parse(words) if part[1] is not None]
    except ValueError as error:
        raise ExportError("office.braces", file=file, words=shown(words)) from error
    for name, form, conversion in parts:
        if name not in spelled(known) or form or conversion:
            written = f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
            raise ExportError("office.gap", file=file, name=shown(written), known=listed(known))


def filled(words: str, values: Values) -> str:
    """Checked words with the values in their gaps."""
    said = {written: values[name] for written, name in spelled(values).items()}
    return words.format_map(said)
