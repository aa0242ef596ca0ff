from __future__ import annotations

import csv
import shutil
import unicodedata
from pathlib import Path

import pytest

from dashboard.catalog import load_catalog
from dashboard.catalog.resolver import AreaResolver, Found, load_resolver
from dashboard.errors import CatalogError


@pytest.fixture(scope="module")
def areas() -> AreaResolver:
    folder = Path(__file__).resolve().parents[3] / "data" / "catalog"
    return load_resolver(folder, load_catalog(folder).areas)


@pytest.mark.parametrize(
    "text",
    ["8001", "8001.0", 8001, 8001.0, "TH8001", "th 8001", "๘๐๐๑", '"8001"', " 80 01 ", "80-01"],
)
def test_a_code_is_found_in_every_shape(areas: AreaResolver, text: object) -> None:
    assert areas.find(text) == Found("8001")


@pytest.mark.parametrize("text", ["80", 80, 80.0, "TH80", '"80"', "๘๐"])
def test_a_province_code_is_found_in_every_shape(areas: AreaResolver, text: object) -> None:
    assert areas.find(text).code == "80"


@pytest.mark.parametrize("text", ["01", "1", 1, 1.0, "๐๑", "8001", "เมือง", "อำเภอเมือง", "Mueang"])
def test_within_a_province_two_digits_and_the_word_for_the_capital_are_enough(
    areas: AreaResolver, text: object
) -> None:
    assert areas.find(text, within="80").code == "8001"
    assert areas.find(text, within="81").code == ("" if text == "8001" else "8101")


@pytest.mark.parametrize("code", ["TH", "S", "S11", "S3", "CL-GULF", "cl-andaman", "CL BORDER"])
def test_codes_of_wider_areas_are_found(areas: AreaResolver, code: str) -> None:
    assert areas.find(code).code == code.upper().replace(" ", "-")


def test_a_code_that_does_not_exist_is_unknown_and_the_nearest_are_offered(
    areas: AreaResolver,
) -> None:
    assert areas.find("8099") == Found("", ("8023", "8022", "8021"))
    assert areas.find("800101").code == ""
    assert areas.find("99").code == ""


@pytest.mark.parametrize(
    "text",
    [None, True, False, "", "   ", "-", "…", float("nan"), float("inf"), -80, 80.5, "80.5", 1e300],
)
def test_what_names_nothing_finds_nothing(areas: AreaResolver, text: object) -> None:
    assert areas.find(text) == Found("")


def test_every_verified_spelling_of_the_districts_is_found(
    areas: AreaResolver, shared: Path
) -> None:
    file = shared / "geo" / "district_aliases_nst.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] != "suggested"]
    assert len(rows) == 180
    wrong = {
        row["alias"]: areas.find(row["alias"])
        for row in rows
        if areas.find(row["alias"]).code != row["district_code"]
    }
    assert wrong == {}


def test_every_name_of_the_catalogue_is_found(areas: AreaResolver, root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog").areas
    wrong = {
        name
        for area in catalog.values()
        for name in area.name
        for found in (areas.find(name), areas.find(name, level=area.level))
        if found.code != area.code
    }
    assert len(catalog) == 235
    assert wrong == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ทั่วราชอาณาจักร", "TH"),
        ("ทั่วประเทศ", "TH"),
        ("Whole Kingdom", "TH"),
        ("Thailand", "TH"),
        ("กรุงเทพฯ", "10"),
        ("กทม.", "10"),
        ("Bangkok Metropolis", "10"),
        ("Nakhon Sri Thammarat", "80"),
        ("จ.นครศรีธรรมราช", "80"),
        ("จังหวัด นครศรีธรรมราช", "80"),
        ("NAKHON SI THAMMARAT PROVINCE", "80"),
        ("Changwat Krabi", "81"),
        ("Prachuap Khirikhan", "77"),
        ("Sisaket", "33"),
        ("Si Sa Ket", "33"),
        ("Buriram", "31"),
        ("Lopburi", "16"),
        ("Chonburi", "20"),
        ("Phangnga", "82"),
        ("Phang Nga", "82"),
        ("อยุธยา", "14"),
        ("พระนครศรีอยุธยา", "14"),
        ("Mueang Nakhon Sri Thammarat", "8001"),
        ("อ. ปากพนัง จ. นครศรีธรรมราช", "8012"),
        ("ปากพนัง, นครศรีธรรมราช", "8012"),
        ("กิ่งอำเภอช้างกลาง", "8022"),
        ("อ่าวลึก", "8105"),
    ],
)
def test_well_known_spellings_are_found(areas: AreaResolver, text: str, code: str) -> None:
    assert areas.find(text).code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ถ้ำพรรณรา", "8018"),
        ("ร่อนพิบูลย์", "8013"),
        ("พิปูน", "8005"),
        ("ทุ่งใหญ่", "8011"),
        ("ทุ่งสง", "8009"),
        ("เชียรใหญ่", "8006"),
        ("ช้างกลาง", "8022"),
        ("ท่าศาลา", "8008"),
        ("นบพิตำ", "8021"),
        ("บางกล่ำ", "9014"),
        ("ไม้แก่น", "9408"),
        ("แม่ลาน", "9412"),
    ],
)
def test_thai_marks_may_be_typed_in_any_form_and_order(
    areas: AreaResolver, name: str, code: str
) -> None:
    two_parts = name.replace("้ำ", "ํ้า").replace("่ำ", "ํ่า").replace("ำ", "ํา")
    tone_first = name.replace("้ำ", "้ํา").replace("่ำ", "่ํา")
    tone_last = name.replace("้ำ", "ำ้").replace("่ำ", "ำ่").replace("ี่", "่ี")
    hidden = "\ufeff\u00a0" + "\u200b".join(name) + "\u2060 "
    doubled = name.replace("แ", "เเ")
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    for each in (name, two_parts, tone_first, tone_last, hidden, doubled, *forms):
        assert areas.find(each).code == code, ascii(each)
        assert areas.find(f"อำเภอ{each}").code == code
        assert areas.find(f"อ. {each}").code == code


def test_a_name_that_fits_several_areas_is_ambiguous_until_something_decides(
    areas: AreaResolver,
) -> None:
    found = areas.find("เมือง")
    assert found == Found("", ("8001", "8101", "8201"), ambiguous=True)
    assert areas.find("อ.เมือง", within="84").code == "8401"


def test_one_district_name_in_two_provinces_is_decided_by_the_province(root: Path) -> None:
    catalog = load_catalog(root / "data" / "catalog").areas
    areas = AreaResolver(catalog, [("8102", "เฉลิมพระเกียรติ")])
    assert areas.find("เฉลิมพระเกียรติ") == Found("", ("8023", "8102"), ambiguous=True)
    assert areas.find("เฉลิมพระเกียรติ", within="80").code == "8023"
    assert areas.find("อ.เฉลิมพระเกียรติ จ.กระบี่").code == "8102"


def test_the_widest_area_wins_unless_a_level_is_asked_for(areas: AreaResolver) -> None:
    assert areas.find("ภาคใต้").code == "S"
    assert areas.find("South", level="planning_region").code == "S11"
    assert areas.find("ภาคใต้ชายแดน").code == "S3"


def test_a_name_of_another_level_or_province_is_not_taken(areas: AreaResolver) -> None:
    assert areas.find("ปากพนัง", level="province") == Found("", ("8012",))
    assert areas.find("จังหวัดปากพนัง").code == ""
    assert areas.find("หาดใหญ่", within="80") == Found("", ("9011",))
    assert areas.find("อำเภอหาดใหญ่ จังหวัดนครศรีธรรมราช") == Found("", ("9011",))


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("ปากพะนัง", "8012"), ("Pak Panang", "8012"), ("Muang Nakhon Si Thammarat", "8001")],
)
def test_a_misspelt_name_is_unknown_and_the_nearest_is_offered(
    areas: AreaResolver, text: str, nearest: str
) -> None:
    found = areas.find(text)
    assert found.code == ""
    assert found.candidates[0] == nearest
    assert len(found.candidates) <= 3


def test_regions_that_the_catalogue_does_not_have_are_known_as_elsewhere(
    areas: AreaResolver,
) -> None:
    assert areas.elsewhere("ภาคเหนือ")
    assert areas.elsewhere(" NORTHEASTERN region")
    assert not areas.elsewhere("ภาคใต้")
    assert areas.find("ภาคเหนือ").code == ""


def test_registrar_offices_lie_in_their_districts(areas: AreaResolver) -> None:
    assert areas.registrar("8099") == "8001"
    assert areas.registrar("8051") == "8006"
    assert areas.registrar("8073") == "8023"
    assert areas.registrar("8050") == ""


def test_long_and_hostile_texts_are_answered(areas: AreaResolver) -> None:
    for text in ("ก" * 1_000_000, "จ." * 100_000, "," * 100_000, "่" * 199, "จังหวัด" * 28):
        assert areas.find(text).code == ""


@pytest.mark.parametrize(
    ("file", "line"),
    [("area_names.csv", "8999,ไม่มี,th,variant,nobody\n"), ("registrars.csv", "8999,ก,A,8999\n")],
)
def test_a_spelling_of_an_area_that_is_not_there_stops_the_catalogue(
    root: Path, tmp_path: Path, file: str, line: str
) -> None:
    folder = tmp_path / "catalog"
    shutil.copytree(root / "data" / "catalog", folder)
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(line)
    with pytest.raises(CatalogError, match="8999"):
        load_resolver(folder, load_catalog(folder).areas)


@pytest.mark.parametrize(
    ("file", "line", "fact"),
    [
        ("area_names.csv", "8001,เมือง,thai,variant,nobody\n", "lang names the unknown thai"),
        ("area_names.csv", "8001,เมือง,,variant,nobody\n", "has no lang"),
        ("area_names.csv", "8001,เมือง,th,variant,nobody,x\n", "more cells than the heading"),
        ("registrars.csv", "8999,ก,,8001\n", "name has no text in en"),
        ("registrars.csv", "8051,ก,A,8001\n", "8051 stands twice"),
    ],
)
def test_a_row_with_a_cell_wrong_or_lacking_stops_the_catalogue(
    root: Path, tmp_path: Path, file: str, line: str, fact: str
) -> None:
    folder = tmp_path / "catalog"
    shutil.copytree(root / "data" / "catalog", folder)
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(line)
    with pytest.raises(CatalogError) as caught:
        load_resolver(folder, load_catalog(folder).areas)
    assert caught.value.fact("en").startswith(file)
    assert fact in caught.value.fact("en")
