"""Which caveats stand beside a picture: those that a row of it is concerned by."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dashboard.catalog import load_catalog
from dashboard.text import t
from dashboard.text.periods import short_period
from dashboard.ui import captions
from dashboard.ui.reader import Reader

NOTES = pd.DataFrame({"text_th": ["ซ้ำกับ พ.ศ. 2556"], "text_en": ["It repeats 2013."]})


@pytest.fixture(scope="module")
def who(root: Path) -> Any:
    catalog = load_catalog(root / "data" / "catalog")
    return SimpleNamespace(
        catalog=catalog,
        lang="en",
        store=SimpleNamespace(notes=lambda ids: NOTES[: len(ids)]),
        t=lambda key, **facts: t(key, "en", **facts),
        area=lambda code: catalog.areas[code].name.en,
        short_period=lambda period: short_period(period, "ce"),
        edition_words=lambda edition: catalog.editions[edition].en,
    )


def frame(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["ref_area", "time_period", "edition", "obs_status"])
    return found.assign(derived=False, note="dopa_population:10", obs_value=1.0)


def shown(who: Any, indicator: str, *rows: tuple[str, str, str, str]) -> set[str]:
    return {
        each.id for each in captions.caveats(who, who.catalog.indicators[indicator], frame(*rows))
    }


def test_a_caveat_stands_only_where_a_row_is_of_its_edition(who: Any) -> None:
    surveyed = "tpmap_persons_surveyed"

    assert shown(who, surveyed, ("80", "2018", "TPMAP 2561", "A")) == {"bangkok_not_surveyed"}
    assert shown(who, surveyed, ("80", "2022", "TPMAP 2565", "A")) == {
        "denominator_only",
        "tpmap_year_not_survey_year",
        "bangkok_not_surveyed",
    }


@pytest.mark.parametrize(
    ("area", "period", "concerned"),
    [("43", "2011", True), ("43", "2012", False), ("41", "2011", False)],
)
def test_the_split_of_nong_khai_is_told_of_it_in_that_year(
    who: Any, area: str, period: str, *, concerned: bool
) -> None:
    found = shown(who, "pop_change_1y", (area, period, "", "A"))

    assert ("bueng_kan_2011" in found) is concerned


def test_area_and_period_must_be_of_one_row(who: Any) -> None:
    rows = (("43", "2012", "", "A"), ("41", "2011", "", "A"))

    assert "bueng_kan_2011" not in shown(who, "pop_change_1y", *rows)


def test_nothing_is_called_preliminary_where_no_row_is(who: Any) -> None:
    assert "preliminary" in shown(who, "gpp_current", ("80", "2020", "2020 edition", "P"))
    assert "preliminary" not in shown(who, "gpp_current", ("80", "2015", "2020 edition", "A"))


def test_a_doubtful_row_calls_for_its_caveat_and_the_note_that_tells_why(who: Any) -> None:
    indicator = who.catalog.indicators["pop_registered"]
    rows = frame(("8404", "2006", "", "U"), ("8401", "2006", "", "A"))

    (doubtful,) = [each for each in captions.caveats(who, indicator, rows) if each.id == "doubtful"]

    assert doubtful.text.en.endswith("is calculated from it. It repeats 2013.")
    assert [("Doubtful figure" in each) for each in captions.badges(who, indicator, rows)] == [
        True,
        False,
    ]


def test_a_row_of_a_file_carries_the_badges_that_concern_it(who: Any) -> None:
    indicator = who.catalog.indicators["lfs_unemployed"]
    rows = frame(
        ("TH", "2024-Q4", "weights from 2014", "A"), ("80", "2024-Q4", "weights from 2014", "A")
    )

    kingdom, province = captions.badges(who, indicator, rows)

    assert "Unemployed of some provinces" in kingdom
    assert "Unemployed of some provinces" not in province
    assert "Sampling error" in province


def test_where_there_are_no_rows_a_caveat_tells_its_place(who: Any) -> None:
    told = captions.placed(who, who.catalog.caveats["bueng_kan_2011"])

    assert told.text.en.endswith("(only Bueng Kan, Nong Khai · only 2011)")
    everywhere = who.catalog.caveats["of_surveyed"]
    assert captions.placed(who, everywhere) == everywhere


@pytest.mark.parametrize(
    ("cited", "edition"),
    [
        ("nso_ses_inequality:1", "2013 basis"),
        ("nso_ses_inequality:2 nso_ses_inequality:3", "2023 basis"),
        ("nso_ses_inequality:1 nso_ses_inequality:2", "2013 and 2023 editions"),
        ("nesdc_nso_poverty_partial:5", "old poverty line"),
        ("nso_ses_income_debt:1", "2004–2023"),
        ("tpmap_2565_surveyed:1", "TPMAP 2022 (survey of 2021)"),
    ],
)
def test_of_several_editions_only_those_that_are_cited_are_named(
    reader: Reader, cited: str, edition: str
) -> None:
    [found] = captions.publications_of(reader, [cited])

    assert found.edition.en == edition


def test_many_publications_in_short_are_told_by_publisher_without_subtitles(
    reader: Reader,
) -> None:
    ids = [
        "tpmap_2561_district:1 tpmap_2561_province:1",
        "nesdc_gpp_2024ed:1",
        "nesdc_hai_2021ed:1",
    ]
    found = captions.publications_of(reader, ids)

    assert captions.in_short(reader, found) == (
        "NESDC and NECTEC: TPMAP by district, South and TPMAP by province (TPMAP 2018); "
        "NESDC: Gross Regional and Provincial Product (2024 edition), "
        "Human Achievement Index Report (2021 edition)"
    )
