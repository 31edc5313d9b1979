"""How a layer that somebody brought is drawn: a few values, checked whoever sends them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from geo.messages import Both
from geo.own.layer import OwnField
from geo.own.remarks import OwnError

BYS = ("one", "category", "number")
SCHEMES = ("quantiles", "equal", "natural", "pretty")
"""ways to cut numbers into classes"""
COLOR = re.compile(r"#[0-9a-f]{6}")
MOST_CLASSES, LEAST_CLASSES = 9, 2
SIZES = (1.0, 40.0)
"""of points in pixels; of lines and edges a quarter of it"""
OPACITIES = (0.05, 1.0)


@dataclass(frozen=True, slots=True)
class Palettes:
    """Colours to choose from."""

    categories: tuple[str, ...]
    others: str
    none: str
    ramps: Mapping[str, tuple[str, ...]]


@cache
def palettes() -> Palettes:
    """The colours of layers/own/palettes.toml."""
    raw = tomllib.loads((Path(__file__).parent / "palettes.toml").read_text(encoding="utf-8"))
    ramps = {name: tuple(colors) for name, colors in raw["ramps"].items()}
    return Palettes(tuple(raw["categories"]), raw["others"], raw["none"], ramps)


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """How a layer is drawn."""

    by: str = "one"
    """of BYS: all alike, a colour a value, or a colour a class of numbers"""
    field: str = ""
    """whose values decide; empty where all are alike"""
    color: str = ""
    """#rrggbb of all, and of none where others decide; empty for the first of the palette"""
    scheme: str = "quantiles"
    """of SCHEMES"""
    classes: int = 5
    ramp: str = "viridis"
    """of palettes().ramps"""
    size: float = 8.0
    """diameter of points in pixels; of lines and edges a quarter"""
    opacity: float = 0.8
    """of fills and points, 0 to 1"""
    label: str = ""
    """field that is written beside the features; empty for none"""
    visible: bool = True

    def record(self) -> dict[str, Any]:
        """As it is kept: what differs from the default."""
        plain = OwnStyle()
        return {name: value for name, value in asdict(self).items() if value != getattr(plain, name)}


def style_of(raw: Mapping[str, Any], known: tuple[OwnField, ...]) -> OwnStyle:
    """A style from plain values. Raises OwnError that names the value which is not as it should be."""
    names = {field.name: field.type for field in known}
    extra = sorted(set(raw) - {field.name for field in fields(OwnStyle)})
    if extra:
        raise _wrong(str(extra[0])[:40], ", ".join(field.name for field in fields(OwnStyle)))
    style = OwnStyle(**raw)
    _check_one_of("by", style.by, BYS)
    _check_one_of("scheme", style.scheme, SCHEMES)
    _check_one_of("ramp", style.ramp, tuple(palettes().ramps))
    if style.color and not (isinstance(style.color, str) and COLOR.fullmatch(style.color)):
        raise _wrong("color", "#rrggbb")
    _check_between("size", style.size, SIZES)
    _check_between("opacity", style.opacity, OPACITIES)
    _check_between("classes", style.classes, (LEAST_CLASSES, MOST_CLASSES))
    if not isinstance(style.visible, bool):
        raise _wrong("visible", "true, false")
    for name, value in (("field", style.field), ("label", style.label)):
        if value and value not in names:
            raise _wrong(name, Both(f"没有字段 {str(value)[:40]}", f"no field {str(value)[:40]}"))
    if style.by != "one" and not style.field:
        raise _wrong("field", Both("请选一个字段", "choose a field"))
    if style.by == "number" and names[style.field] not in ("integer", "number"):
        raise _wrong("field", Both(f"{style.field[:40]} 不是数", f"{style.field[:40]} holds no numbers"))
    return style


def _wrong(name: str, detail: str | Both) -> OwnError:
    return OwnError("own-bad-wish", value=name, detail=detail)


def _check_one_of(name: str, value: Any, known: tuple[str, ...]) -> None:
    if value not in known:
        raise _wrong(name, ", ".join(known))


def _check_between(name: str, value: Any, limits: tuple[float, float]) -> None:
    right = isinstance(value, int | float) and not isinstance(value, bool) and limits[0] <= value <= limits[1]
    if not right or (name == "classes" and not isinstance(value, int)):
        raise _wrong(name, f"{limits[0]:g}–{limits[1]:g}")
