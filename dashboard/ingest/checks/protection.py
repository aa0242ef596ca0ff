"""Rules that say beforehand what the gate will refuse. Values are never printed.

Nothing is to be mended, so a file is told once for each rule: how many cells, and the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.figures import Ints
from dashboard.ingest.checks.hits import Hits

_SMALL: Final = "small_count"
_REVEALS: Final = "reveals"


def refused(reason: str) -> Callable[[Case, Rule], Iterator[Hits]]:
    """The rule about one of the reasons of `dashboard.disclosure.REASONS`."""

    def rule_of(case: Case, rule: Rule) -> Iterator[Hits]:
        del rule
        rows = _rows(case, reason)
        if reason == _REVEALS:
            rows = np.setdiff1d(rows, _rows(case, _SMALL))
        _, first, count = np.unique(case.file[rows], return_index=True, return_counts=True)
        yield Hits(rows[first], lambda index: {"count": int(count[index])}, silent=True)

    return rule_of


def _rows(case: Case, reason: str) -> Ints:
    """The rows that are refused for a reason, in the order of the files."""
    found = case.refused
    return np.unique(found.loc[found["reason"] == reason, "row"].to_numpy(dtype=np.int64))
