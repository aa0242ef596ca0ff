"""Which known names are most like a misspelt one, by the pairs of letters that they share.

The pairs are indexed once, so that a miss costs microseconds whatever was typed: a file of
100,000 unknown names is answered in seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

LEAST: Final = 0.45
"""Dice coefficient of the letter pairs, 0 to 1, below which a name is not offered."""


class Likeness:
    """The names that may be offered."""

    def __init__(self, names: Iterable[str]) -> None:
        self._sizes: dict[str, int] = {}
        self._holders: dict[str, list[str]] = {}
        for name in names:
            pairs = _pairs(name)
            self._sizes[name] = len(pairs)
            for pair in pairs:
                self._holders.setdefault(pair, []).append(name)

    def near(self, name: str, most: int = 5) -> list[str]:
        """At most `most` names, the likest first."""
        pairs = _pairs(name)
        shared = Counter(holder for pair in pairs for holder in self._holders.get(pair, ()))
        scores = {
            each: 2 * count / (len(pairs) + self._sizes[each]) for each, count in shared.items()
        }
        likely = [each for each, score in scores.items() if score >= LEAST]
        return sorted(likely, key=lambda each: (-scores[each], each))[:most]


def _pairs(name: str) -> set[str]:
    """The letter pairs of a name, its ends marked: they are typed wrong least often."""
    marked = f"^{name}$"
    return {marked[at : at + 2] for at in range(len(marked) - 1)}
