"""Where a layer that somebody brought comes from, in words: file, number of features, datum and how sure that is."""

import numpy as np
from numpy.typing import NDArray

from geo.messages.own import datum_words
from geo.own.layer import UNCERTAINTY, OwnLayer, Placing
from layers.own.shown import NotShown, OwnShown, ShownLayer
from layers.text import Language, text


def source_words(shown: ShownLayer, language: Language, *, drawn: int | None = None) -> str:
    """One line; drawn: how many of its features a map shows, where that is not all of them."""
    kept = shown.kept
    partly = drawn is not None and drawn != kept.count
    return text(
        "own.source.part" if partly else "own.source",
        language,
        title=kept.title,
        file=kept.file,
        count=f"{kept.count:,}",
        drawn=f"{drawn or 0:,}",
        datum=datum_words(kept.placing.datum, language),
        sure=_sure_words(kept.placing, language) + _uncertainty_words(shown.layer, language),
    )


def own_words(own: OwnShown, language: Language) -> list[str]:
    """A line a layer that a view shows, then one for each that is not there."""
    return [
        *(source_words(shown, language) for shown in own.layers),
        *(missing_words(missing, language) for missing in own.missing),
    ]


def _sure_words(placing: Placing, language: Language) -> str:
    if placing.certain:
        return text("own.sure", language)
    if placing.offset_m is None or not np.isfinite(placing.offset_m):
        return text("own.unsure", language)
    return text("own.unsure.offset", language, metres=f"{placing.offset_m:,.0f}")


def _uncertainty_words(layer: OwnLayer, language: Language) -> str:
    """How far off the features may be by their own word; nothing where they do not say."""
    if not layer.states_uncertainty:
        return ""
    stated: NDArray[np.float64] = layer.features[UNCERTAINTY].to_numpy(float)
    stated = stated[np.isfinite(stated)]
    if not len(stated):
        return ""
    low, high = (f"{edge:,.0f}" for edge in (stated.min(), stated.max()))
    return text("own.uncertainty", language, metres=low if low == high else f"{low}–{high}")


def missing_words(missing: NotShown, language: Language) -> str:
    """That a layer could not be shown, and why."""
    if missing.why.code == "own-gone":
        return text("own.scene.gone", language, title=missing.title)
    why = missing.why.text(language).removeprefix(f"{missing.why.file}: ")
    return text("own.scene.unread", language, title=missing.title, why=why)
