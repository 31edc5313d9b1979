"""How each kind of thing of the city under the plan is drawn and named: `[city.<kind>]` of the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo.city.kinds import KINDS, RANKS

FORMS = ("text", "water", "spaced", "shield", "dot", "peak")
"""of names: plain; italic; letters apart; a number in a box; beside a dot; under a triangle"""
BORDERED = "subdistrict"
"""drawn by its border, once where two meet, and not where a unit's border runs"""
HAIRLINE_OF = 3
"""of so many widths or more the first is a hairline, which has no room for a core"""


@dataclass(frozen=True, slots=True)
class CityLook:
    """How a kind is drawn."""

    color: str
    """#rrggbb on light"""
    color_dark: str
    min_zoom: tuple[float, ...]
    """from which zoom it is drawn, by rank"""
    opacity: float = 1.0
    widths: tuple[float, ...] = ()
    """of lines, or across a point, in pixels; none for areas"""
    zooms: tuple[float, ...] = ()
    """from which zoom each width holds; the first holds below it too"""
    dash: tuple[float, ...] = ()
    """on and off, in widths; empty for a solid line"""
    core: float = 0.0
    """share of the width that has the colour of paper: a point's middle, a railway's dashes; 0 for none"""
    core_dash: tuple[float, ...] = ()
    pale: float = 0.0
    """share of paper in a feature's own colour, 0 to 1"""

    def width_at(self, zoom: float) -> float:
        """Pixels of a line, or across a point, at a zoom. web/city/rows.js does the same."""
        return self.widths[self._step(zoom)] if self.widths else 0.0

    def has_core(self, zoom: float) -> bool:
        """Whether the core is drawn at a zoom."""
        return bool(self.core) and (len(self.widths) < HAIRLINE_OF or self._step(zoom) > 0)

    def _step(self, zoom: float) -> int:
        return max((at for at, least in enumerate(self.zooms) if zoom >= least), default=0)


@dataclass(frozen=True, slots=True)
class CityLettering:
    """How the names of a kind are written."""

    color: str
    """#rrggbb on light"""
    color_dark: str
    form: str
    """one of FORMS"""
    size: float
    """pixels"""
    min_zoom: tuple[float, ...]
    """from which zoom names are written, by rank"""
    weight: int = 400


@dataclass(frozen=True, slots=True)
class CityKind:
    """A kind of thing of the city."""

    id: str
    zh: str
    en: str
    fly_zoom: float
    """where the search flies to"""
    suffix_zh: str = ""
    """what a name is called by, where the map leaves it out: 福田 is 福田站"""
    suffix_en: str = ""
    look: CityLook | None = None
    lettering: CityLettering | None = None


def city_kinds(raw: Mapping[str, Any]) -> dict[str, CityKind]:
    """Kinds by id in drawing order. Raises TypeError or AttributeError where an entry has other fields."""
    return {key: _kind(key, value) for key, value in raw.items()}


def _kind(key: str, raw: Mapping[str, Any]) -> CityKind:
    look, lettering = raw.get("look"), raw.get("name")
    plain = {name: value for name, value in raw.items() if name not in ("look", "name")}
    return CityKind(
        id=key,
        look=CityLook(**_listed(look)) if look else None,
        lettering=CityLettering(**_listed(lettering)) if lettering else None,
        **plain,
    )


def _listed(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}


def city_faults(kinds: Mapping[str, CityKind]) -> Iterator[str]:
    """What does not fit together, in words; values of the wrong type are found by `catalogue_faults`."""
    for kind in kinds.values():
        if kind.id not in KINDS:
            yield f"[city.{kind.id}]: one of {', '.join(KINDS)}"
        for name, part in (("look", kind.look), ("name", kind.lettering)):
            if part and len(part.min_zoom) != len(RANKS):
                yield f"[city.{kind.id}] {name}.min_zoom: one for each of the ranks {RANKS}"
        if kind.look and len(kind.look.widths) != len(kind.look.zooms):
            yield f"[city.{kind.id}] look.zooms: one for each of the widths"
        if kind.lettering and kind.lettering.form not in FORMS:
            yield f"[city.{kind.id}] name.form = {kind.lettering.form!r}: one of {', '.join(FORMS)}"
    for missing in KINDS.keys() - kinds.keys():
        yield f"[city.{missing}]: missing"


def mixed(color: str, paper: str, share: float) -> str:
    """A colour with a share of paper in it, both #rrggbb."""
    pairs = [(int(color[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)
