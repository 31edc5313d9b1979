"""Which class each feature of a layer is in, and how each class looks."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.own.layer import OwnLayer
from layers.own.looks import OwnLook
from layers.own.style import MOST_CLASSES, OwnStyle, palettes
from layers.text import Language, text

MOST_CATEGORIES = 12
"""values with a colour of their own; the rest are others"""
SAMPLE = 1000
"""numbers by which natural breaks are sought: more takes seconds"""

Places = NDArray[np.uint8]


def classes(layer: OwnLayer, style: OwnStyle, language: Language) -> tuple[list[OwnLook], Places]:
    """The looks of a layer, and the place in that list of each feature."""
    if style.by == "category":
        words, colors, places = _categories(layer.features[style.field], language)
    elif style.by == "number":
        words, colors, places = _numbers(layer.features[style.field], style, language)
    else:
        words, colors = [layer.title], [style.color or palettes().categories[0]]
        places = np.zeros(len(layer.features), dtype=np.uint8)
    counts = np.bincount(places, minlength=len(words))
    looks = [
        OwnLook(name, color, frozenset(layer.kinds), style.size, style.opacity, int(count))
        for name, color, count in zip(words, colors, counts, strict=True)
    ]
    return looks, places


def _categories(values: "pd.Series[Any]", language: Language) -> tuple[list[str], list[str], Places]:
    """Values by how often they occur, then others, then those without one."""
    named = values.astype("string").str.strip().replace("", pd.NA)
    counts = named.value_counts()
    ranked = sorted(counts.index, key=lambda value: (-counts[value], value))
    own = ranked if len(ranked) <= MOST_CATEGORIES else ranked[: MOST_CATEGORIES - 1]
    words, colors = [str(value) for value in own], list(palettes().categories[: len(own)])
    places = np.asarray(named.map({value: place for place, value in enumerate(own)}).astype("Float64").fillna(-1))
    if len(own) < len(ranked):
        places = np.where((places < 0) & named.notna().to_numpy(), len(words), places)
        words.append(text("own.others", language, count=len(ranked) - len(own)))
        colors.append(palettes().others)
    return _with_none(words, colors, places, language)


def _with_none(
    words: list[str], colors: list[str], places: "NDArray[Any]", language: Language
) -> tuple[list[str], list[str], Places]:
    """A last class for features without a value, where there are any."""
    if (places < 0).any():
        places = np.where(places < 0, len(words), places)
        words, colors = [*words, text("own.none", language)], [*colors, palettes().none]
    return words, colors, places.astype(np.uint8)


def _numbers(values: "pd.Series[Any]", style: OwnStyle, language: Language) -> tuple[list[str], list[str], Places]:
    """Classes of numbers from low to high."""
    numbers = pd.to_numeric(values, errors="coerce").astype("float64").to_numpy()
    known = np.isfinite(numbers)
    if not known.any():
        return _with_none([], [], np.full(len(numbers), -1), language)
    tops = breaks(numbers[known], style)
    places = np.where(known, np.searchsorted(tops, numbers, side="left").clip(max=len(tops) - 1), -1)
    bottoms = [float(numbers[known].min()), *tops[:-1]]
    words = [f"{_short(low)} – {_short(high)}" for low, high in zip(bottoms, tops, strict=True)]
    ramp = palettes().ramps[style.ramp]
    colors = [ramp[round(place * (len(ramp) - 1) / max(len(tops) - 1, 1))] for place in range(len(tops))]
    return _with_none(words, colors, places, language)


def breaks(numbers: "NDArray[np.float64]", style: OwnStyle) -> list[float]:
    """Upper ends of classes, none twice; the last is the greatest number."""
    import mapclassify  # noqa: PLC0415 - takes two seconds, which only numbers are worth

    count = min(style.classes, len(np.unique(numbers)))
    if count < 2:
        return [float(numbers.max())]
    if style.scheme == "natural":
        with warnings.catch_warnings():
            # It would be faster with Numba, which nothing else here needs; the sample is small.
            warnings.filterwarnings("ignore", message="Numba")
            made = mapclassify.FisherJenks(_sample(numbers), k=count)
    else:
        make = {"equal": mapclassify.EqualInterval, "pretty": mapclassify.PrettyBreaks}
        made = make.get(style.scheme, mapclassify.Quantiles)(numbers, k=count)
    tops = sorted({float(top) for top in made.bins if top < numbers.max()})[: MOST_CLASSES - 1]
    return [*tops, float(numbers.max())]


def _sample(numbers: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """SAMPLE of the numbers at most, evenly through their order, the least and the greatest among them."""
    ranked = np.sort(numbers)
    return ranked[np.linspace(0, len(ranked) - 1, min(SAMPLE, len(ranked))).astype(int)]


def _short(number: float) -> str:
    """A number as a legend has it."""
    return f"{number:,.0f}" if abs(number) >= 1000 or number == int(number) else f"{number:.4g}"
