"""Two observation frames side by side: which rows are on both sides, which on one only.

Text is turned into numbers that both sides share, so that 160,000 rows take a fraction of a
second whatever categories each side came with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.snapshot.tables import OBSERVATION_KEY

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
ALL_KEYS: Final = range(len(OBSERVATION_KEY))


class Aligned:
    """Rows of `before` and `after` by key.

    Attributes:
        kept_before: positions in `before` of the rows that both sides have, by key.
        kept_after: positions in `after` of the same rows in the same order.
        new: positions in `after` of rows that only it has, by key.
        gone: positions in `before` of rows that only it has, by key.
    """

    def __init__(self, before: pd.DataFrame, after: pd.DataFrame) -> None:
        self.before: Final = before
        self.after: Final = after
        coded = [shared_codes(before[name], after[name]) for name in OBSERVATION_KEY]
        self._texts = [texts for texts, _, _ in coded]
        self._codes = ([codes for _, codes, _ in coded], [codes for _, _, codes in coded])
        old, new = (_sorted_keys(self._joined(side, ALL_KEYS)) for side in (0, 1))
        in_old, in_new = (_held(own, other) for own, other in ((old[0], new[0]), (new[0], old[0])))
        self.kept_before: Final = old[1][in_old]
        self.kept_after: Final = new[1][in_new]
        self.gone: Final = old[1][~in_old]
        self.new: Final = new[1][~in_new]

    def numbers(self, column: str) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """A column of numbers or truth values, before and after, of the rows on both sides."""
        before, after = self.before[column].to_numpy(), self.after[column].to_numpy()
        return before[self.kept_before], after[self.kept_after]

    def changed(self, column: str) -> Flags:
        """Whether a column of text says something else, for the rows on both sides."""
        _, before, after = shared_codes(self.before[column], self.after[column])
        differs: Flags = before[self.kept_before] != after[self.kept_after]
        return differs

    def known_before(self, *columns: str) -> Flags:
        """Of the `new` rows, those whose parts of the key occur together in `before`."""
        parts = [OBSERVATION_KEY.index(each) for each in columns]
        return np.isin(self._joined(1, parts)[self.new], self._joined(0, parts))

    def among(self, positions: Numbers, *columns: str) -> Flags:
        """Of the `gone` rows, those that share parts of the key with these rows of `after`."""
        parts = [OBSERVATION_KEY.index(each) for each in columns]
        return np.isin(self._joined(0, parts)[self.gone], self._joined(1, parts)[positions])

    def in_words(self, before: Numbers, after: Numbers) -> tuple[pd.DataFrame, Numbers]:
        """The keys of rows of either side as text, and the order by key of the two together.

        Returns:
            The four key columns in that order, and the order itself.
        """
        joined = [self._joined(0, ALL_KEYS)[before], self._joined(1, ALL_KEYS)[after]]
        order = np.argsort(np.concatenate(joined), kind="stable")
        columns = {}
        for number, name in enumerate(OBSERVATION_KEY):
            sides = [self._codes[0][number][before], self._codes[1][number][after]]
            found = np.concatenate(sides)[order]
            columns[name] = pd.Series(self._texts[number].take(found).to_numpy(), dtype="str")
        return pd.DataFrame(columns), order

    def _joined(self, side: int, parts: Sequence[int]) -> Numbers:
        """One number for each row that stands for these parts of its key, ordered as they are."""
        joined: Numbers = np.zeros(len((self.before, self.after)[side]), dtype=np.int64)
        for part in parts:
            joined = joined * len(self._texts[part]) + self._codes[side][part]
        return joined


def shared_codes(before: pd.Series, after: pd.Series) -> tuple[pd.Index, Numbers, Numbers]:
    """The texts of both columns in order, and for each row the position of its text there."""
    sides = [_categories(each) for each in (before, after)]
    texts = sides[0].cat.categories.union(sides[1].cat.categories).sort_values()
    found = [texts.get_indexer(each.cat.categories)[each.cat.codes] for each in sides]
    return texts, found[0].astype(np.int64), found[1].astype(np.int64)


def _categories(column: pd.Series) -> pd.Series:
    coded = column.astype("category")
    return coded.astype("str").fillna("").astype("category") if coded.hasnans else coded


def _sorted_keys(keys: Numbers) -> tuple[Numbers, Numbers]:
    """`keys` in order, and the positions that they come from.

    Raises:
        ValueError: one occurs twice.
    """
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    if (ordered[1:] == ordered[:-1]).any():
        msg = "an indicator × area × period × edition occurs twice"
        raise ValueError(msg)
    return ordered, order


def _held(keys: Numbers, others: Numbers) -> Flags:
    """Which of the sorted `keys` are among the sorted `others`."""
    if not len(others):
        return np.zeros(len(keys), dtype=np.bool_)
    places = np.minimum(np.searchsorted(others, keys), len(others) - 1)
    found: Flags = others[places] == keys
    return found
