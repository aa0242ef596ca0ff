from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.ingest.checks.registry import CHECKS
from dashboard.ingest.report import Problem

SUPPRESSED = {"conf_status": "C"}
DISTRICTS = [f"80{number:02}" for number in range(1, 24)]
PUPILS = "bmn61_ind15_fail"


def years(name: str, *values: float, first: int = 2015) -> dict[str, float]:
    """`name` is indicator and area; a value for each year from `first`."""
    return {f"{name} {first + index}": value for index, value in enumerate(values)}


# For each rule: figures that break it, what is published, and row and column of the problem.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], int, str]] = {
    "negative_count": ({"pop_registered 80 2024": -5}, {}, 2, "2024"),
    "not_a_number": ({"gpp_current 80 2020 2020 edition": float("inf")}, {}, 2, "2020"),
    "share_over_100": ({"tour_occupancy_rate 80 2019": 100.5}, {}, 2, "2019"),
    "not_whole": ({"pop_registered 80 2024": 1500.5}, {}, 2, "2024"),
    "year_out_of_range": ({"pop_registered 80 1956": 900}, {}, 2, "1956"),
    "future_period": ({"pop_registered 80 2027": 900}, {}, 2, "2027"),
    "area_before_its_time": ({"pop_registered 38 2010": 400_000}, {}, 2, "2010"),
    "level_not_covered": ({"poverty_rate 8001 2017": 9.5}, {}, 2, "2017"),
    "area_not_covered": ({"tpmap_persons_surveyed 10 2018 TPMAP 2561": 900}, {}, 2, "2018"),
    "value_with_missing": (
        {"pop_registered 80 2024": {"obs_value": 900, "obs_status": "M"}},
        {},
        2,
        "2024",
    ),
    "value_with_suppressed": (
        {"tpmap_target_poor 8001 2018 TPMAP 2561": {"obs_value": 3, "conf_status": "C"}},
        {},
        2,
        "2018",
    ),
    "status_without_value": ({"pop_registered 80 2024": float("nan")}, {}, 2, "2024"),
    "factor_of_thousand": (
        years("gpp_per_capita 80", 80_000_000, first=2021)
        | years("gpp_per_capita 81", 120_000_000, first=2021)
        | years("gpp_per_capita 82", 60_000_000, first=2021),
        years("gpp_per_capita 80", 78_000)
        | years("gpp_per_capita 81", 121_000)
        | years("gpp_per_capita 82", 59_000),
        0,
        "",
    ),
    "factor_in_cell": (
        {"pop_registered 8003 2018": 405_120},
        years("pop_registered 8003", 40_300, 40_400, 40_500),
        2,
        "2018",
    ),
    "unit_scale": (
        years("tour_occupancy_rate 80", 0.61, first=2022)
        | years("tour_occupancy_rate 81", 0.55, first=2022)
        | years("tour_occupancy_rate 82", 0.48, first=2022),
        years("tour_occupancy_rate 80", 58)
        | years("tour_occupancy_rate 81", 60)
        | years("tour_occupancy_rate 82", 50),
        0,
        "",
    ),
    "outlier": (
        {"births_registered 80 2021": 40_000},
        years("births_registered 80", 18_000, 18_100, 18_150, 18_300, 18_350, 18_420),
        2,
        "2021",
    ),
    "revised_much": (
        {"births_registered 80 2017": 20_000},
        {"births_registered 80 2017": 18_000},
        2,
        "2017",
    ),
    "missing_areas": (
        {f"pop_registered {each} 2024": 40_000 for each in DISTRICTS[1:]},
        {f"pop_registered {each} 2022": 40_000 for each in DISTRICTS},
        0,
        "",
    ),
    "duplicate": (
        {"pop_registered 80 2024#1": 1_500_000, "pop_registered 80 2024#2": 1_500_001},
        {},
        3,
        "2024",
    ),
    "duplicate_same": (
        {"pop_registered 80 2024#1": 1_500_000, "pop_registered 80 2024#2": 1_500_000},
        {},
        3,
        "2024",
    ),
    "sexes_sum": (
        {"pop_registered_male 80 2009": 753_196, "pop_registered_female 80 2009": 763_304},
        {"pop_registered 80 2009": 1_516_499},
        2,
        "2009",
    ),
    "parts_sum": (
        {"tour_visitors_thai 80 2019": 700, "tour_visitors 80 2019": 1_000},
        {"tour_visitors_foreign 80 2019": 200},
        3,
        "2019",
    ),
    "districts_sum": (
        {f"houses_registered {each} 2024": 10 for each in DISTRICTS},
        {"houses_registered 80 2024": 231},
        2,
        "2024",
    ),
    "provinces_sum": (
        {f"ses_households {each} 2023": 1_000 for each in ("94", "95", "96")},
        {"ses_households S3 2023": 3_002},
        2,
        "2023",
    ),
    "numerator_over_denominator": (
        {"tpmap_elderly 8001 2018 TPMAP 2561": 500},
        {"tpmap_persons_surveyed 8001 2018 TPMAP 2561": 400},
        2,
        "2018",
    ),
    "formula_disagrees": (
        {"rubber_yield 80 2018": 250},
        {"rubber_production 80 2018": 240, "rubber_harvested_area 80 2018": 1_000},
        2,
        "2018",
    ),
    "small_counts": ({"tpmap_target_poor 8001 2018 TPMAP 2561": 4}, {}, 2, "2018"),
    "reveals": (
        {f"{PUPILS} 8001 2018 TPMAP 2561": 12},
        {f"{PUPILS} 8001 2018 TPMAP 2561": SUPPRESSED},
        2,
        "2018",
    ),
    "by_difference": (
        {f"{PUPILS} 8002 2018 TPMAP 2561": 20},
        {f"{PUPILS} 80 2018 TPMAP 2561": 450, f"{PUPILS} 8001 2018 TPMAP 2561": SUPPRESSED}
        | {f"{PUPILS} {each} 2018 TPMAP 2561": 20 for each in DISTRICTS[2:]},
        2,
        "2018",
    ),
    "exact": (
        {"tpmap_target_poor_any_of_11000 8001 2018 TPMAP 2561": 301},
        {"tpmap_target_poor_any_of_11000 8002 2018 TPMAP 2561": 300},
        2,
        "2018",
    ),
    "rate_of_small": (
        {"tpmap_target_poor_rate 8001 2018 TPMAP 2561": 1.5},
        {
            "tpmap_target_poor 8001 2018 TPMAP 2561": SUPPRESSED,
            "tpmap_persons_surveyed 8001 2018 TPMAP 2561": 200,
        },
        2,
        "2018",
    ),
}


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == CHECKS.keys()


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_finds_its_figure_and_says_so_in_both_languages(
    ask: Callable[..., list[Problem]], rule: str
) -> None:
    new, published, row, column = CASES[rule]

    first = ask(new, published, rule=rule)[0]

    assert (first.place.file, first.place.row, first.place.column) == ("a.csv", row, column)
    thai, english = first.message("th"), first.message("en")
    assert re.search(r"[\u0e00-\u0e7f]", thai)
    assert len(english.splitlines()) == len(thai.splitlines()) == 2
    assert not re.search(r"[{}]|nan", thai + english)
    assert first.as_json()["hint"]["th"] in thai


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_says_nothing_about_figures_that_are_published_as_they_are(
    ask: Callable[..., list[Problem]], rule: str
) -> None:
    new = {"births_registered 80 2017": 18_000, "births_registered 80 2018": 18_100}

    assert ask(new, new, rule=rule) == []
