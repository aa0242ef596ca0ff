from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalog import load_catalog
from dashboard.errors import CatalogError

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edited(root: Path, tmp_path: Path) -> Edit:
    """A copy of the catalogue in which one passage of one file is replaced."""

    def edit(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "catalog"
        shutil.copytree(root / "data" / "catalog", folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def test_the_shipped_catalogue_holds(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog")

    rate = catalog.indicators["tpmap_target_poor_rate"]
    assert rate.unit.id == "percent"
    assert rate.polarity == "lower"
    assert rate.count == "tpmap_target_poor"
    assert catalog.rate_of["tpmap_target_poor"] == "tpmap_target_poor_rate"
    assert len(catalog.areas) == 235
    assert [each.id for each in catalog.domains.values()] == [
        "poverty",
        "economy",
        "work_income",
        "population",
        "health",
        "education",
        "living",
        "access",
        "tourism_investment",
    ]


def test_children_follow_region_cluster_and_province(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog")

    assert len(catalog.children("80", "district")) == 23
    assert len(catalog.children("S", "district")) == 151
    assert len(catalog.children("S", "province")) == 14
    assert [each.code for each in catalog.children("CL-BORDER", "province")] == ["94", "95", "96"]
    assert len(catalog.children("TH", "province")) == 77


def test_inputs_come_before_what_is_computed_from_them(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog")
    order = [each.id for each in catalog.derived_order]

    for indicator in catalog.derived_order:
        assert indicator.formula is not None
        for name in indicator.formula.names & set(order):
            assert order.index(name) < order.index(indicator.id)


def test_a_computed_indicator_cites_the_data_sets_of_its_inputs(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog")

    cited = {each.id for each in catalog.indicators["tpmap_survey_coverage"].data_sets}
    assert {"tpmap_2561_district", "tpmap_2561_province", "dopa_population"} <= cited


RATE = "[tpmap_target_poor_rate]\n"
DENOMINATOR = '["TPMAP 2565"]'


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "fault"),
    [
        ("indicators.toml", 'unit = "percent"', 'unit = "furlong"', "unknown_word", "furlong"),
        ("indicators.toml", 'domain = "poverty"', 'domain = "luck"', "unknown_word", "luck"),
        ("indicators.toml", RATE, RATE + 'colour = "red"\n', "unknown_field", "colour"),
        ("indicators.toml", "decimals = 2", 'decimals = "2"', "wrong_type", "decimals"),
        (
            "indicators.toml",
            "[tpmap_target_poor]\n",
            "[target_poor]\n",
            "unknown_indicator",
            "tpmap_target_poor",
        ),
        ("indicators.toml", RATE, "[[broken\n" + RATE, "unreadable", "indicators.toml"),
        ("sources.toml", "[publisher.nesdc]", "[publisher.other]", "unknown_word", "nesdc"),
        ("areas.csv", "8001,district,80,", "8001,district,99,", "unknown_area", "99"),
        ("areas.csv", "8002,district", "8001,district", "doubled", "8001"),
        ("caveats.toml", DENOMINATOR, '["TPMAP 2570"]', "unknown_word", "TPMAP 2570"),
        ("caveats.toml", DENOMINATOR, '["TPMAP 2565"]\nareas = ["99"]', "unknown_word", "99"),
        (
            "caveats.toml",
            DENOMINATOR,
            '["TPMAP 2565"]\nperiods = ["2565/1"]',
            "wrong_type",
            "2565/1",
        ),
        ("caveats.toml", DENOMINATOR, '["TPMAP 2565"]\nplaces = []', "unknown_field", "places"),
        ("caveats.toml", f"editions = {DENOMINATOR}", "editions = []", "missing_field", "areas"),
        ("anchors.csv", "tpmap_target_poor,80", "tpmap_poor,80", "unknown_word", "tpmap_poor"),
    ],
)
def test_a_broken_entry_is_named(
    edited: Edit, file: str, old: str, new: str, key: str, fault: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(edited(file, old, new))

    assert caught.value.key == f"catalog.{key}"
    for lang in ("th", "en"):
        assert file in caught.value.message(lang)
        assert fault in caught.value.message(lang)


BIRTHS = 'numerator = "births_registered"\n'
PERCENT = 'symbol = { th = "%", en = "%" }'
ECONOMY = 'en = "Economy" }'
KINGDOM = "ทั่วราชอาณาจักร,Whole Kingdom"


@pytest.mark.parametrize(
    ("file", "old", "new", "fact"),
    [
        ("units.toml", PERCENT, 'symbol = { th = "%" }', "entry percent, symbol has no text in en"),
        ("units.toml", PERCENT, 'symbol = { th = "%", enx = "%" }', "symbol has no text in en"),
        ("units.toml", PERCENT, 'symbol = { en = "%" }', "entry percent, symbol has no text in th"),
        ("units.toml", PERCENT, 'symbol = { th = "%", en = 1 }', "symbol has no text in en"),
        ("units.toml", PERCENT, 'symbol = "%"', "entry percent, symbol is '%' and must be dict"),
        (
            "units.toml",
            PERCENT,
            'symbol = { th = "%", en = "%", de = "" }',
            "entry percent has the unknown field symbol.de",
        ),
        (
            "domains.toml",
            ECONOMY,
            'en = "Economy", de = "x" }',
            "entry economy has the unknown field name.de",
        ),
        ("areas.csv", KINGDOM, "ทั่วราชอาณาจักร,", "entry TH (row 2), name has no text in en"),
        ("areas.csv", KINGDOM, "-,Whole Kingdom", "entry TH (row 2), name has no text in th"),
        ("areas.csv", KINGDOM, f"{KINGDOM},,,,,", "row 2 has more cells than the heading"),
        ("sources.toml", "[publisher.nso]", "[publsher.nso]", "[…] names the unknown publsher"),
        ("indicators.toml", "levels = [", "levels = [7, ", "levels is 7 and must be str"),
    ],
)
def test_a_text_lacking_or_beyond_the_two_languages_is_refused_at_its_entry(
    edited: Edit, file: str, old: str, new: str, fact: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(edited(file, old, new))

    said = caught.value.fact("en")
    assert said.startswith(file)
    assert fact in said


def test_a_symbol_may_be_empty_in_either_language(edited: Edit) -> None:
    folder = edited("units.toml", PERCENT, 'symbol = { th = "", en = "%" }')

    assert load_catalog(folder).units["percent"].symbol == ("", "%")


def test_a_mistyped_id_is_answered_with_the_nearest_and_not_with_all(edited: Edit) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(edited("anchors.csv", "tpmap_target_poor,80", "tpmap_target_por,80"))

    assert caught.value.hint("en").startswith("Use one of: tpmap_target_poor, ")
    assert caught.value.hint("en").endswith(", …")
    assert caught.value.hint("en").count(", ") == 5


def test_a_mistyped_indicator_of_a_formula_is_answered_with_the_nearest(edited: Edit) -> None:
    folder = edited("indicators.toml", BIRTHS, 'numerator = "births_registerd"\n')

    with pytest.raises(CatalogError, match=r"nearest: births_registered, "):
        load_catalog(folder)


def test_a_missing_translation_is_an_error(edited: Edit) -> None:
    folder = edited("domains.toml", 'en = "Economy"', 'en = " "')

    with pytest.raises(CatalogError, match=r"domains.toml: entry economy, name has no text in en"):
        load_catalog(folder)


@pytest.mark.parametrize(
    ("old", "new", "entry", "part"),
    [
        # by its aggregation, by the kind of its unit, and by naming one part of the two
        (BIRTHS, "", "crude_birth_rate", "numerator"),
        (BIRTHS, 'numerator = ""\n', "crude_birth_rate", "numerator"),
        ('denominator = "income_share_q1"\n', "", "income_q5_q1_ratio", "denominator"),
        (
            "[tpmap_target_poor]\n",
            '[tpmap_target_poor]\nnumerator = "pop_registered"\n',
            "tpmap_target_poor",
            "denominator",
        ),
    ],
)
def test_a_ratio_without_numerator_or_denominator_is_refused(
    edited: Edit, old: str, new: str, entry: str, part: str
) -> None:
    with pytest.raises(CatalogError) as caught:
        load_catalog(edited("indicators.toml", old, new))

    assert caught.value.key == "catalog.no_part"
    for lang, fact, hint in (
        ("th", f"indicators.toml: รายการ {entry} เป็นอัตราส่วน แต่ไม่มี {part}", "รหัสตัวชี้วัด"),
        ("en", f"indicators.toml: entry {entry} is a ratio and has no {part}", "id of an ind"),
    ):
        said, _, advice = caught.value.message(lang).partition("\n")
        assert said == fact
        assert hint in advice


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ('"births_imagined"', "unknown_indicator"),
        ('{ th = "การเกิด" }', "missing_translation"),
        ("7", "wrong_type"),
    ],
)
def test_a_part_of_a_ratio_is_a_known_id_or_words_in_both_languages(
    edited: Edit, given: str, key: str
) -> None:
    with pytest.raises(CatalogError, match="entry crude_birth_rate") as caught:
        load_catalog(edited("indicators.toml", BIRTHS, f"numerator = {given}\n"))

    assert caught.value.key == f"catalog.{key}"


def test_a_ratio_is_said_in_words_and_reckoned_with_by_id(root: Path) -> None:
    known = load_catalog(root / "data" / "catalog").indicators

    births = known["crude_birth_rate"]
    assert (births.numerator, births.denominator) == ("births_registered", "")
    assert births.quotient is not None
    assert births.quotient.numerator == known["births_registered"].name
    assert births.quotient.denominator.en == (
        "Average of the registered population at the end of this and of the previous year"
    )
    assert births.quotient.denominator.th == "ค่าเฉลี่ยของประชากรตามทะเบียนราษฎร ณ สิ้นปีนี้และสิ้นปีก่อน"
    assert known["births_registered"].quotient is None
    assert known["gini_income"].quotient is None


def test_formulas_that_come_back_to_themselves_are_an_error(edited: Edit, root: Path) -> None:
    text = (root / "data/catalog/indicators.toml").read_text(encoding="utf-8")
    formula = 'formula = "100 * tpmap_target_poor / tpmap_persons_surveyed"'
    assert formula in text
    folder = edited("indicators.toml", formula, 'formula = "100 * tpmap_target_poor_rate / 2"')

    with pytest.raises(CatalogError, match="tpmap_target_poor_rate → tpmap_target_poor_rate"):
        load_catalog(folder)


def test_an_absent_file_is_named(edited: Edit) -> None:
    folder = edited("units.toml", "[percent]", "[percent]")
    (folder / "units.toml").unlink()

    with pytest.raises(CatalogError, match=r"no file units.toml"):
        load_catalog(folder)


def test_a_caveat_may_be_about_some_areas_periods_or_editions_only(root: Path) -> None:
    caveats = load_catalog(root / "data" / "catalog").caveats

    assert caveats["bueng_kan_2011"].where.parts == {
        "ref_area": ("38", "43"),
        "time_period": ("2011",),
    }
    assert caveats["denominator_only"].where.parts == {"edition": ("TPMAP 2565",)}
    assert caveats["of_surveyed"].where.parts == {}


def test_a_fault_in_the_place_of_a_caveat_names_the_caveat(edited: Edit) -> None:
    folder = edited("caveats.toml", DENOMINATOR, '["TPMAP 2570"]')

    with pytest.raises(CatalogError, match=r"caveats.toml: entry denominator_only.where, editions"):
        load_catalog(folder)
