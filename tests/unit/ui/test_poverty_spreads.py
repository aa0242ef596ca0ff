"""Rates among the districts are weighed with the people of their own period and edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalog import Catalog, Indicator
from dashboard.catalog.load import load_catalog
from dashboard.stats.inequality import contributions
from dashboard.ui.poverty_inequality_trend import _points, _way, trend
from dashboard.ui.poverty_pairs import Pair, common_period
from dashboard.ui.poverty_spreads import Spread, spreads, weighted
from dashboard.ui.reader import Reader


@pytest.fixture(scope="module")
def who(reader: Reader) -> Reader:
    return replace(reader, page="poverty")


@pytest.fixture(scope="module")
def known(who: Reader) -> dict[str, Spread]:
    return {each.indicator.id: each for each in spreads(who)}


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return load_catalog(root / "data" / "catalog")


# By hand from data/sources/tpmap_2561_district: counts of 2018 over persons surveyed in 2018.
@pytest.mark.parametrize(
    ("indicator", "gini", "theil", "top", "share"),
    [
        ("tpmap_target_poor_rate", 0.291, 0.1384, "8012", 30.2),
        ("tpmap_target_poor_health_rate", 0.408, 0.2734, "8001", 29.9),
        ("tpmap_target_poor_living_rate", 0.362, 0.2146, "8011", 18.8),
        ("tpmap_target_poor_education_rate", 0.343, 0.2169, "8009", 35.8),
        ("tpmap_target_poor_income_rate", 0.384, 0.2834, "8012", 55.7),
        ("tpmap_disabled_share", 0.241, 0.0920, "8012", 14.6),
    ],
)
def test_inequality_is_that_of_the_published_counts(
    known: dict[str, Spread], indicator: str, gini: float, theil: float, top: str, share: float
) -> None:
    spread = known[indicator]
    shares = dict(zip(spread.codes, contributions(spread.rates, spread.people), strict=True))

    assert (spread.period, spread.edition) == ("2018", "TPMAP 2561")
    assert spread.found.gini == pytest.approx(gini, abs=5e-4)
    assert spread.found.theil_t == pytest.approx(theil, abs=5e-5)
    assert max(shares, key=shares.__getitem__) == top
    assert 100 * shares[top] == pytest.approx(share, abs=0.05)


def test_a_rate_of_2018_is_of_the_persons_surveyed_in_2018(known: dict[str, Spread]) -> None:
    """TPMAP 2565 surveyed 45,697 in Pak Phanang and 80,735 in Mueang."""
    spread = known["tpmap_target_poor_rate"]
    people = dict(zip(spread.codes, spread.people, strict=True))

    assert people["8012"] == 58612
    assert people["8001"] == 92606
    assert sum(people.values()) == 906950


def test_coverage_is_of_the_population_of_its_own_year(
    who: Reader, known: dict[str, Spread]
) -> None:
    spread = known["tpmap_survey_coverage"]
    registered = who.store.values(
        "pop_registered", period=spread.period, within="80", level="district"
    )

    assert dict(zip(spread.codes, spread.people, strict=True)) == dict(
        zip(registered["ref_area"], registered["obs_value"], strict=True)
    )


def rows(*figures: tuple[str, str, str, str, float | None]) -> pd.DataFrame:
    columns = ["indicator", "time_period", "edition", "ref_area", "obs_value"]
    return pd.DataFrame(list(figures), columns=columns).astype({"obs_value": "float64"})


@pytest.fixture
def rate(catalog: Catalog) -> Indicator:
    return replace(catalog.indicators["tpmap_target_poor_rate"], id="rate", denominator="people")


def test_people_of_one_publication_are_those_of_the_same_edition(rate: Indicator) -> None:
    found = weighted(
        rows(
            ("rate", "2018", "first", "8001", 3.0),
            ("rate", "2018", "first", "8002", 2.0),
            ("people", "2018", "first", "8001", 100.0),
            ("people", "2018", "revised", "8001", 120.0),
            ("people", "2018", "revised", "8002", 90.0),
            ("people", "2022", "first", "8001", 80.0),
        ),
        rate,
    )

    assert found.to_dict("records") == [
        {
            "time_period": "2018",
            "edition": "first",
            "ref_area": "8001",
            "rate": 3.0,
            "people": 100.0,
        }
    ]


def test_people_of_another_publication_are_the_one_figure_of_the_period(rate: Indicator) -> None:
    found = weighted(
        rows(
            ("rate", "2018", "survey", "8001", 3.0),
            ("rate", "2018", "survey", "8002", 2.0),
            ("rate", "2018", "survey", "8003", 1.0),
            ("rate", "2018", "survey", "8004", None),
            ("people", "2018", "", "8001", 100.0),
            ("people", "2018", "", "8002", 0.0),
            ("people", "2018", "", "8003", 5.0),
            ("people", "2018", "again", "8003", 6.0),
            ("people", "2018", "", "8004", 7.0),
            ("people", "2021", "", "8001", 110.0),
        ),
        rate,
    )

    assert list(zip(found["ref_area"], found["people"], strict=True)) == [("8001", 100.0)]


def test_the_trend_stays_within_one_edition_and_one_set_of_districts(rate: Indicator) -> None:
    def both(period: str, edition: str, *rates: float) -> list[tuple[str, str, str, str, float]]:
        areas = [f"800{at}" for at in range(1, len(rates) + 1)]
        return [
            (name, period, edition, area, value)
            for area, each in zip(areas, rates, strict=True)
            for name, value in (("rate", each), ("people", 1.0))
        ]

    found = _points(
        rows(
            *both("2016", "old", 1.0, 1.0),
            *both("2017", "new", 1.0, 3.0),
            *both("2018", "new", 9.0),
            *both("2019", "new", 0.0, 2.0),
        ),
        rate,
    )

    assert found == [("2017", "new", 0.25), ("2019", "new", 0.5)]


def test_a_trend_is_told_as_it_prints() -> None:
    assert _way(0.3001, 0.3004) == "level"
    assert _way(0.300, 0.301) == "up"
    assert _way(0.301, 0.300) == "down"


def test_persons_per_house_grew_more_unequal(who: Reader) -> None:
    """By hand from data/sources/dopa_population, weighted by the houses of each year."""
    panel = trend(who, who.catalog.indicators["persons_per_house"])

    assert panel is not None
    assert (
        panel.picture.caption.title.replace("\N{NO-BREAK SPACE}", " ")
        == "Inequality rose: Gini 0.044 to 0.051 (2004–2021)"
    )


def test_two_places_are_compared_in_one_period(who: Reader) -> None:
    assert common_period(who, ["bmn61_ind16_fail_rate"], Pair.of(None)) == "2018"
    assert common_period(who, ["tpmap_persons_surveyed"], Pair.of("8012")) == "2022"
    assert common_period(who, [], Pair.of(None)) == ""
