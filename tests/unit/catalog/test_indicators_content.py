"""The words and levels of the shipped indicators, held against the shipped figures themselves.

Reads the TOML and CSV files as they are, so that a defect of the loader cannot hide one of theirs.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[3] / "data"
CATALOG = DATA / "catalog"
SOUTH = {"80", "81", "82", "83", "84", "85", "86", "90", "91", "92", "93", "94", "95", "96"}
PARTS_OF_SOUTH = {"region", "planning_region", "cluster"}
LEVEL_OF_CODE = {"TH": "country", "S": "region", "S11": "planning_region", "S3": "planning_region"}
THAI = re.compile("[ก-๛]")
TEXTS = ("name", "short", "definition", "measure")
PARTS = ("numerator", "denominator")
FEATURED = [
    "tpmap_target_poor_rate",
    "ses_income_month",
    "gpp_per_capita",
    "hai_overall",
    "lfs_unemployment_rate_annual",
    "pop_registered",
]
DIMENSIONS = {
    "health": "ด้านสุขภาพ",
    "living": "ด้านความเป็นอยู่",
    "education": "ด้านการศึกษา",
    "income": "ด้านรายได้",
    "access": "ด้านการเข้าถึงบริการรัฐ",
}
WAITING = {"dopa_age", "office_beneficiaries"}
"""Data sets that no figures are shipped of: their entries wait for the first file."""
GPP_ACTIVITIES = [
    "accommodation_and_food_service_activities",
    "administrative_and_support_service_activities",
    "agriculture_forestry_and_fishing",
    "arts_entertainment_and_recreation",
    "construction",
    "education",
    "electricity_gas_steam_and_air_conditioning_suppl",
    "financial_and_insurance_activities",
    "human_health_and_social_work_activities",
    "information_and_communication",
    "manufacturing",
    "mining_and_quarrying",
    "other_service_activities",
    "professional_scientific_and_technical_activities",
    "public_administration_and_defence_compulsory_soc",
    "real_estate_activities",
    "transportation_and_storage",
    "water_supply_sewerage_waste_management_and_remed",
    "wholesale_and_retail_trade_and_repair_of_motor_v",
]
GPP_TOTALS = ["industrial", "non_agriculture", "services"]
DERIVED = {
    "tpmap_target_poor_health_rate": "100 * tpmap_target_poor_health / tpmap_persons_surveyed",
    "tpmap_target_poor_living_rate": "100 * tpmap_target_poor_living / tpmap_persons_surveyed",
    "tpmap_target_poor_education_rate": (
        "100 * tpmap_target_poor_education / tpmap_persons_surveyed"
    ),
    "tpmap_target_poor_income_rate": "100 * tpmap_target_poor_income / tpmap_persons_surveyed",
    "tpmap_target_poor_access_rate": "100 * tpmap_target_poor_access / tpmap_persons_surveyed",
    "tpmap_target_poor_health_share": "100 * tpmap_target_poor_health / tpmap_target_poor",
    "tpmap_target_poor_living_share": "100 * tpmap_target_poor_living / tpmap_target_poor",
    "tpmap_target_poor_education_share": "100 * tpmap_target_poor_education / tpmap_target_poor",
    "tpmap_target_poor_income_share": "100 * tpmap_target_poor_income / tpmap_target_poor",
    "tpmap_target_poor_access_share": "100 * tpmap_target_poor_access / tpmap_target_poor",
    "tpmap_poor_persons_bmn_rate": "100 * tpmap_poor_persons_bmn / tpmap_persons_surveyed",
    "tpmap_poor_households_bmn_rate": (
        "100 * tpmap_poor_households_bmn / tpmap_households_surveyed"
    ),
    "tpmap_exclusion_rate": (
        "100 * (tpmap_poor_persons_bmn - tpmap_target_poor) / tpmap_poor_persons_bmn"
    ),
    "tpmap_registration_rate": "100 * tpmap_poor_persons_mofreg / tpmap_poor_persons_bmn",
    "tpmap_verification_rate": "100 * tpmap_target_poor / tpmap_poor_persons_mofreg",
    "tpmap_survey_coverage": "100 * tpmap_persons_surveyed / pop_registered",
    "tpmap_elderly_share": "100 * tpmap_elderly / tpmap_persons_surveyed",
    "tpmap_disabled_share": "100 * tpmap_disabled / tpmap_persons_surveyed",
    "tpmap_chronic_patients_share": "100 * tpmap_chronic_patients / tpmap_persons_surveyed",
    "tpmap_card_share": "100 * tpmap_mof_validated / tpmap_persons_surveyed",
    "pop_change_1y": "100 * (pop_registered / lag(pop_registered, 1) - 1)",
    "pop_change_5y": "100 * (pop_registered / lag(pop_registered, 5) - 1)",
    "pop_change_10y": "100 * (pop_registered / lag(pop_registered, 10) - 1)",
    "pop_sex_ratio": "100 * pop_registered_male / pop_registered_female",
    "persons_per_house": "pop_registered / houses_registered",
    "pop_municipal_share": "100 * pop_registered_municipal / pop_registered",
    "pop_density": "pop_registered / area_km2",
    "gpp_current_growth": "100 * (gpp_current / lag(gpp_current, 1) - 1)",
    "gpp_cvm_growth": "100 * (gpp_cvm / lag(gpp_cvm, 1) - 1)",
    "gpp_per_capita_relative": '100 * gpp_per_capita / at(gpp_per_capita, "TH")',
    "ses_debt_to_income": "100 * ses_debt_total / (12 * ses_income_month)",
    "tour_visitors_per_resident": "tour_visitors / pop_registered",
    "tour_receipts_per_resident": "1000000 * tour_receipts / pop_registered",
    "crude_birth_rate": (
        "1000 * births_registered / ((pop_registered + lag(pop_registered, 1)) / 2)"
    ),
    "crude_death_rate": (
        "1000 * deaths_registered / ((pop_registered + lag(pop_registered, 1)) / 2)"
    ),
    "natural_increase_rate": (
        "1000 * (births_registered - deaths_registered)"
        " / ((pop_registered + lag(pop_registered, 1)) / 2)"
    ),
    "net_migration_rate": (
        "1000 * (move_in - move_out) / ((pop_registered + lag(pop_registered, 1)) / 2)"
    ),
    "bank_loan_deposit_ratio": "100 * bank_credits / bank_deposits",
    "lfs_employment_share": "100 * lfs_employed / lfs_labour_force",
}
CHECKS = {
    "tpmap_target_poor_rate": "100 * tpmap_target_poor / tpmap_persons_surveyed",
    "gpp_per_capita": "1000 * gpp_current / gpp_population",
    "lfs_unemployment_rate": "100 * lfs_unemployed / lfs_labour_force",
    "ses_expenditure_income_pct": "100 * ses_expenditure_month / ses_income_month",
    "rubber_yield": "1000 * rubber_production / rubber_harvested_area",
    "income_q5_q1_ratio": "income_share_q5 / income_share_q1",
}


@cache
def indicators() -> dict[str, dict[str, Any]]:
    return toml("indicators.toml")


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CATALOG / name).read_text(encoding="utf-8"))


@cache
def figures() -> dict[str, dict[str, dict[str, set[str]]]]:
    """Indicator → data set → period → areas that have a cell, a suppressed one included."""
    found: dict[str, dict[str, dict[str, set[str]]]]
    found = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for path in sorted((DATA / "sources").glob("*/observations.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for period in row.keys() - {"indicator", "ref_area", "attrs"}:
                    if row[period]:
                        places = found[row["indicator"]][path.parent.name][period]
                        places.add(row["ref_area"])
    return found


def level(area: str) -> str:
    return LEVEL_OF_CODE.get(area) or {2: "province", 4: "district"}[len(area)]


def levels_in_figures(indicator: str) -> set[str]:
    periods = [p for data_set in figures()[indicator].values() for p in data_set.values()]
    return {level(area) for areas in periods for area in areas}


def levels_by_summing(indicator: str) -> set[str]:
    """Levels whose provinces are all there, the areas not covered aside, in some period."""
    areas = [a for data_set in figures()[indicator].values() for a in data_set.values()]
    provinces = [{area for area in each if level(area) == "province"} for each in areas]
    missing = indicators()[indicator].get("not_covered", [])
    levels = PARTS_OF_SOUTH if any(each >= SOUTH for each in provinces) else set()
    whole = any(len(each | set(missing)) == 77 for each in provinces)
    return levels | ({"country"} if whole else set())


def ids(entry: dict[str, Any]) -> list[str]:
    """Parts of a ratio that are indicators."""
    return [entry[part] for part in PARTS if isinstance(entry.get(part), str)]


def names(formula: str) -> set[str]:
    without_areas = re.sub(r'"[^"]*"', "", formula)
    return set(re.findall(r"[a-z_][a-z0-9_]*", without_areas)) - {"lag", "at"}


def input_levels(indicator: str) -> set[str]:
    inputs = names(indicators()[indicator]["formula"])
    return set.intersection(*(set(indicators()[each]["levels"]) for each in inputs))


def width(text: str) -> int:
    """Characters of `text` that take room: Thai vowels and tones above and below take none."""
    return sum(unicodedata.category(each) != "Mn" for each in text)


def shipped() -> dict[str, dict[str, Any]]:
    """Published indicators whose figures are shipped."""
    published = {each: entry for each, entry in indicators().items() if "sources" in entry}
    return {each: entry for each, entry in published.items() if set(entry["sources"]) - WAITING}


def test_every_indicator_with_figures_has_an_entry_and_every_published_entry_has_figures() -> None:
    assert set(figures()) == set(shipped())
    assert len(shipped()) == 214


def test_the_stages_of_life_wait_for_the_first_age_file() -> None:
    waiting = [each for each, entry in indicators().items() if entry.get("sources") == ["dopa_age"]]
    assert waiting == [
        "pop_age_0_2",
        "pop_age_3_5",
        "pop_age_6_14",
        "pop_age_15_17",
        "pop_age_15_59",
        "pop_age_60_plus",
    ]


def test_every_entry_names_exactly_the_data_sets_that_hold_its_figures() -> None:
    wrong = {
        each: (sorted(entry["sources"]), sorted(figures()[each]))
        for each, entry in shipped().items()
        if set(entry["sources"]) - WAITING != set(figures()[each])
    }
    assert wrong == {}


def test_levels_are_those_of_the_figures_and_of_what_can_be_added_up_from_them() -> None:
    wrong = {}
    for each, entry in shipped().items():
        expected = levels_in_figures(each)
        if entry["aggregation"] == "sum":
            expected |= levels_by_summing(each)
        if entry["aggregation"] == "ratio":
            expected |= input_levels(each)
        if expected != set(entry["levels"]):
            wrong[each] = (sorted(expected), entry["levels"])
    assert wrong == {}


def test_a_computed_indicator_exists_where_all_its_inputs_do() -> None:
    computed = {each: entry for each, entry in indicators().items() if "sources" not in entry}
    without_kingdom = set()
    for each, entry in computed.items():
        left_out = input_levels(each) - set(entry["levels"])
        assert set(entry["levels"]) <= input_levels(each), each
        assert left_out <= {"country"}, each
        without_kingdom |= {each} if left_out else set()
    assert without_kingdom == {
        "gpp_per_capita_relative",  # always 100
        "net_migration_rate",  # moves inside the country
        "tpmap_survey_coverage",  # Bangkok is registered but not surveyed
    }


@pytest.mark.parametrize("indicator", DERIVED)
def test_a_derived_indicator_is_computed_by_its_formula(indicator: str) -> None:
    assert indicators()[indicator]["formula"] == DERIVED[indicator]
    assert "sources" not in indicators()[indicator]


@pytest.mark.parametrize("indicator", CHECKS)
def test_a_published_rate_is_checked_by_its_formula(indicator: str) -> None:
    entry = indicators()[indicator]
    assert entry["formula"] == CHECKS[indicator]
    assert entry["sources"]
    assert entry["tolerance"] > 0


@pytest.mark.parametrize("row", GPP_ACTIVITIES + GPP_TOTALS)
def test_each_sector_has_its_share_of_gpp_and_the_warning_of_overlap(row: str) -> None:
    share = indicators()[f"gpp_sector_{row}_share"]
    assert share["formula"] == f"100 * gpp_sector_{row} / gpp_current"
    assert "sectors_overlap" in share["caveats"]
    assert "sectors_overlap" in indicators()[f"gpp_sector_{row}"]["caveats"]


def test_every_name_in_a_formula_is_an_indicator() -> None:
    known = set(indicators())
    for each, entry in indicators().items():
        assert names(entry.get("formula", "")) | set(ids(entry)) <= known, each


def test_every_ratio_says_what_is_divided_by_what() -> None:
    units = toml("units.toml")
    ratios = {
        each: entry
        for each, entry in indicators().items()
        if entry["aggregation"] == "ratio" or units[entry["unit"]]["kind"] in ("ratio", "rate")
    }
    assert len(ratios) >= 124
    assert [each for each, entry in ratios.items() if not set(PARTS) <= set(entry)] == []


def test_numerator_and_denominator_are_those_of_the_formula() -> None:
    for each, entry in indicators().items():
        if len(ids(entry)) == 2:
            pattern = rf"(\d+ \* )?{entry['numerator']} / {entry['denominator']}"
            assert re.fullmatch(pattern, entry["formula"]), each
        elif "formula" in entry:
            assert set(ids(entry)) <= names(entry["formula"]), each


def test_a_part_of_a_ratio_is_in_words_only_where_it_is_no_indicator() -> None:
    named = {entry["name"][lang] for entry in indicators().values() for lang in ("th", "en")}
    for each, entry in indicators().items():
        for words in (entry[part] for part in PARTS if isinstance(entry.get(part), dict)):
            assert set(words) == {"th", "en"}, each
            assert THAI.search(words["th"]), each
            assert not THAI.search(words["en"]), each
            assert not named & set(words.values()), each
            assert all(text == " ".join(text.split()) for text in words.values()), each


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator"),
    [
        ("income_q5_q1_ratio", "income_share_q5", "income_share_q1"),
        ("crude_birth_rate", "births_registered", ""),
        ("ses_debt_to_income", "ses_debt_total", ""),
        ("gpp_per_capita_relative", "gpp_per_capita", ""),
        ("tpmap_exclusion_rate", "", "tpmap_poor_persons_bmn"),
        ("natural_increase_rate", "", ""),
    ],
)
def test_a_part_that_is_an_indicator_is_named_by_its_id(
    indicator: str, numerator: str, denominator: str
) -> None:
    entry = indicators()[indicator]
    assert [numerator, denominator] == [
        part if isinstance(part, str) else "" for part in (entry[each] for each in PARTS)
    ]


def test_each_count_is_a_count_and_belongs_to_one_rate() -> None:
    counts = [entry["count"] for entry in indicators().values() if "count" in entry]
    units = toml("units.toml")
    assert [each for each, uses in Counter(counts).items() if uses > 1] == []
    assert {units[indicators()[each]["unit"]]["kind"] for each in counts} == {"count"}
    assert indicators()["tpmap_target_poor_rate"]["count"] == "tpmap_target_poor"


@pytest.mark.parametrize("field", TEXTS)
def test_thai_text_is_thai_and_english_text_is_not(field: str) -> None:
    for each, entry in indicators().items():
        assert THAI.search(entry[field]["th"]), each
        assert re.search("[A-Za-z]{2}", entry[field]["en"]), each
        assert not THAI.search(entry[field]["en"]), each


def test_texts_are_tidy() -> None:
    for each, entry in indicators().items():
        for field in TEXTS:
            for text in entry[field].values():
                assert text == " ".join(text.split()), (each, field)
                assert not re.search(r"[—]|\( | \)| ,", text), (each, field)
        assert entry["definition"]["en"].endswith("."), each
        assert entry["definition"]["en"].count(". ") == 0, each


def test_names_are_unique() -> None:
    for lang in ("th", "en"):
        uses = Counter(entry["name"][lang] for entry in indicators().values())
        assert [each for each, n in uses.items() if n > 1] == []


def test_short_names_tell_the_indicators_of_a_level_apart() -> None:
    for lang in ("th", "en"):
        uses = Counter(
            (place, entry["short"][lang])
            for entry in indicators().values()
            for place in entry["levels"]
        )
        assert [each for each, n in uses.items() if n > 1] == []


def test_short_names_fit_a_control() -> None:
    too_long = {
        each: entry["short"]
        for each, entry in indicators().items()
        if width(entry["short"]["th"]) > 29 or width(entry["short"]["en"]) > 32
    }
    assert too_long == {}


@pytest.mark.parametrize("key", DIMENSIONS)
def test_the_five_dimensions_are_named_word_for_word(key: str) -> None:
    term = DIMENSIONS[key]
    for suffix in ("", "_rate", "_share"):
        entry = indicators()[f"tpmap_target_poor_{key}{suffix}"]
        assert entry["name"]["th"].endswith(f"ที่มีปัญหา{term}")
        assert entry["short"]["th"].endswith(term)
        assert term in entry["definition"]["th"]


def test_the_dimensions_stand_in_their_official_order() -> None:
    order = [f"tpmap_target_poor_{key}_rate" for key in DIMENSIONS]
    assert [each for each in indicators() if each in order] == order


def test_rates_of_the_surveyed_say_so() -> None:
    for each, entry in indicators().items():
        if entry.get("denominator") == "tpmap_persons_surveyed":
            assert entry["measure"]["th"] == "ร้อยละของผู้ได้รับการสำรวจ", each
            assert "of_surveyed" in entry["caveats"], each


def test_figures_of_persons_in_tpmap_are_protected_and_leave_out_bangkok() -> None:
    for each, entry in indicators().items():
        sources = entry.get("sources", [])
        if "tpmap_2561_province" in sources and each != "tpmap_happiness_mean":
            assert entry["disclosure"] == "persons", each
            assert entry["not_covered"] == ["10"], each


def test_every_unit_domain_caveat_rule_and_data_set_is_declared() -> None:
    units, domains, caveats = toml("units.toml"), toml("domains.toml"), toml("caveats.toml")
    rules, data_sets = toml("disclosure.toml"), toml("sources.toml")["dataset"]
    for each, entry in indicators().items():
        assert entry["unit"] in units, each
        assert entry["domain"] in domains, each
        assert entry["disclosure"] in rules, each
        assert set(entry["caveats"]) <= set(caveats), each
        assert set(entry.get("sources", [])) <= set(data_sets), each


def test_indicators_stand_domain_by_domain_in_the_order_of_the_menus() -> None:
    domains = toml("domains.toml")
    order = [domains[entry["domain"]]["order"] for entry in indicators().values()]
    assert order == sorted(order)
    assert set(order) == set(range(1, 10))


def test_cards_and_pages_open_on_the_agreed_indicators() -> None:
    entries = indicators()
    featured = [each for each in entries if "featured" in entries[each]]
    assert sorted(featured, key=lambda each: entries[each]["featured"]) == FEATURED
    assert {each: entry["default"] for each, entry in entries.items() if "default" in entry} == {
        "tpmap_target_poor_rate": ["districts"],
        "gpp_per_capita": ["provinces"],
        "pop_registered": ["trends"],
    }


def test_the_area_of_a_province_holds_for_every_period() -> None:
    assert [each for each, entry in indicators().items() if entry.get("static")] == ["area_km2"]
