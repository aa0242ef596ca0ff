"""Rules that say beforehand what the gate will refuse. Values are never printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.hits import Hits


def refused(reason: str) -> Callable[[Case, Rule], Iterator[Hits]]:
    """The rule about one of the reasons of `dashboard.disclosure.REASONS`."""

    def rule_of(case: Case, rule: Rule) -> Iterator[Hits]:
        del rule
        found = case.refused
        rows = found.loc[found["reason"] == reason, "row"]
        yield Hits(np.asarray(rows, dtype=np.int64), silent=True)

    return rule_of
