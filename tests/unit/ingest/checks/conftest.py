"""Figures in one line each, held against the shipped catalogue and rule table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.ingest.checks import check
from dashboard.ingest.report import READING_COLUMNS, Problem
from dashboard.ingest.vocabulary import Vocabulary, load_vocabulary
from dashboard.snapshot import OBSERVATION_COLUMNS

Figures = dict[str, Any]
Ask = Callable[..., list[Problem]]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def words(root: Path) -> Vocabulary:
    return load_vocabulary(root / "data" / "catalog")


@pytest.fixture(scope="session")
def handed_in() -> Callable[[Figures], pd.DataFrame]:
    """Observations from `"indicator area period [edition]": value`, or a dict of columns.

    The first stands in row 2 of `a.csv`; a key may be told apart by `#` and a number.
    """
    return _handed_in


@pytest.fixture(scope="session")
def published_before() -> Callable[[Figures], pd.DataFrame]:
    """The same for the published figures."""
    return _published


@pytest.fixture(scope="session")
def ask(words: Vocabulary) -> Ask:
    """The problems of some figures, published figures being others; of one rule if it is named."""

    def answer(
        new: Figures, published: Figures | None = None, *, rule: str = "", today: date = TODAY
    ) -> list[Problem]:
        found = check(_handed_in(new), words, _published(published or {}), today=today)
        return [each for each in found if not rule or each.rule == f"checks.{rule}"]

    return answer


def _handed_in(given: Figures) -> pd.DataFrame:
    rows = [_row(key, value) for key, value in given.items()]
    placed = [
        {"file": "a.csv", "sheet": "", "row": number, "column": row["time_period"], **row}
        for number, row in enumerate(rows, start=2)
    ]
    frame = pd.DataFrame(placed, columns=list(READING_COLUMNS))
    return frame.astype({"obs_value": "float64", "row": "int64"})


def _published(given: Figures) -> pd.DataFrame:
    more = {"unit_measure": "", "derived": False, "reason": "", "source": "x:1"}
    rows = [{**more, **_row(key, value)} for key, value in given.items()]
    frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))
    return frame.astype({"obs_value": "float64", "derived": "bool"})


def _row(key: str, value: Any) -> dict[str, Any]:
    name, area, period, *edition = key.split("#", maxsplit=1)[0].strip().split(" ", 3)
    given = value if isinstance(value, dict) else {"obs_value": value}
    return {
        "indicator": name,
        "ref_area": area,
        "time_period": period,
        "edition": " ".join(edition),
        "obs_value": float("nan"),
        "obs_status": "A",
        "conf_status": "F",
        "period_note": "",
        "note": "",
        **given,
    }
