from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalog.load import load_catalog
from dashboard.ui.scorecard import Place, place, quarters, unit_words

CODES = [str(code) for code in (80, 81, 82, 83, 84, 85, 86, 90, 91, 92, 93, 94, 95, 96)]


def peers(values: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame({"ref_area": CODES, "obs_value": pd.array(values, dtype="float64")})


def test_fourteen_provinces_make_quarters_of_four_three_three_and_four() -> None:
    assert quarters(14) == [(1, 4), (5, 7), (8, 10), (11, 14)]


@pytest.mark.parametrize(
    ("count", "ranges"),
    [
        (23, [(1, 6), (7, 12), (13, 17), (18, 23)]),
        (12, [(1, 3), (4, 6), (7, 9), (10, 12)]),
        (3, [(1, 1), (2, 2), (3, 3)]),
        (1, [(1, 1)]),
    ],
)
def test_every_place_is_in_one_quarter(count: int, ranges: list[tuple[int, int]]) -> None:
    assert quarters(count) == ranges
    assert sum(last - first + 1 for first, last in ranges) == count


def test_lower_is_better_puts_the_lowest_in_front() -> None:
    values = [2.91, *[float(each) for each in range(3, 16)]]

    assert place(peers(values), "80", "lower") == Place(0, 1, 4)
    assert place(peers(values), "80", "higher") == Place(3, 11, 14)


def test_equal_values_share_the_better_place() -> None:
    values: list[float | None] = [5.0, 5.0, 5.0, 5.0, 5.0, 9.0, *[1.0] * 8]

    assert place(peers(values), "80", "higher") == Place(0, 1, 4)


def test_neutral_has_no_place_and_no_figure_none_at_all() -> None:
    assert place(peers([1.0] * 14), "80", "neutral") == Place(None, 0, 0)
    assert place(peers([None, *[1.0] * 13]), "80", "lower") is None


@pytest.mark.parametrize(
    ("indicator", "thai", "english"),
    [
        ("tpmap_target_poor_rate", "ของผู้ได้รับการสำรวจ", "of persons surveyed"),
        ("ses_income_month", "บาท/ครัวเรือน/เดือน", "baht/household/month"),
        ("hai_overall", "ดัชนี 0–1", "index, 0–1"),
    ],
)
def test_a_card_says_what_its_number_counts(
    root: Path, indicator: str, thai: str, english: str
) -> None:
    chosen = load_catalog(root / "data" / "catalog").indicators[indicator]

    assert (unit_words(chosen, "th"), unit_words(chosen, "en")) == (thai, english)
