"""What the poverty page makes of bounds: nothing finer than is certain, no small group."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalog.load import load_catalog
from dashboard.catalog.tpmap import DIMENSIONS as IN_FILES
from dashboard.catalog.tpmap import load_tpmap
from dashboard.stats.bounds import Interval
from dashboard.text import t
from dashboard.ui.poverty_figures import BMN, DIMENSIONS
from dashboard.ui.poverty_overlap import printed, showable


def test_the_five_dimensions_are_named_word_for_word_in_their_order() -> None:
    assert [t(f"poverty.dim.{each}", "th") for each in DIMENSIONS] == [
        "ด้านสุขภาพ",
        "ด้านความเป็นอยู่",
        "ด้านการศึกษา",
        "ด้านรายได้",
        "ด้านการเข้าถึงบริการรัฐ",
    ]
    assert DIMENSIONS == IN_FILES


def test_the_basic_needs_behind_each_are_those_that_tpmap_unites(root: Path) -> None:
    folder = root / "data" / "catalog"
    edition = load_tpmap(folder, load_catalog(folder))["61"]

    assert {name: tuple(numbers) for name, numbers in edition.numbers.items()} == BMN
    assert sum(map(len, BMN.values())) == 17


@pytest.mark.parametrize(
    ("interval", "most", "least", "text"),
    [
        (Interval(0.715, 0.715), 2, 0, "0.72"),
        (Interval(1.580, 1.597), 2, 1, "1.6"),
        (Interval(24.71, 25.19), 1, 0, "25"),
        (Interval(0.938, 0.953), 2, 1, None),
        (Interval(24.4, 24.8), 1, 0, None),
    ],
)
def test_a_number_is_printed_as_finely_as_both_bounds_share(
    interval: Interval, most: int, least: int, text: str | None
) -> None:
    found = printed(interval, most, least)

    assert (found[1] if found else None) == text


@pytest.mark.parametrize(
    ("interval", "why"),
    [
        (Interval(300, 329), ""),
        (Interval(300, 331), "wide"),
        (Interval(0, 5), ""),
        (Interval(0, 4), "small"),
        (Interval(2, 6), "small"),
        (Interval(0, 0), ""),
        (Interval(5, 5), ""),
    ],
)
def test_an_interval_is_shown_unless_it_is_wide_or_tells_a_small_group(
    interval: Interval, why: str
) -> None:
    assert showable(interval, 300) == why
