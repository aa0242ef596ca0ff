from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.ingest.report import Problem

Ask = Callable[..., list[Problem]]


def rules(found: list[Problem]) -> list[str]:
    return [each.rule.removeprefix("checks.") for each in found]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"pop_registered 80 2024": 0}, []),
        ({"gpp_current 80 2020 2020 edition": -1.5}, ["negative_count"]),
        ({"tour_occupancy_rate 80 2019": 100}, []),
        ({"tour_occupancy_rate 80 2019": -0.1}, ["share_over_100"]),
        ({"ses_expenditure_income_pct 80 2019": 104.2}, []),
        ({"gini_income 80 2023 2023 basis": 0.41}, []),
        ({"gini_income 80 2023 2023 basis": 41}, ["share_over_100"]),
        ({"poor_number TH 2017 current poverty line": 5_325.4}, []),
        ({"pop_registered 38 2011": 400_000}, []),
        ({"pop_registered 80 2024": {"obs_status": "M"}}, []),
        ({"tpmap_target_poor 8001 2018 TPMAP 2561": {"conf_status": "C"}}, []),
        ({"tpmap_persons_surveyed 10 2018 TPMAP 2561": {"obs_status": "M"}}, []),
    ],
)
def test_the_edge_of_a_rule_is_allowed(ask: Ask, new: dict[str, Any], expected: list[str]) -> None:
    assert rules(ask(new)) == expected


@pytest.mark.parametrize(
    ("period", "today", "expected"),
    [
        ("2026", date(2026, 1, 1), []),
        ("2027", date(2026, 12, 31), ["future_period"]),
        ("2026-Q4", date(2026, 10, 1), []),
        ("2026-Q4", date(2026, 9, 30), ["future_period"]),
        ("FY2570", date(2026, 10, 1), []),
        ("FY2570", date(2026, 9, 30), ["future_period"]),
    ],
)
def test_a_period_is_known_from_the_month_in_which_it_begins(
    ask: Ask, period: str, today: date, expected: list[str]
) -> None:
    assert rules(ask({f"lfs_employed 80 {period}": 900}, today=today)) == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("1957", []),
        ("2057", ["future_period"]),
        ("2058", ["future_period", "year_out_of_range"]),
        ("2567", ["future_period", "year_out_of_range"]),
        ("spring", ["year_out_of_range"]),
    ],
)
def test_years_lie_between_1957_and_2057(ask: Ask, period: str, expected: list[str]) -> None:
    assert sorted(rules(ask({f"pop_registered 80 {period}": 900}))) == expected


def test_a_message_names_figure_area_and_period_in_the_readers_era(ask: Ask) -> None:
    (found,) = ask({"pop_registered 8003 2024": -40_512})

    assert found.value == "-40,512"
    assert found.fact("en") == (
        "Registered population, Lan Saka, 2024, is -40,512, which is below zero."
    )
    assert found.fact("th").endswith(
        "อำเภอลานสกา พ.ศ.\N{NO-BREAK SPACE}2567 เป็น -40,512 ซึ่งน้อยกว่าศูนย์"
    )


def test_problems_follow_file_sheet_row_and_column(
    ask: Ask,
) -> None:
    places = [("b.csv", 3), ("a.csv", 9), ("a.csv", 4), ("b.csv", 2)]
    new = {
        f"pop_registered 80 {2000 + index}": {"obs_value": -1, "file": file, "row": row}
        for index, (file, row) in enumerate(places)
    }

    found = ask(new, rule="negative_count")

    assert [(each.place.file, each.place.row) for each in found] == [
        ("b.csv", 2),
        ("b.csv", 3),
        ("a.csv", 4),
        ("a.csv", 9),
    ]


def test_two_hundred_problems_of_a_rule_are_listed_and_the_rest_is_counted(ask: Ask) -> None:
    new = {f"births_registered 80 {year}#{year}": -1 for year in range(1960, 2020)}
    new |= {
        f"deaths_registered {area} {year}": -1
        for area in range(80, 85)
        for year in range(1960, 2000)
    }

    *listed, more = ask(new)

    assert len(listed) == 200
    assert {each.rule for each in listed} == {"checks.negative_count"}
    assert (more.rule, more.severity, more.facts["count"]) == ("checks.more", "error", 60)
    assert "Below zero" in more.message("en")
    assert "ค่าติดลบ" in more.message("th")


@pytest.mark.parametrize("key", ["ses_debt_total 80 2025", "bank_deposits 80 2024"])
def test_money_below_zero_is_an_error(ask: Ask, key: str) -> None:
    (found,) = ask({key: -200_000}, rule="negative_count")
    assert (found.severity, found.value) == ("error", "-200,000")


def test_a_balance_of_migration_may_be_below_zero_and_a_figure_may_be_zero(ask: Ask) -> None:
    assert ask({"net_migration_rate 80 2024": -2.5}, rule="negative_count") == []
    assert ask({"ses_debt_total 80 2025": 0}, rule="negative_count") == []


@pytest.mark.parametrize(("value", "told"), [(1e99, "1e+99"), (-2e15, "-2e+15")])
def test_a_figure_beyond_anything_counted_is_an_error_in_few_digits(
    ask: Ask, value: float, told: str
) -> None:
    (found,) = ask({"ses_debt_total 80 2025": value}, rule="not_a_number")
    assert (found.severity, found.value) == ("error", told)
    assert found.fact("en").endswith(f"2025, is {told}, which is impossibly large.")


def test_a_thousand_million_million_is_still_a_figure(ask: Ask) -> None:
    assert ask({"ses_debt_total 80 2025": 1e15}, rule="not_a_number") == []
