"""How often things are repeated: enough for a steady median, or few for a quick look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Counts of everything that is repeated; each bounds the time of its measurement."""

    changes: int
    queries: int
    few_sessions: int
    many_sessions: int
    crowd: int
    pictures: int
    starts: int


FULL: Final = Effort(
    changes=20,
    queries=300,
    few_sessions=5,
    many_sessions=55,
    crowd=100,
    pictures=7,
    starts=7,
)
QUICK: Final = Effort(
    changes=8,
    queries=100,
    few_sessions=5,
    many_sessions=55,
    crowd=100,
    pictures=3,
    starts=3,
)
