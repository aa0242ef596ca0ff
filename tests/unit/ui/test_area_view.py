from __future__ import annotations

import pytest

from dashboard.ui.area_view import Vintage, default_vintage
from dashboard.ui.controls import in_buddhist_era

NEW, OLD, OLDER = (Vintage(year, year, "", preliminary=False) for year in ("2024", "2020", "2019"))


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        ({"2024": {"S": 1.0}, "2020": {"S": 1.0, "TH": 2.0}}, "2020"),
        ({"2024": {"S": 1.0}, "2020": {"S": 1.0}}, "2024"),
        ({"2020": {"S": 1.0}, "2019": {"TH": 2.0}}, "2020"),
        ({"2024": {"CL-GULF": 1.0}, "2019": {"CL-GULF": 1.0, "S": 1.0, "TH": 2.0}}, "2019"),
        ({"2019": {"80": 1.0}}, "2019"),
        ({}, "2024"),
    ],
)
def test_the_default_period_has_every_yardstick_that_there_ever_is(
    known: dict[str, dict[str, float]], chosen: str
) -> None:
    values = {(year, ""): of for year, of in known.items()}
    assert default_vintage([NEW, OLD, OLDER], values).id == chosen


def test_a_period_in_doubt_is_no_default_as_long_as_there_is_another() -> None:
    doubtful = Vintage("2024", "2024", "", preliminary=False, doubtful=True)
    whole = {("2024", ""): {"S": 1.0, "TH": 2.0}}
    assert default_vintage([doubtful, OLD], whole).id == "2020"
    assert default_vintage([doubtful], whole).id == "2024"


def test_years_may_be_written_in_the_buddhist_era() -> None:
    assert in_buddhist_era(["2018", "2020-Q4", "2020@2020 edition", "FY2565"]) == {
        "2561": "2018",
        "2563-Q4": "2020-Q4",
        "2563@2020 edition": "2020@2020 edition",
    }
