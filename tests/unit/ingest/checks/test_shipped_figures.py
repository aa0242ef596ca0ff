"""The publications that are shipped, as if their files were handed in today."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ingest.checks import check
from dashboard.ingest.report import READING_COLUMNS, Problem
from dashboard.ingest.vocabulary import Vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def published(root: Path) -> pd.DataFrame:
    folder = root / "data" / "snapshots"
    current = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    return pd.read_parquet(folder / current / "observation.parquet")


@pytest.fixture(scope="module")
def again(published: pd.DataFrame) -> pd.DataFrame:
    rows = published[~published["derived"]]
    rows = rows.astype(dict.fromkeys(rows.select_dtypes("category"), "str"))
    return rows.assign(
        file=rows["source"].str.split(":").str[0] + ".csv",
        sheet="",
        row=range(2, len(rows) + 2),
        column=rows["time_period"],
    )[list(READING_COLUMNS)]


def kinds(found: tuple[Problem, ...]) -> Counter[str]:
    return Counter(each.rule.removeprefix("checks.") for each in found)


def test_published_figures_may_be_handed_in_again(
    again: pd.DataFrame, published: pd.DataFrame, words: Vocabulary
) -> None:
    """What remains is what DOPA prints about Surat Thani and Ko Samui in four years."""
    found = check(again, words, published, today=TODAY)

    assert {each.severity for each in found} == {"warning"}
    assert kinds(found) == {"parts_sum": 7}
    assert {each.facts["area_en"] for each in found} == {"Surat Thani", "Ko Samui"}


def test_publications_do_not_drown_their_reader_when_nothing_is_published(
    again: pd.DataFrame, published: pd.DataFrame, words: Vocabulary
) -> None:
    """72 leaps among 89,000 figures of 30 years, most of them new municipalities and COVID-19."""
    found = check(again, words, published.iloc[:0], today=TODAY)

    assert {each.severity for each in found} == {"warning"}
    assert kinds(found) == {"outlier": 72, "parts_sum": 7}


def test_a_new_year_of_the_register_brings_few_warnings(
    again: pd.DataFrame, published: pd.DataFrame, words: Vocabulary
) -> None:
    """The last year of the register, as if it had just arrived."""
    last = again[(again["file"] == "dopa_population.csv") & (again["time_period"] == "2024")]
    before = published[published["time_period"].astype("str") < "2024"]

    assert len(last) > 300
    assert kinds(check(last, words, before, today=TODAY)) == {}
