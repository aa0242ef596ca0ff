from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.ingest.report import Problem

Ask = Callable[..., list[Problem]]
DISTRICTS = [f"80{number:02}" for number in range(1, 24)]
PROVINCES_S3 = ("94", "95", "96")


def rules(found: list[Problem]) -> list[str]:
    return [each.rule.removeprefix("checks.") for each in found]


@pytest.mark.parametrize(("female", "told"), [(763_303, []), (763_302, ["sexes_sum"])])
def test_males_and_females_sum_to_the_published_total(
    ask: Ask, female: int, told: list[str]
) -> None:
    """DOPA, Nakhon Si Thammarat 2009: 753,196 males of 1,516,499."""
    new = {"pop_registered_female 80 2009": female}
    published = {"pop_registered 80 2009": 1_516_499, "pop_registered_male 80 2009": 753_196}

    assert rules(ask(new, published)) == told


def test_a_sum_names_both_sides(ask: Ask) -> None:
    new = {
        "pop_registered 80 2009": 1_516_499,
        "pop_registered_male 80 2009": 753_196,
        "pop_registered_female 80 2009": 763_000,
    }

    (found,) = ask(new)

    assert found.place.row == 2
    assert found.fact("en").endswith("sum to 1,516,196, the total is 1,516,499.")


def test_a_census_may_be_off_by_one(ask: Ask) -> None:
    new = {
        "pop_census 80 2010": 1_001,
        "pop_census_male 80 2010": 500,
        "pop_census_female 80 2010": 500,
    }

    assert ask(new) == []


def test_parts_of_another_edition_are_not_parts(ask: Ask) -> None:
    new = {"tour_visitors 80 2019 revised": 1_000, "tour_visitors_thai 80 2019 revised": 700}

    assert ask(new, {"tour_visitors_foreign 80 2019": 100}) == []


@pytest.mark.parametrize(("province", "told"), [(230, []), (229, ["districts_sum"])])
def test_districts_sum_to_their_province(ask: Ask, province: int, told: list[str]) -> None:
    new = {f"houses_registered {each} 2024": 10 for each in DISTRICTS}

    assert rules(ask(new | {"houses_registered 80 2024": province})) == told


def test_the_province_is_named_where_only_districts_are_new(ask: Ask) -> None:
    new = {f"houses_registered {each} 2024": 10 for each in DISTRICTS}

    (found,) = ask(new, {"houses_registered 80 2024": 229})

    assert (found.place.row, found.value) == (2, "10")
    assert "Nakhon Si Thammarat, 2024: the districts sum to 230" in found.fact("en")
    assert "จังหวัดนครศรีธรรมราช" in found.fact("th")
    assert "อำเภอเมือง" not in found.fact("th")


def test_districts_that_are_not_all_there_may_fall_short_but_not_exceed(ask: Ask) -> None:
    new = {f"houses_registered {each} 2024": 10 for each in DISTRICTS[:20]}

    assert ask(new | {"houses_registered 80 2024": 231}) == []
    assert rules(ask(new | {"houses_registered 80 2024": 199})) == ["districts_sum"]


def test_a_new_total_is_held_against_published_districts(ask: Ask) -> None:
    published = {f"houses_registered {each} 2024": 10 for each in DISTRICTS}

    (found,) = ask({"houses_registered 80 2024": 240}, published)

    assert found.fact("en").endswith("the districts sum to 230, the province is 240.")


@pytest.mark.parametrize(("whole", "told"), [(300_030, []), (300_035, ["provinces_sum"])])
def test_provinces_may_differ_from_their_region_by_rounding(
    ask: Ask, whole: float, told: list[str]
) -> None:
    """0.01 per cent of 300,030 is 30, and one more is allowed for rounding."""
    new = {f"gpp_current {each} 2020 2020 edition": 100_000 for each in PROVINCES_S3}

    found = ask(new | {"gpp_current S3 2020 2020 edition": whole})

    assert rules(found) == told
    assert {each.severity for each in found} <= {"warning"}


def test_a_total_that_this_system_summed_gives_way_to_new_provinces(ask: Ask) -> None:
    summed = {"gpp_current S3 2020 2020 edition": {"obs_value": 9e9, "derived": True}}
    new = {f"gpp_current {each} 2020 2020 edition": 100_000 for each in PROVINCES_S3}

    assert ask(new, summed) == []


def test_a_kingdom_without_bangkok_is_whole_where_the_source_leaves_it_out(
    ask: Ask, words: Any
) -> None:
    provinces = [each.code for each in words.catalog.children("TH", "province")]
    new = {
        f"tpmap_households_surveyed {each} 2018 e": 100_000 for each in provinces if each != "10"
    }

    found = ask(new | {"tpmap_households_surveyed TH 2018 e": 8_000_000})

    assert [(each.rule, each.facts["sum"]) for each in found] == [
        ("checks.provinces_sum", "7,600,000")
    ]


@pytest.mark.parametrize(("part", "told"), [(400, []), (401, ["numerator_over_denominator"])])
def test_a_part_is_at_most_its_whole(ask: Ask, part: int, told: list[str]) -> None:
    new = {"tpmap_elderly 80 2018 e": part, "tpmap_persons_surveyed 80 2018 e": 400}

    assert rules(ask(new)) == told


@pytest.mark.parametrize(("rate", "told"), [(4.0, []), (4.01, ["formula_disagrees"])])
def test_a_publishers_rate_agrees_with_its_formula(ask: Ask, rate: float, told: list[str]) -> None:
    new = {
        "tpmap_target_poor 80 2018 e": 1_600,
        "tpmap_persons_surveyed 80 2018 e": 40_000,
        "tpmap_target_poor_rate 80 2018 e": rate,
    }

    assert rules(ask(new)) == told


def test_a_formula_without_all_of_its_inputs_is_not_asked(ask: Ask) -> None:
    assert ask({"rubber_yield 80 2018": 250, "rubber_production 80 2018": 240}) == []
