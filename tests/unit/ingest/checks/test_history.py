from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.ingest.report import Problem

Ask = Callable[..., list[Problem]]
AREAS = ("80", "81", "82")


def printed(indicator: str, *values: float, edition: str = "") -> dict[str, Any]:
    return {
        f"{indicator} {area} {2010 + index} {edition}": value
        for area in AREAS
        for index, value in enumerate(values)
    }


@pytest.mark.parametrize(
    ("factor", "told"),
    [
        (1, None),
        (10, None),
        (600, "1,000"),
        (1_000, "1,000"),
        (1e6, "1,000,000"),
        (1e-3, "1/1,000"),
    ],
)
def test_a_file_in_another_unit_is_told_once(ask: Ask, factor: float, told: str | None) -> None:
    new = {f"gpp_current {area} 2015 2024 edition": 175_000 * factor for area in AREAS}

    found = ask(new, printed("gpp_current", 150_000, 160_000, edition="2020 edition"))

    whole = [each for each in found if each.rule == "checks.factor_of_thousand"]
    assert [each.facts["factor"] for each in whole] == ([told] if told else [])
    assert [each.place.row for each in whole] == ([0] if told else [])


def test_two_figures_are_too_few_to_tell_the_unit(ask: Ask) -> None:
    new = {f"gpp_current {area} 2015": 175e6 for area in AREAS[:2]}

    assert ask(new, printed("gpp_current", 150_000), rule="factor_of_thousand") == []


def test_figures_of_a_file_in_another_unit_are_not_told_one_by_one(ask: Ask) -> None:
    published = printed("births_registered", 18_000, 18_100, 18_050, 18_200, 18_150, 18_300)
    new = {f"births_registered {area} 2015": 18_300_000 for area in AREAS}

    assert [each.rule for each in ask(new, published)] == ["checks.factor_of_thousand"]


@pytest.mark.parametrize(
    ("value", "told"),
    [(40_600, None), (90_000, None), (406_000, "10"), (4_060, "1/10"), (40.6e6, "1,000")],
)
def test_a_digit_too_many_is_seen_beside_steady_figures(
    ask: Ask, value: float, told: str | None
) -> None:
    published = printed("houses_registered", 40_300, 40_400, 40_500)

    found = ask({"houses_registered 80 2013": value}, published, rule="factor_in_cell")

    assert [each.facts["factor"] for each in found] == ([told] if told else [])


def test_figures_that_always_varied_may_be_ten_times_the_last(ask: Ask) -> None:
    published = printed("boi_investment", 1_000, 90, 4_000, 300)

    assert ask({"boi_investment 80 2014": 3_000}, published, rule="factor_in_cell") == []


def test_per_cents_above_one_are_not_fractions(ask: Ask) -> None:
    new = {f"tour_occupancy_rate {area} 2015": 1.2 for area in AREAS}

    assert ask(new, printed("tour_occupancy_rate", 55), rule="unit_scale") == []


def test_small_per_cents_beside_small_ones_are_not_fractions(ask: Ask) -> None:
    new = {f"lfs_unemployment_rate_annual {area} 2015": 0.6 for area in AREAS}

    assert ask(new, printed("lfs_unemployment_rate_annual", 0.9)) == []


# Past changes: 100, 50, 150, 50, 70. Median 70, deviations 30, 20, 80, 20, 0: MAD 20.
HISTORY = (18_000, 18_100, 18_150, 18_300, 18_350, 18_420)


@pytest.mark.parametrize(
    ("value", "told"), [(18_500, False), (27_000, False), (28_000, True), (8_000, True)]
)
def test_a_change_unlike_those_before_is_told(ask: Ask, value: float, *, told: bool) -> None:
    published = printed("births_registered", *HISTORY)

    found = ask({"births_registered 80 2016": value}, published, rule="outlier")

    assert bool(found) == told


def test_an_unusual_change_is_explained_in_words(ask: Ask) -> None:
    published = printed("births_registered", *HISTORY)

    (found,) = ask({"births_registered 80 2016": 28_000}, published, rule="outlier")

    assert found.severity == "warning"
    assert found.fact("en").endswith(
        "2016, is 28,000 persons: up 52 per cent from 18,420 persons (2015), "
        "where it usually changes by no more than 130 persons a year."
    )
    assert found.fact("th").endswith(
        "เป็น 28,000 คน เพิ่มขึ้นร้อยละ 52 จาก 18,420 คน (พ.ศ.\u00a02558) ปกติเปลี่ยนไม่เกินปีละ 130 คน"
    )


def test_a_fall_is_told_as_such(ask: Ask) -> None:
    (found,) = ask(
        {"births_registered 80 2016": 0}, printed("births_registered", *HISTORY), rule="outlier"
    )

    assert "เป็น 0 คน ลดลงร้อยละ 100 จาก 18,420 คน" in found.fact("th")


def test_an_unusual_change_is_not_told_beside_an_error(ask: Ask) -> None:
    new = {"births_registered 80 2016": -28_000}

    found = ask(new, printed("births_registered", *HISTORY))

    assert [each.rule for each in found] == ["checks.negative_count"]


def test_four_figures_are_too_few_for_a_history(ask: Ask) -> None:
    published = printed("births_registered", *HISTORY[:4])

    assert ask({"births_registered 80 2014": 28_000}, published, rule="outlier") == []


def test_a_change_over_several_years_is_counted_by_the_year(ask: Ask) -> None:
    """11,000 in four years is 2,750 a year, unlike the 2,000 to 3,000 only if taken as one step."""
    published = printed("deaths_registered", 10_000, 12_000, 15_000, 17_000, 20_000, 21_000)

    assert ask({"deaths_registered 80 2019": 32_000}, published, rule="outlier") == []


def test_a_quarter_is_held_against_the_same_quarter(ask: Ask) -> None:
    published = {
        f"lfs_seasonal 80 {year}-Q{quarter}": value
        for year in range(2010, 2017)
        for quarter, value in ((1, 9_000 + year), (3, 200))
    }

    assert ask({"lfs_seasonal 80 2017-Q1": 11_030}, published, rule="outlier") == []


@pytest.mark.parametrize(("value", "told"), [(105, False), (95, False), (105.2, True), (94, True)])
def test_a_revision_of_more_than_five_per_cent_is_told(
    ask: Ask, value: float, *, told: bool
) -> None:
    found = ask({"boi_investment 80 2010": value}, {"boi_investment 80 2010": 100})

    assert [each.rule for each in found] == (["checks.revised_much"] if told else [])


def test_a_figure_that_this_system_computed_is_not_revised(ask: Ask) -> None:
    computed = {"births_registered S 2017": {"obs_value": 100, "derived": True}}

    assert ask({"births_registered S 2017": 150}, computed) == []


def test_a_revision_from_zero_has_no_per_cent(ask: Ask) -> None:
    (found,) = ask({"boi_investment 80 2010": 50}, {"boi_investment 80 2010": 0})

    assert "(– per cent)" in found.fact("en")
