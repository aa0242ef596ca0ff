"""Personal data in the free text of one cell is found; what looks alike is not.

Names, numbers and addresses are made up.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.ingest.documents.opening import open_document
from dashboard.ingest.documents.personal import find_personal

HEADINGS = ["ตัวชี้วัด", "รหัสพื้นที่", "งวด", "ค่า", "หมายเหตุ"]


def in_note(note: str) -> list[str]:
    """The kinds of trace where `note` is the last cell of a filled-in row."""
    lines = ["|".join(HEADINGS), f"x|8001|2566|12.5|{note}", "x|8002|2566|13|"]
    return kinds("\n".join(lines))


def kinds(text: str) -> list[str]:
    problems = find_personal(open_document("a.csv", text.encode()))
    return [each.rule.rpartition(".")[2] for each in problems]


@pytest.mark.parametrize(
    "note",
    [
        "081-234-5678", "0812345678", "โทร 0812345678", "โทร.081-2345678", "081 234 5678",
        "08-1234-5678", "08 1234 5678", "081.234.5678", "0-8123-45678", "(081) 234-5678",
        "มือถือ 08-12-34-56-78", "๐๘๑-๒๓๔-๕๖๗๘", "081\u200b-234\u200b-5678",
        "081\u00a0234\u00a05678", "081–234–5678", "０８１２３４５６７８", "+66812345678",
        "+66 81 234 5678", "+66 (0) 81-234-5678", "66-81-234-5678", "โทร 66812345678",
        "02-141-7502", "0 2141 7502", "02 141 7502", "075-356-789", "075-356789", "0-7535-6789",
        "0 7535 6789", "(075) 356-789", "โทร. 021417502", "Tel: 075356789", "ติดต่อ 0912345678 ได้",
        "หมู่ 4 081-234-5678", "โทร/081-234-5678", "somchai@example.com",
        "ถึง somchai.j@mail.example.co.th ด่วน", "somchai＠example．com", "somchai @ example.com",
        "somchai@exam\u200bple.com", "0 8 1 2 3 4 5 6 7 8", "0-8-1-2-3-4-5-6-7-8",
        "โทรแล้ว ๐ ๘ ๑ ๒ ๓ ๔ ๕ ๖ ๗ ๘", "08 12 34 56 78",
    ],
)  # fmt: skip
def test_a_telephone_number_or_an_e_mail_address_in_a_note_is_found(note: str) -> None:
    assert in_note(note) == ["phone"]


@pytest.mark.parametrize(
    "note",
    [
        "080-01", "8001", "2566-08-12", "06-12-2566 10:30", "09.05.2567 12:00", "พ.ศ. 2562-2566",
        "ข้อมูล ณ 30 06 2566", "0.0612345678", "0.812345678", "1,081,234,567", "120812345678",
        "0812345678.25", "61_80_amphur_00001", "ISBN 978-611-0812-3456",
        "ผู้ใช้โทรศัพท์มือถือ 2566 2567", "โทรทัศน์ 0123456789", "https://www.example.org/@8.43,99.96",
        "ทวิตเตอร์ @example", "ราคา 100 บาท @ ร้าน", "12-081-234-5678", "มีโทรศัพท์ 85.4",
        "0 1 2 3 4 5 6 7 8 9", "0 8 1 2 3 4 5", "1 0 8 1 2 3 4 5 6 7 8", "06 12 25 66",
        "0 600 000 000", "0 2566 2567", "1/2566 ม.4",
    ],
)  # fmt: skip
def test_periods_codes_and_figures_are_no_telephone_numbers(note: str) -> None:
    assert in_note(note) == []


def test_a_figure_filled_up_with_zeros_is_none_in_a_column_of_figures() -> None:
    assert kinds("รหัส,มูลค่า\n8001,0812345678\n") == []
    assert kinds("รหัส,ก\n8001,120\n8002,0812345678\n8003,1500\n8004,12\n") == []
    assert kinds("รหัส,ก\n8001,0812345678\n") == ["phone"]
    assert kinds("รหัส,ค่า\n8001,0812345678\n8002,0891234567\n8003,0612345678\n") == ["phone"]


@pytest.mark.parametrize(
    "note",
    [
        "บ้านเลขที่ 12/3 หมู่ 4 ต.คลัง", "บ้านเลขที่ ๑๒/๓", "บ้านเลขที่\u00a012", "เลขที่ 12/3 หมู่ 4",
        "อยู่เลขที่ 99 ถนนราชดำเนิน", "12/3 ม.4 ต.คลัง", "ที่อยู่: 12/3 ถ.ราชดำเนิน", "บ้าน\u200bเลขที่ 12",
    ],
)  # fmt: skip
def test_a_house_number_in_a_note_is_found(note: str) -> None:
    assert in_note(note) == ["address"]


@pytest.mark.parametrize(
    "note",
    [
        "หนังสือเลขที่ นศ 0017/123", "จำนวนบ้านเลขที่ 1204", "หมู่ 4 ต.คลัง", "ปี 2561/62 ร้อยละ 4",
        "ผู้ที่อยู่ 3 ปีขึ้นไป", "12 หมู่บ้าน", "คำสั่งเลขที่ 12/2566",
    ],
)  # fmt: skip
def test_documents_villages_and_counts_are_no_house_numbers(note: str) -> None:
    assert in_note(note) == []


@pytest.mark.parametrize(
    "note",
    [
        "ผู้ให้ข้อมูล คุณสมชาย ใจดี", "ข้อมูลจากนางสาวสมหญิง", "ผู้กรอก นางสาวสมหญิง รักดี", "คุณสมชาย",
        "คุณ สมหญิง แจ้ง", "โดยนายสมชาย", "ตรวจแล้ว นายสมชาย ใจดี", "ผู้รายงาน: นายสมชาย",
        "นายอำเภอ นายสมชาย ใจดี", "นายสมชาย", "นาง สมหญิง", "(นายสมชาย ใจดี)", "สอบถามนางสมหญิง",
        "นายเอกชัย ใจดี", "นายพลวัฒน์ ใจดี", "น.ส.สมหญิง", "แก้ไขโดย น.ส. สมหญิง", "ด.ช.เอก ใจดี ได้รับทุน",
        "ด.ญ. เอมอร", "เด็กหญิงเอมอร ใจดี", "Mr. Somchai", "by Mrs. Somying Jaidee",
        "Ms Somying Jaidee", "MR. SOMCHAI", "ดร.สมชาย ใจดี", "นาย\u200bสมชาย ใจดี",
        "นาย\u00a0สมชาย\u00a0ใจดี", "นาง\u200dสาวสมหญิง", "ผู้กรอก\tนายสมชาย",
        "นางสมศรี มีสุข", "นาง สมศรี มีสุข", "นายสมชาย มีชัย", "นายสมชาย มีทรัพย์ โทรแล้ว",
        "นายสมชาย รวมทรัพย์", "นายวิชัย หมู่มาก", "นายสมชาย เขตรักษ์", "นายสมชาย ได้ดี", "นางสมศรี ในเมือง",
        "ร.ต.อ.สมชาย ใจดี", "พ.ต.ท. สมชาย มีสุข", "ว่าที่ ร.ต.สมชาย ใจดี", "จ.ส.อ.สมชาย ใจดี",
        "ด.ต. สมชาย ใจดี", "พันตำรวจโทสมชาย ใจดี", "โดยสิบเอกสมชาย ใจดี", "ม.ล.สมชาย ใจดี",
    ],
)  # fmt: skip
def test_a_title_and_a_name_in_a_note_are_found(note: str) -> None:
    assert in_note(note) == ["name"]


@pytest.mark.parametrize(
    "note",
    [
        "อำเภอนางรอง", "นางรอง", "จากนางรอง บุรีรัมย์", "นายายอาม", "บ้านนา", "ท่านายเนียม",
        "บ้านนายเหรียญ", "หนองนางนวล ระนอง", "คุณภาพชีวิต", "คุณธรรม จริยธรรม", "คุณสมบัติ ผู้รับ", "คุณลักษณะ",
        "บุญคุณ", "ขอบคุณ สำนักงานจังหวัด", "พระคุณเจ้า", "นายอำเภอ", "โดยนายอำเภอเมือง",
        "นายอำเภอเมือง นครศรีธรรมราช", "นายกเทศมนตรี", "นายก อบต.ท่างิ้ว", "โดยนายก อบจ.", "นายกอบต.",
        "นายกฯ", "นายทะเบียนท้องถิ่น จังหวัด", "ของนายจ้าง", "นายจ้าง ลูกจ้าง", "นายแพทย์สาธารณสุข จังหวัด",
        "30 มิถุนายน 2566", "มิถุนายน กรกฎาคม", "สิ้นเดือนมิถุนายนและ ธันวาคม", "นครนายก สระบุรี",
        "ทนายความ สภา", "ถ้ำหลวงขุนน้ำนางนอน เชียงราย", "เวลา 10.00 น. ส.อบจ.", "น.ส.3 ก", "น.ส. 3",
        "เด็กชายและเด็กหญิง", "เด็กหญิงอายุต่ำกว่า 15 ปี", "นาย นาง นางสาว", "เด็กชายแรกเกิด น้ำหนักน้อย",
        "Ms Excel", "Miss Grand Thailand", "MS Word", "10 mrs 2566", "จำนวนนางสาว 2566",
        "ข้อมูลรวบรวมโดยนายช่าง โยธา",
        "นางนวล มีจำนวนลดลง", "นางแดด รวม 3 หมู่บ้าน", "นางเลิ้ง ในเขตเมือง", "นางนวล หมู่ที่ 4",
        "นางนวล ได้รับการฟื้นฟู", "นางนวล มี 3 ฝูง", "นายหน้า มีใบอนุญาต", "นางรอง เขตเทศบาล",
        "ร.ต. และ พ.ต. รวมกัน", "ส.อ.ท. แถลง ข้อมูล", "เวลา 10.00 น.ต.ค. ถึง พ.ย.", "ส.ท. เขต 1 เทศบาล",
        "พ.ศ. 2566 รวมทุกอำเภอ", "จ.สงขลา อ.เมือง", "ร้อยเอ็ด ยโสธร", "ต.ท่าศาลา อ.ท่าศาลา",
        "ร้อยละ เอกสาร", "สิบอำเภอ แรก", "พ.ร.บ. คุ้มครอง ข้อมูล", "อ.ต.ก. ตลาด กลาง", "ค่าจ้าง พนักงาน",
    ],
)  # fmt: skip
def test_places_offices_and_words_are_no_names(note: str) -> None:
    assert in_note(note) == []


def test_all_that_a_note_gives_away_is_told_without_repeating_it() -> None:
    note = "ผู้ให้ข้อมูล คุณสมชาย ใจดี โทร 081-234-5678 บ้านเลขที่ 12/3 หมู่ 4"
    text = "\n".join([",".join(HEADINGS), f"x,8001,2566,12.5,{note}", ""])
    problems = find_personal(open_document("a.csv", text.encode()))
    rules = ["documents.personal.name", "documents.personal.phone", "documents.personal.address"]
    assert [each.rule for each in problems] == rules
    assert {(each.place.row, each.place.column) for each in problems} == {(2, "E")}
    told = repr(problems) + "".join(each.message("th") for each in problems)
    assert not [each for each in ("สมชาย", "081", "12/3") if each in told]


def test_the_text_of_a_json_value_is_looked_at() -> None:
    tree = [{"code": "8001", "note": "โทร 081-234-5678"}, {"code": "8002", "note": ""}]
    problems = find_personal(open_document("a.json", json.dumps(tree).encode()))
    assert [each.rule for each in problems] == ["documents.personal.phone"]


def test_the_figures_and_words_of_the_project_itself_pass() -> None:
    folder = Path(__file__).resolve().parents[4] / "data"
    files = [
        *folder.glob("agenda/*.csv"),
        *folder.glob("sources/*/*.csv"),
        *folder.glob("catalog/*.csv"),
    ]
    assert len(files) > 80
    for file in files:
        assert find_personal(open_document(file.name, file.read_bytes())) == (), file


def test_a_hundred_thousand_rows_are_searched() -> None:
    row = "8001,เมืองนครศรีธรรมราช,นางรอง,1204.5,0.0612,๑๒๓,80010101,-,ไม่มีข้อมูล 2566\n"
    document = open_document("a.csv", ("a,b,c,d,e,f,g,h,i\n" + row * 100_000).encode())
    assert find_personal(document) == ()
