"""What is told of a file that somebody brought, as JSON has it."""

from typing import Any

import numpy as np
import shapely

from geo.messages.own import datum_words
from geo.own.datum import datum_named, to_wgs84
from geo.own.guessing import Guess
from geo.own.layer import KIND_OF_TYPE
from geo.own.placing import field_type
from geo.own.proposals import Proposal
from geo.own.reading.raw import RawLayer
from layers.text import Language

SHOWN_PLACES = 400
"""of a guess: enough to see where it lies"""
SHOWN_VALUES = 3
SHOWN_LENGTH = 60
DECIMALS = 6


def proposal_record(number: int, proposal: Proposal, language: Language) -> dict[str, Any]:
    """A layer of a file: what is in it, what is wrong with it, how it may be placed."""
    raw = proposal.raw
    examples = np.unique(shapely.get_type_id(raw.shapes), return_index=True)[1]
    return {
        "number": number,
        "title": raw.name,
        "count": len(raw.table),
        "kinds": sorted({KIND_OF_TYPE[shape.geom_type] for shape in raw.shapes[examples]}),
        "fields": [_field(raw, name) for name in raw.table.columns],
        "leftOut": raw.left_out,
        "mended": raw.mended,
        "encoding": raw.encoding and {"id": raw.encoding.id, "name": raw.encoding.name, "how": raw.encoding.how},
        "problems": [problem.text(language) for problem in raw.problems],
        "guesses": [_guess(raw, guess, language) for guess in proposal.guesses],
    }


def _field(raw: RawLayer, name: str) -> dict[str, Any]:
    values = raw.table[name]
    first = [str(value)[:SHOWN_LENGTH] for value in values.dropna().head(SHOWN_VALUES)]
    return {"name": name, "type": field_type(values), "values": first}


def _guess(raw: RawLayer, guess: Guess, language: Language) -> dict[str, Any]:
    spread = np.linspace(0, len(raw.shapes) - 1, min(len(raw.shapes), SHOWN_PLACES)).astype(int)
    first = np.array([shapely.get_coordinates(shape)[0] for shape in raw.shapes[spread]])
    places = to_wgs84(first, datum_named(guess.datum), swapped=guess.swapped)
    known = places[np.isfinite(places).all(axis=1)].round(DECIMALS)
    return {
        "datum": guess.datum,
        "name": datum_words(guess.datum, language),
        "swapped": guess.swapped,
        "certain": guess.certain,
        "inside": round(guess.inside, 4),
        "offsetM": None if guess.offset_m is None or not np.isfinite(guess.offset_m) else round(guess.offset_m, 1),
        "extent": [round(edge, DECIMALS) for edge in guess.extent],
        "reasons": [reason.text(language) for reason in guess.reasons],
        "places": known.tolist(),
    }
