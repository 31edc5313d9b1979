"""Parts of a link that are numbers, days or ids, as `layers.view.link` reads them: what is none is dropped, named."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from geo.facts import facts
from geo.own.ids import CODE_PATTERN, PREFIX
from layers.view.state import MOST_OWN, Camera

NUMBER = re.compile(r" *[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)? *")
"""what Python and JavaScript both take for a number, and for the same one"""
LARGEST_SCENE = 999
MAX_BRIEFING = 64
"""characters of a briefing's id"""
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_DROPPED = 3
"""of one list that are named"""
OPACITY_STEP = 5
OPACITY_RANGE = (10, 100)
"""per cent; the most is not written"""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Drop = Callable[[str, str], None]
"""takes what does not exist: a parameter's name, what it says"""


def camera_text(camera: Camera) -> str:
    """A camera as links have it: three numbers, five where it is tilted or turned."""
    numbers = [f"{camera.longitude:.5f}", f"{camera.latitude:.5f}", f"{camera.zoom:.2f}"]
    if camera.pitch or camera.bearing:
        numbers += [f"{camera.pitch:.0f}", f"{camera.bearing:.0f}"]
    return ",".join(numbers)


def decode_camera(value: str | None, drop: Drop) -> Camera | None:
    """A camera of three or five numbers."""
    if value is None:
        return None
    try:
        parts = value.split(",")
        if len(parts) not in (3, 5) or not all(map(NUMBER.fullmatch, parts)):
            raise ValueError("camera: three or five numbers")
        return Camera(*map(float, parts))
    except ValueError:
        drop("at", value)
        return None


def decode_day(value: str | None, drop: Drop) -> date | None:
    """A day from the first of the plan's years up to today."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value) if DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is not None and facts().period[0] <= day <= date.today():
        return day
    drop("day", value)
    return None


def decode_opacity(value: str | None, layer_of_code: Mapping[str, str], drop: Drop) -> dict[str, int]:
    """Per cent by layer, of codes with numbers behind them."""
    result = {}
    for part in (value or "").split("."):
        layer, percent = layer_of_code.get(part[:2]), part[2:]
        if layer and percent.isascii() and percent.isdigit() and len(percent) <= 3 and _fades(int(percent)):
            result[layer] = int(percent)
        elif part:
            drop("op", part)
    return result


def _fades(percent: int) -> bool:
    return OPACITY_RANGE[0] <= percent < OPACITY_RANGE[1] and percent % OPACITY_STEP == 0


def decode_own(value: str | None, drop: Drop) -> tuple[str, ...]:
    """Ids of layers that people brought, the topmost first, each once, MOST_OWN at most."""
    codes = list(dict.fromkeys(filter(None, (value or "").split("."))))
    known = [code for code in codes if re.fullmatch(CODE_PATTERN, code)]
    over = [code for code in codes if code not in known[:MOST_OWN]]
    for code in over[:MOST_DROPPED]:
        drop("own", code)
    return tuple(PREFIX + code for code in known[:MOST_OWN])


def decode_briefing(value: str | None, drop: Drop) -> str | None:
    """The id of a briefing, which there need not be (any more)."""
    if value is None or (len(value) <= MAX_BRIEFING and NAME.fullmatch(value)):
        return value
    drop("brief", value)
    return None


def decode_scene(value: str | None, briefing: str | None, drop: Drop) -> int:
    """The number of a scene; without a briefing there is none to show."""
    if value is None:
        return 1
    if briefing and value.isascii() and value.isdigit() and len(value) <= 3 and 1 <= int(value) <= LARGEST_SCENE:
        return int(value)
    drop("scene", value)
    return 1
