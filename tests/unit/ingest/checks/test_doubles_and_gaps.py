from __future__ import annotations

from collections.abc import Callable

from dashboard.ingest.report import Problem

Ask = Callable[..., list[Problem]]
DISTRICTS = [f"80{number:02}" for number in range(1, 24)]


def test_a_second_value_names_the_place_of_the_first(ask: Ask) -> None:
    new = {
        "pop_registered 80 2024#1": {"obs_value": 900, "file": "a.xlsx", "sheet": "ชาย"},
        "pop_registered 80 2024#2": {"obs_value": 901, "file": "b.xlsx", "sheet": "รวม"},
    }

    (found,) = ask(new, rule="duplicate")

    assert found.severity == "error"
    assert found.facts["first_en"] == "a.xlsx · sheet ชาย · row 2 · column 2024"
    assert found.place.file == "b.xlsx"


def test_the_same_figures_in_two_files_are_one_warning(ask: Ask) -> None:
    new = {
        f"births_registered {area} 2017#{file}": {"obs_value": 500, "file": file}
        for file in ("a.csv", "b.csv")
        for area in range(80, 87)
    }

    (found,) = ask(new)

    assert (found.rule, found.severity) == ("checks.duplicate_same", "warning")
    assert (found.place.file, found.facts["count"]) == ("b.csv", 7)


def test_no_value_twice_is_no_contradiction(ask: Ask) -> None:
    missing = {"obs_status": "M"}
    new = {"pop_registered 80 2024#1": missing, "pop_registered 80 2024#2": missing}

    assert [each.rule for each in ask(new)] == ["checks.duplicate_same"]


def test_suppressed_and_missing_are_two_answers(ask: Ask) -> None:
    key = "tpmap_target_poor 8001 2018"
    new = {f"{key}#1": {"conf_status": "C"}, f"{key}#2": {"obs_status": "M"}}

    assert [each.rule for each in ask(new)] == ["checks.duplicate"]


def test_the_missing_district_is_named_once_for_all_indicators(ask: Ask) -> None:
    both = ("pop_registered", "houses_registered")
    published = {f"{name} {each} 2022": 100 for name in both for each in DISTRICTS}
    new = {f"{name} {each} 2024": 100 for name in both for each in DISTRICTS if each != "8003"}

    (found,) = ask(new, published)

    assert found.fact("en").endswith(
        "2024: missing are Lan Saka "
        "(1 of the 23 areas of the period before; indicators in the same case: 2)."
    )
    assert "อำเภอลานสกา" in found.fact("th")


def test_a_file_about_few_districts_lacks_nothing(ask: Ask) -> None:
    published = {f"pop_registered {each} 2022": 100 for each in DISTRICTS}
    new = {f"pop_registered {each} 2024": 100 for each in DISTRICTS[:11]}

    assert ask(new, published) == []


def test_provinces_of_the_south_are_missed_beside_each_other(ask: Ask) -> None:
    """Eleven of the fourteen are a small part of the kingdom, yet nearly all of the South."""
    south = [str(number) for number in (*range(80, 87), *range(90, 97))]
    rest = [str(number) for number in (10, 20, 30, 40, 50)]
    published = {f"pop_registered {each} 2022": 100 for each in (*south, *rest)}

    (found,) = ask({f"pop_registered {each} 2024": 100 for each in south[:11]}, published)

    assert (found.rule, found.severity) == ("checks.missing_areas", "warning")
    assert (found.facts["count"], found.facts["expected"]) == (3, 14)
    assert "จังหวัดยะลา" in found.fact("th")


def test_a_file_of_few_southern_provinces_lacks_nothing(ask: Ask) -> None:
    south = [str(number) for number in (*range(80, 87), *range(90, 97))]
    published = {f"pop_registered {each} 2022": 100 for each in south}

    assert ask({f"pop_registered {each} 2024": 100 for each in south[:6]}, published) == []


def test_a_published_period_keeps_what_a_file_leaves_out(ask: Ask) -> None:
    published = {
        f"pop_registered {each} {year}": 100 for each in DISTRICTS for year in (2022, 2024)
    }
    new = {f"pop_registered {each} 2024": 100 for each in DISTRICTS[1:]}

    assert ask(new, published) == []


def test_an_area_that_is_there_without_a_value_is_not_missing(ask: Ask) -> None:
    published = {f"pop_registered {each} 2022": 100 for each in DISTRICTS}
    new = {f"pop_registered {each} 2024": 100 for each in DISTRICTS[1:]}

    assert ask(new | {"pop_registered 8001 2024": {"obs_status": "M"}}, published) == []


def test_bueng_kan_is_not_missing_before_it_existed(ask: Ask) -> None:
    published = {f"pop_registered {each} 2009": 100 for each in ("38", "40", "41")}
    new = {f"pop_registered {each} 2010": 100 for each in ("40", "41")}

    assert ask(new, published) == []
