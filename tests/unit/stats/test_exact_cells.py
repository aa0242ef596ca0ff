from __future__ import annotations

from itertools import combinations

import pytest

from dashboard.stats.bounds import Interval, exactly
from dashboard.stats.exact_cells import exact_cells, overlap

# A made-up district whose exact cells are known: health 1, living 2, education 4, income 8,
# access 16. 400 fail in one dimension, 121 in two, 40 in three or more.
PEOPLE = {
    0b00001: 90, 0b00010: 120, 0b00100: 60, 0b01000: 124, 0b10000: 6,
    0b00011: 30, 0b00101: 10, 0b01010: 45, 0b01100: 25, 0b11000: 11,
    0b00111: 12, 0b01110: 20, 0b11111: 8,
}  # fmt: skip
POOR = 561


def failing(mask: int) -> int:
    """How many fail in at least one dimension of `mask`."""
    return sum(count for cell, count in PEOPLE.items() if cell & mask)


def rounded(mask: int) -> Interval:
    nearest = 5 * round(failing(mask) / 5)
    return Interval(nearest - 2.5, nearest + 2.5)


def dimensions() -> list[Interval]:
    return [exactly(failing(1 << at)) for at in range(5)]


def test_the_inversion_gives_back_the_exact_cells() -> None:
    unions = {mask: float(failing(mask)) for mask in range(1, 32)}

    found = exact_cells(unions, 5)

    assert found == {cell: PEOPLE.get(cell, 0) for cell in range(1, 32)}
    assert sum(found.values()) == POOR


def test_all_exact_unions_leave_no_doubt() -> None:
    unions = {mask: exactly(failing(mask)) for mask in range(1, 32)}

    found = overlap(POOR, dimensions(), unions)

    assert found == (exactly(400), exactly(121), exactly(40))


def test_nobody_is_an_ordinary_zero() -> None:
    found = overlap(10, [exactly(4), exactly(6)], {})

    assert found is not None
    assert found.two == exactly(0)
    assert [str(end) for interval in found[1:] for end in interval] == ["0.0"] * 4


def test_rounded_unions_of_four_dimensions_give_intervals_that_hold_the_truth() -> None:
    masks = [
        sum(1 << at for at in chosen) for size in (2, 3) for chosen in combinations(range(4), size)
    ]

    found = overlap(POOR, dimensions(), {mask: rounded(mask) for mask in masks})

    assert found is not None
    for interval, truth in zip(found, (400, 121, 40), strict=True):
        assert interval.low <= truth <= interval.high
    assert found.one.low == 372
    assert found.more.high == 74


def test_without_unions_the_counts_of_dimensions_alone_bound_the_overlap() -> None:
    """Two dimensions of 6 and 7 people among 10: three fail in both, whoever they are."""
    found = overlap(10, [exactly(6), exactly(7)], {})

    assert found == (exactly(7), exactly(3), exactly(0))


def test_a_suppressed_dimension_widens_the_interval() -> None:
    told = overlap(10, [exactly(6), exactly(7)], {})
    hidden = overlap(10, [exactly(6), Interval(4, 9)], {})

    assert told is not None
    assert hidden is not None
    assert hidden.one == Interval(5, 10)
    assert hidden.one.width > told.one.width


def test_figures_that_contradict_each_other_give_nothing() -> None:
    assert overlap(20, [exactly(6), exactly(7)], {}) is None


@pytest.mark.parametrize("dropped", range(5))
def test_a_union_less_never_narrows_an_interval(dropped: int) -> None:
    masks = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010]
    whole = overlap(POOR, dimensions(), {mask: rounded(mask) for mask in masks})
    less = overlap(POOR, dimensions(), {m: rounded(m) for m in masks if m != masks[dropped]})

    assert whole is not None
    assert less is not None
    assert all(b.low <= a.low and a.high <= b.high for a, b in zip(whole, less, strict=True))
