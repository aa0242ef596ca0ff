"""Words and shapes that tell a list of people from a table of figures.

Headings are compared whole and without spaces or punctuation: `ชื่อ - สกุล` is one, `ชื่อจังหวัด`
and `จำนวนบ้าน` are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

Kind = Literal["citizen_number", "name", "phone", "address", "birth", "row_per_person"]

KINDS: Final[tuple[Kind, ...]] = (
    "citizen_number",
    "name",
    "phone",
    "address",
    "birth",
    "row_per_person",
)

_REMEMBERED: Final = 4096
_LONGEST: Final = 60
_PUNCTUATION: Final = re.compile(r"[\s_.\-–—/()\[\]:*\"'#,]+")

_HEADINGS: Final[dict[Kind, re.Pattern[str]]] = {
    "citizen_number": re.compile(
        r"(?:เลข|หมายเลข|รหัส)(?:ที่)?(?:บัตร)?(?:ประจำตัว)?(?:ประชาชน|13หลัก|๑๓หลัก).{0,12}"
        r"|เลขที่?หนังสือเดินทาง"
        r"|(?:citizen|national|thai|personal)id(?:card)?(?:no|number)?"
        r"|idcard(?:no|number)?|citizen(?:no|number)|passport(?:no|number)"
    ),
    "name": re.compile(
        r"ชื่อ(?:ตัว)?(?:และ)?(?:ชื่อ)?(?:นาม)?สกุล"
        r"(?!ผู้ติดต่อ|ผู้รับผิดชอบ|ผู้ประสาน|เจ้าหน้าที่|ผู้จัดทำ).{0,16}"
        r"|คำนำหน้า(?:ชื่อ|นาม)?.{0,10}|นามสกุล|สกุล|ชื่อตัว"
        r"|ชื่อ(?:หัวหน้าครัวเรือน|เจ้าบ้าน|บุคคล|บิดา|มารดา|ผู้ป่วย|ผู้พิการ|ผู้รับเบี้ย|สมาชิก|คนจน)"
        r"|(?:first|last|given|family|full|sur)name(?:th|en|thai|english)?"
        r"|(?:prefix|title)name|nameprefix"
    ),
    "phone": re.compile(
        r"(?:เบอร์|หมายเลข|เลข)?(?:โทรศัพท์|โทร|มือถือ)(?:มือถือ|บ้าน|ที่ติดต่อได้)?|เบอร์ติดต่อ"
        r"|(?:tele|mobile|cell)?phone(?:no|number)?|(?:tel|mobile|contact)(?:no|number)?"
    ),
    "address": re.compile(
        r"บ้านเลขที่|เลขที่บ้าน|ที่อยู่(?:ตามทะเบียนบ้าน|ตามบัตร|ปัจจุบัน).{0,12}"
        r"|(?:house|home|address)(?:no|number)|homeaddress"
    ),
    "birth": re.compile(r"วันเกิด|วันเดือนปีเกิด|วดปเกิด|วันเดือนปีที่เกิด|birthdate|dateofbirth|dob|birthday"),
    "row_per_person": re.compile(
        r"(?:เลข|เลขที่|รหัส|เลขรหัส|ลำดับ|ลำดับที่|ชื่อ)ครัวเรือน|(?:เลข)?รหัส(?:ประจำ)?บ้าน"
        r"|(?:ลำดับ|ลำดับที่|รหัส)(?:สมาชิก|บุคคล)(?:ใน)?(?:ครัวเรือน)?|สมาชิก(?:ลำดับ|คน)ที่"
        r"|ความ(?:สัมพันธ์|เกี่ยวพัน|เกี่ยวข้อง)กับหัวหน้าครัวเรือน"
        r"|(?:household|hh|house|person|individual|respondent|member|patient)(?:id|no|code)"
        r"|relation(?:ship)?to(?:the)?(?:household)?head"
    ),
}

# The groups of a citizen number are 1-4-5-2-1. Digits after a point are a figure's, and so is a
# number with a decimal part other than zeros. What stands before is looked at last: it is quicker.
CITIZEN: Final = re.compile(
    r"[1-8๑-๘](?<![\d.].)[- \u00a0]?\d{4}[- \u00a0]?\d{5}[- \u00a0]?\d{2}[- \u00a0]?\d"
    r"(?!\d)(?!\.\d*[1-9])"
)
_CITIZEN_DIGITS: Final = 13
# All digits that nothing but signs stands between; whoever writes a number in his own groups.
RUN: Final = re.compile(r"[1-8](?<![0-9.].)(?:(?: ?[-./_,|\\] ?| {0,2})[0-9]){12,}(?![0-9])")
_SIGNS: Final = re.compile("[^0-9]+")
_FEWEST_COUNTED: Final = 3
_DATE: Final = re.compile(
    r"(?<![0-9])[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:19|20|25)[0-9]{2}(?![0-9])"
    r"|(?<![0-9])(?:19|20|25)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])"
)
_AMOUNT: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]+\.[0-9]+")
PLAIN_AMOUNT: Final = re.compile(r"[1-8](?:[0-9]{12}|(?:,[0-9]{3}){4})(?:\.0*)?")
"""A number of 13 digits as a cell of figures prints it."""
_FIGURE_HEADING: Final = re.compile(
    r"ค่า(?:ข้อมูล|ตัวชี้วัด)?|(?:obs)?value|มูลค่า.{0,30}|ตัวตั้ง|ตัวหาร|ตัวเศษ|ตัวส่วน|numerator|denominator"
    r"|(?:ปี)?(?:พศ|คศ)?(?:19|20|25)[0-9]{2}.{0,3}"
)

MOBILE: Final = re.compile(r"(?:\+?66|0)[- ]?[689](?:\d[- ]?\d{3}[- ]?\d{4}|[- ]\d{4}[- ]?\d{4})")
PHONE: Final = re.compile(
    rf"{MOBILE.pattern}|(?:\+?66[- ]?|0)(?:2|[3-7]\d)[- ]\d{{3}}[- ]?\d{{3,4}}"
)
PHONE_UNDER_HEADING: Final = re.compile(rf"{PHONE.pattern}|0?[2-9]\d{{7,8}}(?:\.0)?")
# A mobile number without anything between: a publisher may fill its figures up with zeros.
BARE_PHONE: Final = re.compile(r"(?:0|66)[689]\d{8}")

FIGURE: Final = re.compile(r"-|-?(?:0|[1-9][\d,]*)(?:\.\d+)?")
PLACE_HEADING: Final = re.compile(
    r"ตำบล|อำเภอ|จังหวัด|พื้นที่|ชื่อ|หมู่บ้าน|เทศบาล|สำนัก|หน่วยงาน|area|name|tambon|amphoe|amphur|district|province"
)

SEX: Final = frozenset({"เพศ", "sex", "gender"})
AGE: Final = frozenset({"อายุ", "age", "อายุปี", "ageyears"})
SEXES: Final = frozenset({"ชาย", "หญิง", "male", "female", "m", "f", "1", "2", "1.0", "2.0"})
FIGURES: Final = re.compile(
    r"จำนวน|ร้อยละ|อัตรา|ค่า|รวม|ประชากร|คน|count|cnt|total|value|number|population|rate|percent|obs"
)
_ABOUT: Final = re.compile(r"meta\s?-?data|metadata|readme|คำอธิบาย|เมทาดา|ที่มา", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def heading_kind(text: str) -> Kind | None:
    """What a heading promises of persons; None for the heading of a figure or a place."""
    plain = plain_heading(text)
    if not plain or len(plain) > _LONGEST:
        return None
    return next((kind for kind, words in _HEADINGS.items() if words.fullmatch(plain)), None)


def plain_heading(text: str) -> str:
    """A heading in lower case without spaces and punctuation."""
    return _PUNCTUATION.sub("", text).lower()


def is_about_the_file(sheet: str) -> bool:
    """Whether a sheet of this name speaks of publisher and contact, not of figures."""
    return _ABOUT.search(sheet) is not None


def heads_figures(text: str) -> bool:
    """Whether a heading promises figures, among which an amount of 13 digits may stand."""
    return len(text) <= _LONGEST and _FIGURE_HEADING.fullmatch(plain_heading(text)) is not None


def is_spread_number(text: str) -> bool:
    """Whether a match of `RUN` is a citizen number: no amount, no date, no counting 1, 2, 3."""
    digits = _SIGNS.sub("", re.sub(r"\.0+$", "", text))
    if len(digits) != _CITIZEN_DIGITS or not is_citizen_number(digits):
        return False
    if _DATE.search(text) or (_AMOUNT.fullmatch(text) and text.rpartition(".")[2].strip("0")):
        return False
    counted = [int(each) for each in _SIGNS.split(text)]
    steps = {after - before for before, after in pairwise(counted)}
    return len(counted) < _FEWEST_COUNTED or len(steps) > 1 or 0 in steps


def is_citizen_number(text: str) -> bool:
    """Whether the 13 digits in `text` end with the check digit of a Thai citizen number.

    The check digit is (11 - Σ digit × weight mod 11) mod 10, with weights 13 down to 2
    (Department of Provincial Administration).
    """
    digits = [int(each) for each in text if each.isdigit()][:_CITIZEN_DIGITS]
    weighted = sum(
        digit * weight for digit, weight in zip(digits, range(_CITIZEN_DIGITS, 1, -1), strict=False)
    )
    return len(digits) == _CITIZEN_DIGITS and (11 - weighted % 11) % 10 == digits[-1]
