"""Places in an order, and whether several orders agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Agreement = Literal["agree", "near", "apart", "unknown"]
BANDS = 4


def places(values: Mapping[str, float]) -> dict[str, int]:
    """1 for the largest; equal values share the better place, and the next one is left out."""
    return {
        name: 1 + sum(other > value for other in values.values()) for name, value in values.items()
    }


def band(place: int, of: int) -> int:
    """The quarter of an order that a place lies in, 0 for the first quarter to 3 for the last.

    Fourteen places make quarters of 4, 3, 3 and 4: what is over goes to the ends first.
    """
    size, rest = divmod(of, BANDS)
    sizes = [size + (part in (0, BANDS - 1, 1)[:rest]) for part in range(BANDS)]
    return next(part for part in range(BANDS) if place <= sum(sizes[: part + 1]))


def agreement(bands: list[int]) -> Agreement:
    """Whether orders put one area into the same quarter, into neighbouring ones, or further apart.

    One order alone says nothing.
    """
    if len(bands) < 2:  # noqa: PLR2004  nothing to compare
        return "unknown"
    apart = max(bands) - min(bands)
    if apart == 0:
        return "agree"
    return "near" if apart == 1 else "apart"
