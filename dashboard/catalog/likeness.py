"""Which known names are most like a misspelt one.

`Likeness` goes by the pairs of letters that names share. The pairs are indexed once, so that a miss
costs microseconds whatever was typed: a file of 100,000 unknown names is answered in seconds.
`closest` answers one person, who may also have typed the beginning of a name or a word of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

_BREAK: Final = re.compile(r"[\s_,:;()/·-]+")
_BEGINS, _HOLDS, _LIKE = range(3)
_LEAST_HELD: Final = 3

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


def closest(text: str, spoken: Mapping[str, Sequence[str]], most: int) -> list[str]:
    """At most `most` ids whose names are closest to `text`; something, however far it is.

    First come names that begin with `text`, then those with all words of it or its beginnings,
    then the likest; among equals an id before other names, and the shorter id. Of a text of one
    word also the likeness to a word counts, so that `gdp` finds `gpp_current`.

    Args:
        text: what was typed.
        spoken: the ids that each name stands for.
        most: how many.
    """
    word = _spaced(text)
    found: dict[str, tuple[int, float, bool]] = {}
    for name, ids in spoken.items():
        fits, unlike = _distance(word, _spaced(name))
        for each in ids:
            far = fits, unlike, each.casefold() != name.casefold()
            found[each] = min(far, found.get(each, far))
    return sorted(found, key=lambda each: (*found[each], len(each), each))[:most]


def _spaced(text: str) -> str:
    """The words of a name or an id, in small letters, a space between them."""
    return " ".join(_BREAK.sub(" ", text.casefold()).split())


def _distance(word: str, name: str) -> tuple[int, float]:
    """Smaller is closer: how it fits, and how unlike it is."""
    if word and name.startswith(word):
        return _BEGINS, 0.0
    typed, words = word.split(), name.split()
    begun = all(any(each.startswith(part) for each in words) for part in typed)
    if typed and (begun or word in name or (len(name) >= _LEAST_HELD and name in word)):
        return _HOLDS, 0.0
    against = [name, *(words if len(typed) == 1 else ())]
    return _LIKE, -round(max(_alike(word, each) for each in against), 3)


def _alike(word: str, name: str) -> float:
    return SequenceMatcher(None, word, name).ratio()
