"""Synthetic points, the same for every map: spread over the city, each of one of five groups."""

from dataclasses import dataclass

import numpy as np

GROUPS = 5
WEST, EAST, SOUTH, NORTH = 113.76, 114.62, 22.46, 22.86
DECIMALS = 6
SEED = 20_26


@dataclass(frozen=True, slots=True)
class Points:
    """Positions in WGS-84 degrees, longitude first, and the group of each."""

    positions: list[list[float]]
    groups: list[int]


def synthetic_points(count: int) -> Points:
    """`count` points; a fifth of them in each group."""
    random = np.random.default_rng(SEED)
    positions = np.round(random.uniform((WEST, SOUTH), (EAST, NORTH), (count, 2)), DECIMALS)
    return Points(positions.tolist(), (np.arange(count) % GROUPS).tolist())
