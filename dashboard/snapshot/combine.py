"""What a computed figure inherits from its inputs: sources, notes and status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SUM_NOTE: Final = "system:sum"
"""On a total that this system summed from provinces."""
FORMULA_NOTE: Final = "system:formula"
"""On a computed figure that fills a gap between published ones."""

_WORST_FIRST = ("M", "E", "P", "B")


def union_of(ids: Iterable[str]) -> str:
    """Space-joined ids, each once, in order: "b:1 a:2", "a:2" and "" make "a:2 b:1"."""
    return " ".join(sorted({each for joined in dict.fromkeys(ids) for each in joined.split()}))


def worst_status(statuses: Iterable[str]) -> str:
    """Missing before estimated before provisional before a break before normal."""
    found = set(statuses)
    return next((each for each in _WORST_FIRST if each in found), "A")
