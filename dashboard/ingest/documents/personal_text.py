"""Personal data inside free text: telephone numbers, e-mail addresses, house numbers, names.

One occurrence is enough. What looks alike and is none is known: offices (นายอำเภอ), words (คุณภาพ,
มิถุนายน), places (นางรอง), periods and codes. A pattern begins with what is rare in figures, so that
a table without personal data costs one look for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

TextKind = Literal["name", "phone", "address"]

_HIDDEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b"
    "\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_SPACES: Final = (
    "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028"
    "\u2029\u202f\u205f\u3000"
)
_PLAIN: Final = (
    dict.fromkeys(_HIDDEN, "")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe63", "-")
    | dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
    | {chr(0xFF01 + each): chr(0x21 + each) for each in range(0x5E)}
    | {"\ufe6b": "@", "\u2024": "."}
)
_TO_BE_PLAIN: Final = re.compile(f"[{''.join(_PLAIN)}]")

_ENDS: Final = r"(?!\d)(?!\.\d)"
_MOBILE: Final = (
    r"[689]\d[-. ]?\d{3}[-. ]?\d{4}|[689](?:-\d{4}-?|\.\d{4}\.?| \d{4} ?)\d{4}"
    r"|[689]\d[- ]\d{4}[- ]?\d{3}|[- ][689]\d{3}[- ](?:\d{5}|\d{4}[- ]\d)"
    r"|[689]\d\)[- ]?\d{3}[- ]?\d{4}"
)
_LANDLINE: Final = (
    r"2\)?[- ]\d{3}[- ]?\d{4}|[3-7]\d\)?[- ]\d{3}[- ]?\d{3}|[- ]2(?!5\d\d[- ]25)\d{3}[- ]\d{4}"
    r"|[- ][3-7]\d{3}[- ]\d{4}|2(?!5\d\d[- ]25)\d{3}[- ]\d{4}"
)
_PHONE: Final = re.compile(rf"0(?<!\d0)(?<!\.0)(?<!\d[-/,]0)(?:{_MOBILE}|{_LANDLINE}){_ENDS}")
# Digit by digit, or two by two, with the same sign between all of them.
_SPACED: Final = re.compile(
    r"0(?<!\d0)(?<!\d[-. ]0)(?:([-. ])[689](?:\1\d){8}|[689]([-. ])\d\d(?:\2\d\d){3})"
    rf"{_ENDS}(?![-. ]\d)"
)
_ABROAD: Final = re.compile(
    rf"66(?<!\d66)(?<!\d[-./,]66)(?:(?<=\+66)\)?(?:[- .()]{{0,3}}\d){{8,10}}"
    rf"|[- ]?[689]\d[- ]\d{{3}}[- ]?\d{{4}}){_ENDS}"
)
_CALL: Final = re.compile(
    r"(?:โทร(?!ทัศน์|เลข|คมนาคม)|เบอร์|มือถือ|[Tt]el(?![a-z]{4})|TEL|[Pp]hone|PHONE|[Mm]obile)"
    r"[^\d\x1e\x1f]{0,16}?"
    rf"(?:(?:\+?66|0)(?:[-. ()/]{{0,2}}\d){{8,9}}|[689]\d{{8}}){_ENDS}"
)
_MAIL: Final = re.compile(
    r"@(?:(?<=[\w.+%-]@)|(?<=[\w.+%-] @)) ?[A-Za-z0-9ก-๎-]{1,63}(?:\.[A-Za-z0-9ก-๎-]{2,63})+"
)
_HOUSE: Final = re.compile(
    r"บ้านเลขที่(?<!จำนวนบ้านเลขที่)[ :.]*\d"
    r"|เลขที่ *\d{1,5}(?:/\d+)? *(?:หมู่|ม\.|ซ\.|ซอย|ถ\.|ถนน|ต\.|ตำบล|แขวง)"
    r"|ที่อยู่[ :]*\d+/\d+"
)
_HOUSE_OF_VILLAGE: Final = re.compile(r"/(?!25\d\d)\d{1,4} *(?:หมู่|ม\.)(?:ที่)? *\d")

_THAI: Final = "ก-๎"
_THAI_NAME: Final = r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]+"
_ENDED: Final = rf"(?![{_THAI}])"
# What stands behind a word that is no name. Some surnames begin with such a word (มีสุข, รวมทรัพย์):
# it counts only where it ends, or with what follows it in a sentence.
_PLACE_WORD: Final = (
    r"จังหวัด|อำเภอ|ตำบล|แขวง|เทศบาล|จำนวน|ประชากร|และ|หรือ|กับ|จ\.|อ\.|ต\."
    rf"|(?:เขต|หมู่|รวม|มี|ได้|ใน|ที่){_ENDED}"
    r"|เขต(?:เทศบาล|เมือง|พื้นที่|การ|อำเภอ|จังหวัด)|หมู่(?:ที่|บ้าน)|รวม(?:ทั้ง|กัน|เป็น|จำนวน|ยอด|อยู่)"
    r"|มี(?:จำนวน|ประชากร|ผู้|คน|ราย|ครัวเรือน|อยู่|การ|ความ|พื้นที่|ค่า|ข้อมูล|สมาชิก|แนวโน้ม|มาก|น้อย)"
    r"|ได้(?:รับ|แก่|มา|ให้|ดำเนิน|ที่)|ใน(?:พื้นที่|เขต|จังหวัด|ปี|อำเภอ|ตำบล|หมู่|ช่วง|การ|ระบบ|ภาค|ไตรมาส)"
    r"|ที่(?:มี|ได้|อยู่|ผ่าน|เป็น|ดิน|ทำ|ไม่|รับ|ขึ้น|ว่า)"
)
# What follows นาย or นาง without being a name: offices, occupations, and places of the kingdom.
NO_NAME: Final = (
    r"ก(?:เทศ|รัฐ|อบ|องค์|สมาคม|สโมสร|เมือง|เหล่า|สภา|พัทยา|ท้องถิ่น|ตำบล|กิตติ|ฯ|[^ก-๎]|$)"
    r"|อำเภอ|ทะเบียน|จ้าง|หน้า|แพทย์|ช่าง|ทหาร|ตรวจ|ท้าย|ทุน|ท่า|ด่าน|ประกัน|สถานี|สัตวแพทย์|แบบ"
    r"|นาง|พยาบาล|สงกรานต์|นพมาศ|ไปรษณีย์|ผดุงครรภ์"
    r"|(?:รอง|แล|ลือ|ตะเคียน|บวช|แดด|ม|เลิ้ง|พญา|ทราย|หลง|กลัก|ฟ้า|เอก|งาน|พล|พัน|สิบ|ร้อย|ดาบ|เรือ"
    rf"|งาม|ใน|สนม|รำ|เงือก|และ|หรือ|คน|จำนวน|รวม|อื่น|อื่นๆ){_ENDED}"
)
_NO_MISS: Final = r"ไทย|จำนวน|รวม|และ|หรือ|อื่น|คน|ที่|ใต้|งาม"
_NO_FRIEND: Final = (
    r"ภาพ|ธรรม|สมบัติ|ลักษ|วุฒิ|ค่า|ประโยชน์|ประการ|ประ|โทษ|านุ|หมอ|ครู|แม่|พ่อ|ยาย|ตา|ย่า|ปู่|ป้า|น้า|พี่"
    r"|หญิง|ผู้|จะ|ได้|มี|เป็น|ต้อง|คือ|อายุ|ใช้|เคย|คิด|ทำ|อยู่|ควร|และ|หรือ|กับ|เห็น|รู้|ของ|ใน|ที่|สาม(?:ารถ)"
)
NO_CHILD: Final = (
    r"อายุ|ที่|และ|หรือ|แรก|วัย|ใน|มี|ไทย|กำพร้า|พิการ|ด้อย|ยาก|ต่ำ|กลุ่ม|จำนวน|รวม|นอก|ซึ่ง|อ้วน|เตี้ย|ผอม"
    r"|สูง|สมส่วน|ร้อยละ|อัตรา|ทั้ง|ปฐม|ได้|ไม่|เกิด|น้ำหนัก|ตาย|อนุบาล|ประถม"
)
_CUE: Final = re.compile(
    r"(?:ผู้[ก-๎]{2,24}|จาก|โดย|ชื่อ|ติดต่อ|สอบถาม|ของ|คือ|และ|กับ|พบ|ให้|แก่|ราย|สัมภาษณ์|ประสาน|กำนัน"
    r"|หัวหน้า|ปลัด|ประธาน|เจ้าหน้าที่|ครัวเรือน|บุตร|ภรรยา|สามี|by|from)[ :.=(\[\-/]*$"
)
_PLACE_BEFORE: Final = re.compile(
    r"(?:ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.|บ้าน|ชุมชน|แขวง|เขต|ถนน|ซอย|คลอง|เกาะ|เขา|ควน|วัด|โรงเรียน|ตลาด"
    r"|แหลม|อ่าว|หาด|บึง|หนอง|ห้วย|วัง|ท่า|ถ้ำ|สะพาน|ทุ่ง|น้ำตก|ทต\.|เทศบาล|อบต\.|[Tt]ambon|[Aa]mphoe) *$"
)
_OFFICE_BEFORE: Final = re.compile(r"(?:นายอำเภอ|นายกเทศมนตรี) +$")
_REACH: Final = 40

_STOP: Final = r"(?:\.|(?= ?[\x1e\x1f]))"
TITLE: Final = re.compile(
    rf"น(?:าย|างสาว|าง|\. ?ส{_STOP})|คุณ|ด(?:\. ?[ชญ]{_STOP}|ร\.)|เด็ก(?:ชาย|หญิง)"
    rf"|M(?:rs?|s|iss|RS?|S|ISS)(?:{_STOP}|(?= )|(?=[A-Z][a-z]))"
)
RANK: Final = re.compile(
    r"(?:พล\.(?:[อตร]\.)?[อทต]|พ\.(?:ต\.)?[อทต]|ร\.(?:ต\.)?[อทต]|จ\.ส\.[อทต]|ส\.(?:ต\.)?[อทต]|ด\.ต|น\.[อทต])\."
    r"|(?:พล|พัน|ร้อย|จ่าสิบ|สิบ)(?:ตำรวจ)?(?:เอก|โท|ตรี)|ดาบตำรวจ|ม\.(?:ร\.ว|ล)\."
)
"""Of police and army, and of birth; what it stands before is judged as for `TITLE`."""
_IN_RANKS: Final = ("อ.", "ท.", "ต.", "ล.", "ว.", "เอก", "โท", "ตรี", "ตำรวจ")
_MAN: Final = "นาย", "นาง"


def _after(forbidden: str, *, full: bool) -> re.Pattern[str]:
    surname = rf" +(?!{_PLACE_WORD}){_THAI_NAME}" if full else ""
    return re.compile(rf" *(?!{forbidden}){_THAI_NAME}{surname}")


_MAN_FULL: Final = _after(NO_NAME, full=True)
_MAN_ALONE: Final = _after(NO_NAME, full=False)
_MISS: Final = _after(_NO_MISS, full=False)
_FRIEND: Final = _after(_NO_FRIEND, full=False)
_CHILD: Final = re.compile(
    rf" *(?!{NO_CHILD}){_THAI_NAME} +(?!{NO_CHILD}|{_PLACE_WORD}){_THAI_NAME}"
)
_DOCTOR: Final = re.compile(rf" *{_THAI_NAME} +(?!{_PLACE_WORD}){_THAI_NAME}")
_RANKED: Final = re.compile(
    rf" *(?!{_PLACE_WORD}|{NO_NAME}){_THAI_NAME} +(?!{_PLACE_WORD}){_THAI_NAME}"
)
_LATIN: Final = re.compile(
    r" *(?!Grand|Universe|World|Thailand|Teen|Tourism|International|Excel|Word|Office|Access"
    r"|Windows|EXCEL|WORD|OFFICE|ACCESS|WINDOWS)[A-Z][A-Za-z]+"
)
_LATIN_FULL: Final = re.compile(rf"{_LATIN.pattern} +[A-Z][A-Za-z]+")


class Hit(NamedTuple):
    """Something personal that begins at `start` of a text."""

    kind: TextKind
    start: int


def plain(text: str) -> str:
    """`text` with what hides a number made visible: Thai digits, wide and invisible characters."""
    for each in set(_TO_BE_PLAIN.findall(text)):
        text = text.replace(each, _PLAIN[each])
    return text


def contacts(text: str) -> Iterator[Hit]:
    """Telephone numbers, e-mail addresses and house numbers in a plain text."""
    for match in _PHONE.finditer(text):
        yield Hit("phone", match.start())
    yield from (Hit("phone", match.start()) for match in _SPACED.finditer(text))
    if "66" in text:
        yield from (Hit("phone", match.start()) for match in _ABROAD.finditer(text))
    if _has(text, "โทร", "เบอร์", "มือถือ", "el", "EL", "hone", "HONE", "obile"):
        yield from (Hit("phone", match.start()) for match in _CALL.finditer(text))
    if "@" in text:
        yield from (Hit("phone", match.start()) for match in _MAIL.finditer(text))
    if "เลขที่" in text or "ที่อยู่" in text:
        yield from (Hit("address", match.start()) for match in _HOUSE.finditer(text))
    if "หมู่" in text or "ม." in text:
        yield from (Hit("address", match.start()) for match in _HOUSE_OF_VILLAGE.finditer(text))


def is_name(text: str, title: re.Match[str]) -> bool:
    """Whether the name of a person follows `title`, a match of `TITLE` in a plain text."""
    return _judge(title[0])(text, title)


def ranked(text: str) -> Iterator[int]:
    """Where a rank begins that a name and a surname follow, in a plain text."""
    if _has(text, *_IN_RANKS):
        yield from (match.start() for match in RANK.finditer(text) if _is_ranked(text, match))


def _is_ranked(text: str, rank: re.Match[str]) -> bool:
    if _RANKED.match(text, rank.end()) is None:
        return False
    before = _before(text, rank)
    # `10.00 น.ต.ค.` is a time of day.
    if rank[0].startswith("น.") and before.rstrip()[-1:].isdigit():
        return False
    begins = _begins_a_word(before) and not before.endswith(".")
    return begins or before.endswith("ว่าที่") or _CUE.search(before) is not None


def _has(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def _judge(title: str) -> Callable[[str, re.Match[str]], bool]:
    if title in _MAN:
        return _is_man
    if title == "คุณ":
        return _is_friend
    if title.startswith("เด็ก"):
        return _is_child
    if title == "ดร.":
        return _is_doctor
    return _is_latin if title[0] == "M" else _is_miss


def _is_man(text: str, title: re.Match[str]) -> bool:
    """A name and surname where a word begins, or a name after a word that announces one."""
    if _MAN_ALONE.match(text, title.end()) is None:
        return False
    before = _before(text, title)
    if _PLACE_BEFORE.search(before) and not _OFFICE_BEFORE.search(before):
        return False
    if _CUE.search(before):
        return True
    return _begins_a_word(before) and _MAN_FULL.match(text, title.end()) is not None


def _is_miss(text: str, title: re.Match[str]) -> bool:
    if _MISS.match(text, title.end()) is None:
        return False
    before = _before(text, title)
    # `10.00 น. ส.อบจ.` is a time of day.
    hour = " " in title[0] and before.rstrip()[-1:].isdigit()
    return not hour and not _PLACE_BEFORE.search(before)


def _is_friend(text: str, title: re.Match[str]) -> bool:
    if _FRIEND.match(text, title.end()) is None:
        return False
    before = _before(text, title)
    return _begins_a_word(before) or _CUE.search(before) is not None


def _is_child(text: str, title: re.Match[str]) -> bool:
    if _CHILD.match(text, title.end()) is None:
        return False
    before = _before(text, title)
    return _begins_a_word(before) or _CUE.search(before) is not None


def _is_doctor(text: str, title: re.Match[str]) -> bool:
    found = _DOCTOR.match(text, title.end()) is not None
    return found and (_begins_a_word(before := _before(text, title)) or before.endswith("."))


def _is_latin(text: str, title: re.Match[str]) -> bool:
    before = _before(text, title)
    if before[-1:].isascii() and before[-1:].isalnum():
        return False
    shape = _LATIN if title[0].endswith(".") else _LATIN_FULL
    return shape.match(text, title.end()) is not None


def _before(text: str, title: re.Match[str]) -> str:
    return text[max(title.start() - _REACH, 0) : title.start()]


def _begins_a_word(before: str) -> bool:
    return not ("ก" <= before[-1:] <= "๎")
