"""What is asked of figures before they may become a snapshot: all problems at once.

`data/catalog/rules.toml` says which rules are asked, how severe they are and with which limits.
Values of suppressed cells and of small counts never stand in a problem.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from dashboard.catalog.rules import load_rules
from dashboard.ingest.checks.case import case_of
from dashboard.ingest.checks.hits import Told, problems_of
from dashboard.ingest.checks.registry import CHECKS, agree
from dashboard.ingest.report import Problem
from dashboard.ingest.vocabulary import Vocabulary

__all__ = ["check"]

_SAYS_MORE: Final = "checks.factor_in_cell"
_SAYS_LESS: Final = "checks.outlier"


def check(
    observations: pd.DataFrame, words: Vocabulary, published: pd.DataFrame, *, today: date
) -> tuple[Problem, ...]:
    """Everything that is wrong with figures, or that a person should look at.

    Args:
        observations: `READING_COLUMNS` of all files together; every indicator and area is known.
        words: the catalogue, and the folder of the rule table.
        published: the published snapshot's observations, all rows; empty where nothing is.
        today: the day that "not yet" is measured from.

    Returns:
        Problems in the order of files, sheets, rows and columns; what concerns a whole file stands
        before its rows.

    Raises:
        CatalogError: the rule table is unreadable, or names other rules than the program.
        InputError: an indicator or an area is not in the catalogue.
    """
    rules = load_rules(words.folder, words.catalog)
    agree(rules)
    if observations.empty:
        return ()
    case = case_of(observations, published, words.catalog, today)
    told: list[Told] = []
    # Nothing divided by nothing is NaN, which no rule takes for a figure.
    with np.errstate(all="ignore"):
        for name, rule in rules.items():
            if rule.severity != "off":
                told += problems_of(case, rule, CHECKS[name](case, rule))
    ordered = sorted(_once(told), key=lambda each: each.position)
    return tuple(each.problem for each in ordered)


def _once(told: list[Told]) -> list[Told]:
    """Without the unusual changes of which the cause is told too, be it an error or a warning."""
    explained = {
        each.position
        for each in told
        if each.problem.rule == _SAYS_MORE or each.problem.severity == "error"
    }
    return [
        each for each in told if each.problem.rule != _SAYS_LESS or each.position not in explained
    ]
