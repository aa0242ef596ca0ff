from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.ingest.report import Problem

Ask = Callable[..., list[Problem]]
DISTRICTS = [f"80{number:02}" for number in range(1, 24)]
COUNT = "tpmap_target_poor"
SUPPRESSED = {"conf_status": "C"}


def told(found: list[Problem]) -> str:
    facts = [[each.value, dict(each.facts), each.as_json()] for each in found]
    return json.dumps(facts, ensure_ascii=False)


@pytest.mark.parametrize(
    ("new", "published", "rule"),
    [
        # What is told beside the figure must not give it away either.
        ({f"{COUNT} 8001 2018 e": 3}, {f"{COUNT} 8001 2018 e": 777}, "revised_much"),
        (
            {f"{COUNT} 8001 2018 e": 3, f"{COUNT} 80 2018 e": 222}
            | {f"{COUNT} {each} 2018 e": 10 for each in DISTRICTS[1:]},
            {},
            "districts_sum",
        ),
        (
            {"tpmap_elderly 8001 2018 e": 3, "tpmap_persons_surveyed 8001 2018 e": 2},
            {},
            "numerator_over_denominator",
        ),
        ({f"{COUNT} 8001 2018 e": 333}, {f"{COUNT} 8001 2018 e": SUPPRESSED}, "reveals"),
        ({f"{COUNT} 8001 2018 e": {"obs_value": 333, **SUPPRESSED}}, {}, "value_with_suppressed"),
        ({f"{COUNT} 8001 2018 e#1": 3, f"{COUNT} 8001 2018 e#2": 4}, {}, "duplicate"),
        ({f"{COUNT} 8001 2018 e": 3.5}, {}, "not_whole"),
    ],
)
def test_no_message_prints_a_figure_that_is_protected(
    ask: Ask, new: dict[str, Any], published: dict[str, Any], rule: str
) -> None:
    found = ask(new, published)

    named = {each.rule.removeprefix("checks.") for each in found}
    titles = {str(each.facts.get("title_en")) for each in found if each.rule == "checks.withheld"}
    assert rule in named or titles
    assert all(each.value == "" for each in found)
    for figure in ('"3"', " 3 ", " 3.", "3.5", "333", "777", "222", "223", '"2"', '"4"'):
        assert figure not in told(found).replace("2018", "")


def test_a_withheld_message_names_the_rule_and_the_cell(ask: Ask) -> None:
    found = ask({f"{COUNT} 8001 2018 e": 3.5}, rule="withheld")

    assert [each.place.row for each in found] == [2]
    assert "Fraction of a count" in found[0].message("en")
    assert "จำนวนนับมีเศษทศนิยม" in found[0].message("th")


def test_what_will_be_refused_is_a_warning_beforehand(ask: Ask) -> None:
    found = ask({f"{COUNT} 8001 2018 e": 4, f"{COUNT} 8002 2018 e": 5, f"{COUNT} 8003 2018 e": 0})

    assert [(each.severity, each.rule, each.place.row) for each in found] == [
        ("warning", "checks.small_counts", 2)
    ]


def test_protected_cells_of_a_file_are_one_warning_with_their_count_and_the_first(ask: Ask) -> None:
    small = {f"{COUNT} {each} 2018 e": 3 for each in DISTRICTS[:6]}
    other = {f"{COUNT} 8010 2018 e": {"obs_value": 4, "file": "b.csv"}}

    found = ask(small | other, rule="small_counts")

    assert [(each.place.file, each.place.row, each.facts["count"]) for each in found] == [
        ("a.csv", 2, 6),
        ("b.csv", 8, 1),
    ]
    assert found[0].fact("en").startswith("Small counts: 6, suppressed before anything is written.")
    assert "จำนวนน้อย 6 ช่อง" in found[0].fact("th")


def test_a_small_count_that_is_suppressed_already_is_told_once(ask: Ask) -> None:
    new = {f"{COUNT} 8001 2018 e": 3, f"{COUNT} 8002 2018 e": 40}
    published = {f"{COUNT} {each} 2018 e": SUPPRESSED for each in ("8001", "8002")}

    small = ask(new, published, rule="small_counts")
    shown = ask(new, published, rule="reveals")

    assert [(each.place.row, each.facts["count"]) for each in small] == [(2, 1)]
    assert [(each.place.row, each.facts["count"]) for each in shown] == [(3, 1)]
