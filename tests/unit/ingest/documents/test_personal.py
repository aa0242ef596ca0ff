"""Lists of persons are known; tables of figures, publishers' contacts and places are not taken.

Every citizen number here is made up and ends with the check digit of its first twelve digits:
1101700203450: Σ 13·1+12·1+11·0+10·1+9·7+8·0+7·0+6·2+5·0+4·3+3·4+2·5 = 144, 144 mod 11 = 1,
(11 - 1) mod 10 = 0.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from dashboard.ingest.documents.model import Document
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.documents.personal import find_personal
from dashboard.ingest.documents.personal_words import heading_kind, is_citizen_number
from dashboard.ingest.report import Place

NUMBER = "1101700203450"
OTHER = "3809900123456"  # its check digit would be 7


def kinds(document: Document) -> list[str]:
    return [problem.rule.rpartition(".")[2] for problem in find_personal(document)]


def of_text(text: str) -> list[str]:
    return kinds(open_document("a.csv", text.encode()))


def of_cells(*rows: list[object], sheet: str = "ข้อมูล") -> list[str]:
    workbook = openpyxl.Workbook()
    active = workbook.active
    assert active is not None
    active.title = sheet
    for row in rows:
        active.append(row)
    packed = io.BytesIO()
    workbook.save(packed)
    return kinds(open_document("a.xlsx", packed.getvalue()))


def test_the_check_digit_is_that_of_the_registration_office() -> None:
    assert is_citizen_number(NUMBER)
    assert not is_citizen_number("1101700203451")
    assert not is_citizen_number(OTHER)
    assert is_citizen_number("3809900123457")
    assert not is_citizen_number("110170020345")


@pytest.mark.parametrize(
    "cell",
    [
        NUMBER,
        "1-1017-00203-45-0",
        "1 1017 00203 45 0",
        "๑๑๐๑๗๐๐๒๐๓๔๕๐",
        "๑-๑๐๑๗-๐๐๒๐๓-๔๕-๐",
        f"{NUMBER}.0",
        f"ผู้รับเงิน {NUMBER} โอนแล้ว",
        f"id{NUMBER}",
    ],
)
def test_a_citizen_number_is_found_in_every_spelling(cell: str) -> None:
    assert of_text(f"code,note\n8001,{cell}\n") == ["citizen_number"]


@pytest.mark.parametrize(
    "cell",
    [
        OTHER,
        f"9{NUMBER[1:]}",
        f"0.{NUMBER}",
        f"{NUMBER}.25",
        f"{NUMBER}1",
        f"2{NUMBER}",
        "1.1101700203450",
        "2547 2549 2550 2552",
    ],
)
def test_other_long_numbers_are_figures(cell: str) -> None:
    assert of_text(f"code,value\n8001,{cell}\n") == []


# 3801234567897 has a valid check digit and is nobody's: it was made up.
@pytest.mark.parametrize(
    "note",
    [
        "3 8 0 1 2 3 4 5 6 7 8 9 7", "3.8012.34567.89.7", "3/8012/34567/89/7",
        "3  8012  34567  89  7", "3 - 8012 - 34567 - 89 - 7", "3_8012_34567_89_7",
        "380123 4567897", "3,801,234,567,897", "3801-2345-6789-7", "เลข 3801 2345 67897 ค่ะ",
    ],
)  # fmt: skip
def test_a_citizen_number_in_groups_of_ones_own_is_found(note: str) -> None:
    assert is_citizen_number("3801234567897")
    assert of_text(f'code,note\n8001,"{note}"\n') == ["citizen_number"]


@pytest.mark.parametrize(
    "note",
    [
        "3 8 0 1 2 3 4 5 6 7 8 9 6", "33 801 234 567 897", "3,801,234,567,897.25",
        "380,123,456,700.5", "38,012,345,601.08", "1/1/2568 - 27/1/2568", "2568-05-12 14.30 9",
        "หมู่ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", "2561 2562 2563 2564",
    ],
)  # fmt: skip
def test_amounts_dates_and_lists_of_villages_are_no_citizen_numbers(note: str) -> None:
    assert of_text(f'code,note\n8001,"{note}"\n') == []


@pytest.mark.parametrize("heading", ["ค่า", "Value", "มูลค่า (บาท)", "ตัวตั้ง", "2566", "พ.ศ. 2566"])
def test_an_amount_of_thirteen_digits_may_stand_under_a_heading_of_figures(heading: str) -> None:
    assert of_text(f"code|{heading}\n8001|3801234567897\n8002|12\n") == []
    assert of_text(f'code,{heading}\n8001,"3,801,234,567,897"\n') == []
    assert of_cells(["code", heading], [8001, 3_801_234_567_897]) == []
    assert of_text(f"code|{heading}\n8001|เลข 3801234567897\n") == ["citizen_number"]


def test_amounts_that_all_have_a_valid_check_digit_are_citizen_numbers() -> None:
    numbers = [3_801_234_567_897, int(NUMBER), 3_809_900_123_457]
    rows = "".join(f"8001,{number}\n" for number in numbers)
    assert of_text(f"code,value\n{rows}") == ["citizen_number"]
    others = "".join(f"8001,{number}\n" for number in range(2_000_000_000_000, 2_000_000_000_006))
    assert of_text(f"code,value\n{rows}{others}") == []


def test_a_citizen_number_in_a_number_cell_is_found() -> None:
    assert of_cells(["code", "x"], [8001, int(NUMBER)]) == ["citizen_number"]
    assert of_cells(["code", "x"], [8001, int(OTHER)]) == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("เลขประจำตัวประชาชน", "citizen_number"),
        ("เลขบัตรประชาชน 13 หลัก", "citizen_number"),
        ("ID_card_no", "citizen_number"),
        ("ชื่อ-สกุล", "name"),
        ("ชื่อ - นามสกุล", "name"),
        ("นามสกุล", "name"),
        ("คำนำหน้าชื่อ", "name"),
        ("First Name", "name"),
        ("surname", "name"),
        ("บ้านเลขที่", "address"),
        ("house no.", "address"),
        ("วัน/เดือน/ปีเกิด", "birth"),
        ("date_of_birth", "birth"),
        ("รหัสครัวเรือน", "row_per_person"),
        ("household_id", "row_per_person"),
        ("HH-ID", "row_per_person"),
        ("ลำดับสมาชิกในครัวเรือน", "row_per_person"),
        ("ความสัมพันธ์กับหัวหน้าครัวเรือน", "row_per_person"),
    ],
)
def test_a_heading_that_speaks_of_persons_is_found(heading: str, kind: str) -> None:
    assert of_text(f"อำเภอ,{heading}\n8001,x\n") == [kind]
    assert of_text(f"อำเภอ,{heading}\n8001,\n") == []


@pytest.mark.parametrize(
    "heading",
    [
        "ชื่อจังหวัด", "ชื่ออำเภอ", "ชื่อตัวชี้วัด", "ชื่อผู้ติดต่อ", "ชื่อ-สกุล ผู้ติดต่อ", "ชื่อ", "name",
        "จำนวนบ้าน", "จำนวนครัวเรือน", "ครัวเรือน", "household.CNT", "HOUSEMEMBER_CNT", "amphur_ID",
        "จำนวนผู้มีบัตรประชาชน", "บัตรประชาชน", "หนังสือเดินทาง", "Household number",
    ],
)  # fmt: skip
def test_a_heading_of_figures_or_places_is_none(heading: str) -> None:
    assert heading_kind(heading) is None


@pytest.mark.parametrize(
    "name",
    [
        "นาย สมชาย ใจดี", "นายสมชาย ใจดี", "นายกฤษณ์ ใจดี", "นางสมหญิง ใจดี", "นางสาวสมหญิง ใจดี",
        "น.ส. สมหญิง ใจดี", "น.ส.สมหญิง ใจดี", "ด.ช.เอก ใจดี", "ด.ญ. เอม ใจดี", "เด็กชาย เอก ใจดี",
        "1. นายสมชาย ใจดี", "Mr. Somchai Jaidee",
    ],
)  # fmt: skip
def test_a_title_and_a_name_are_found(name: str) -> None:
    assert of_text(f"ชื่อ,อายุ\n{name},45\n") == ["name"]


@pytest.mark.parametrize(
    "place",
    [
        "นางรอง", "นางรอง บุรีรัมย์", "นายายอาม", "นายายอาม จันทบุรี", "นายูง อุดรธานี", "นางหลง ชะอวด",
        "นายจ้าง ลูกจ้าง", "นายกเทศมนตรี นครศรีธรรมราช", "นายอำเภอ เมือง", "นางแล",
    ],
)  # fmt: skip
def test_a_place_or_an_office_that_begins_like_a_title_is_none(place: str) -> None:
    rows = "\n".join(f"{place},{number}" for number in range(5))
    assert of_text(f"ชื่อ,จำนวน\n{rows}\n") == []


def test_a_column_of_titles_or_of_first_names_is_found() -> None:
    assert of_text("ก,ข,ค\nนาย,สมชาย,1\nนาง,สมหญิง,2\n") == ["name"]
    assert of_text("ก,ข\nนายสมชาย,1\nนางสมหญิง,2\nน.ส.สมศรี,3\n") == ["name"]
    assert of_text("ชื่อ,ข\nนายสมชาย,1\nนางรัตนา,2\nนายเอกชัย,3\n") == ["name"]
    assert of_text("ก,ข\nเด็กชายเอก,1\nเด็กหญิงเอม,2\nเด็กชายสมชาย,3\n") == ["name"]
    assert of_text("ก,ข\nเด็กชาย,1\nเด็กหญิงอายุ 5 ปี,2\nเด็กหญิงแรกเกิด,3\n") == []


def test_telephone_numbers_are_found_under_their_heading_and_counts_of_telephones_are_not() -> None:
    mobile = "a,b\nx,081-234-5678\ny,0898765432\nz,06 1234 5678\n"
    assert of_text(mobile) == ["phone"]
    assert of_text("ตำบล,เบอร์โทร\nx,0812345678\n") == ["phone"]
    assert of_text("อุปกรณ์,โทรศัพท์\n8001,1204\n8002,1310\n") == []


def test_what_a_publisher_says_of_itself_is_no_personal_data() -> None:
    contact = [4, "ชื่อผู้ติดต่อ", "กลุ่มบริการและเผยแพร่ข้อมูลสถิติ\nTel. 02-141-7502\n"]
    about = [["No.", "ชื่อรายการไทย", "รายละเอียด"], contact, [5, "อีเมลผู้ติดต่อ", "a@example.org"]]
    assert of_cells(*about, [6, "เบอร์โทรศัพท์", "02-141-7502"], sheet="Metadata") == []
    assert of_cells(*about, [6, "ชื่อ-สกุล", "นายสมชาย ใจดี"], sheet="คำอธิบาย") == []
    assert of_cells(*about, sheet="ข้อมูล") == ["phone"]


def test_a_table_is_no_sheet_about_the_file_whatever_its_name() -> None:
    rows = ["indicator", "area", "period", "note"], ["x", "8001", "2566", "โทร 081-234-5678"]
    assert of_cells(*rows, sheet="Metadata") == ["phone"]


def test_the_contact_of_an_office_may_stand_on_a_line_of_sources_below_a_table() -> None:
    table = [["อำเภอ", "ปี", "ค่า", "หมายเหตุ"], ["เมือง", 2566, 12, ""]]
    line = "ที่มา: สำนักงานสถิติแห่งชาติ โทร. 02-141-7502 stat@example.org"
    assert of_cells(*table, [line]) == []
    assert of_cells(*table, ["", "Source: National Statistical Office, Tel. 02-141-7502"]) == []
    assert of_cells(*table, [f"{line} {NUMBER}"]) == ["citizen_number"]
    assert of_cells(*table, ["เมือง", 2567, 13, line]) == ["phone"]
    assert of_cells(*table, ["หมายเหตุ: โทร. 02-141-7502"]) == ["phone"]


def test_a_row_per_person_is_known_by_sex_and_age_without_a_figure() -> None:
    people = "อำเภอ,เพศ,อายุ\n8001,ชาย,45\n8001,หญิง,44\n8001,ชาย,12\n"
    assert of_text(people) == ["row_per_person"]
    counted = "อำเภอ,เพศ,อายุ,จำนวน\n8001,ชาย,45,120\n8001,หญิง,44,131\n8001,ชาย,12,99\n"
    assert of_text(counted) == []


def test_json_is_searched_by_key_and_by_value() -> None:
    tree = {"8001": [{"household_id": 12, "note": f"x {NUMBER}"}, {"n": int(NUMBER)}]}
    document = open_document("a.json", json.dumps(tree).encode())
    assert kinds(document) == ["citizen_number", "row_per_person"]
    assert find_personal(document)[1].place == Place("a.json", column="household_id")
    keyed = open_document("a.json", json.dumps({NUMBER: {"n": 1}}).encode())
    assert kinds(keyed) == ["citizen_number"]


def test_a_problem_names_the_first_place_and_the_number_and_no_value() -> None:
    text = f"อำเภอ,ชื่อ-สกุล,เลข\n8001,นายสมชาย ใจดี,{NUMBER}\n8002,นางสมหญิง ใจดี,3809900123457\n"
    numbers, names = find_personal(open_document("a.csv", text.encode()))
    assert numbers.place == Place("a.csv", "", 2, "C")
    assert numbers.facts == {"count": 2}
    assert names.place == Place("a.csv", "", 2, "B")
    assert names.facts == {"count": 3}
    told = repr((numbers, names)) + numbers.message("th") + names.message("en")
    assert not [each for each in (NUMBER, "3809900123457", "สมชาย", "สมหญิง") if each in told]
    assert {each.value for each in (numbers, names)} == {""}
    assert {each.severity for each in (numbers, names)} == {"error"}


@pytest.mark.parametrize("name", [f"{NUMBER}.csv", f"1_1017_00203_45_0_{'x' * 5}.csv"])
def test_a_citizen_number_in_the_name_of_a_file_is_found_and_not_repeated(name: str) -> None:
    (problem,) = find_personal(open_document(name, b"a,b\n1,2\n"))
    assert problem.rule == "documents.personal.citizen_number"
    assert problem.place == Place("…")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ข้อมูล 081-234-5678.csv", "phone"),
        ("ข้อมูล_081_234_5678.csv", "phone"),
        ("somchai@example.com.csv", "phone"),
        ("แบบกรอก นางสาวสมหญิง.csv", "name"),
        ("poverty_2566-08-12.csv", ""),
        ("61_80_amphur_00001.csv", ""),
        ("dopa_20250812345678.csv", ""),
    ],
)
def test_the_name_of_a_file_gives_contacts_and_names_away(name: str, kind: str) -> None:
    assert kinds(open_document(name, b"a,b\n1,2\n")) == [kind][: bool(kind)]


@pytest.mark.parametrize("sheet", ["081-234-5678", "a@example.com", "1 1017 00203 45 0"])
def test_the_name_of_a_sheet_is_looked_at_and_not_repeated(sheet: str) -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet(sheet).append(["a", "b"])
    workbook["Sheet"].append(["a", f"นายสมชาย ใจดี {NUMBER}"])
    packed = io.BytesIO()
    workbook.save(packed)
    problems = find_personal(open_document("a.xlsx", packed.getvalue()))
    assert len(problems) in {2, 3}
    assert sheet not in repr(problems)
    assert {each.place.sheet for each in problems} == {"…", "Sheet"}


def test_the_name_of_a_hidden_sheet_is_looked_at() -> None:
    workbook = openpyxl.Workbook()
    workbook["Sheet"].append(["a", "b"])
    workbook.create_sheet("somchai@example.com").sheet_state = "hidden"
    packed = io.BytesIO()
    workbook.save(packed)
    assert kinds(open_document("a.xlsx", packed.getvalue())) == ["phone"]


def test_headings_and_keys_give_contacts_away() -> None:
    assert of_text("อำเภอ,ค่า โทร 081-234-5678\n8001,1\n") == ["phone"]
    assert of_text("อำเภอ,a@example.com\n8001,1\n") == ["phone"]
    keyed = json.dumps({"a@example.com": {"n": 1}, "081-234-5678": 2, "นางสาวสมหญิง": 3})
    assert kinds(open_document("a.json", keyed.encode())) == ["name", "phone"]


def test_what_publishers_hand_out_passes(shared: Path) -> None:
    files = [
        file
        for file in sorted((shared / "raw").rglob("*"))
        if file.suffix in {".csv", ".txt", ".xlsx"}
    ]
    assert len(files) == 13
    for file in files:
        assert find_personal(open_document(file.name, read_file(file))) == ()
