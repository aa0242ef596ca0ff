"""What the words of a statistical table are: a unit, a note, a mark, a heading of some kind."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from dashboard.catalog.spelling import name_key
from dashboard.ingest.documents.model import Cell

_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACE: Final = re.compile(r"\s+")
_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MARKS: Final = re.compile(
    r"(?P<text>.*?)\s*(?P<marks>(?:\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\])"
    r"(?:\s*(?:\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\]))*)"
)
_ONE_MARK: Final = re.compile(r"\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹]|\[\d{1,2}\]")
_UNIT_LABEL: Final = re.compile(
    r"[(\[]?\s*(?:หน่วย(?:นับ|วัด)?|units?(?: of measure)?)"
    r"\s*(?:[::=\-]\s*)?(?P<unit>.*?)\s*[)\]]?",
    re.IGNORECASE,
)
_COUNTED: Final = r"(?:บาท|คน|ครัวเรือน|ราย|แห่ง|ไร่|หลัง|ตัน|เท่า|baht|persons?|people|households?)"
_UNIT: Final = re.compile(
    r"(?:(?:พัน|หมื่น|แสน|ล้าน|พันล้าน|thousand|million)\s*)?"
    + _COUNTED
    + r"(?:\s*(?:ต่อ|/|per)\s*(?:คน|ครัวเรือน|เดือน|ปี|person|household|month|year))*"
    + r"|ร้อยละ|เปอร์เซ็นต์|%|per\s?cent|percentage|in thousands|สัมประสิทธิ์|coefficient",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_FOOTER: Final = re.compile(
    r"(?:ที่\s*มา|แหล่งที่มา|แหล่งข้อมูล|หมายเหตุ|หมายเหต|คำอธิบาย|เครื่องหมาย|source|notes?|remarks?)\s*(?:[::\-.]|$)"
    r"|(?:\d{1,2}/|\*{1,3}|[†‡§#¹²³⁴⁵⁶⁷⁸⁹]|[a-z])\s*(?:=|หมายถึง|คือ|means)"
    r"|(?:\d{1,2}/|\*{1,3}|[†‡§¹²³⁴⁵⁶⁷⁸⁹])\s*\S.{5,}"
    r"|(?:\.\.\.?|…|n\.?\s?a\.?|--?|x)\s*(?:=|หมายถึง|คือ|means)",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(r"(?:ที่\s*มา|แหล่งที่มา|แหล่งข้อมูล|source)\s*[::\-.]?\s*", re.IGNORECASE)
_NOTE: Final = re.compile(r"(?:หมายเหตุ?|notes?|remarks?)\s*[::\-.]?\s*", re.IGNORECASE)
_CONTACT: Final = re.compile(
    r"\S+@\S+|(?:tel|โทร)\S*\s*[::.]?\s*[\d\s\-–,()+]*|(?<!\d)0\d{1,2}[\s-]?\d{3,4}[\s-]?\d{3,4}",
    re.IGNORECASE,
)
_TRANSLATION: Final = re.compile(r"(?<=[\u0e00-\u0e7f])\s*[/(:,]?\s*[A-Za-z][A-Za-z\s\-.,/&']*\)?$")
_NUMBERED: Final = re.compile(r"\(?\d{1,2}\)?")
_BULLET: Final = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]\s+|[-–•·]\s*)(?=\D)")

_FIGURE: Final = re.compile(r"[(−-]?\d[\d,]*(?:\.\d+)?\)?\s?%?")
INSTEAD: Final = frozenset(
    (
        "-",
        "–",
        "—",
        "−",
        "--",
        "…",
        "...",
        "..",
        "....",
        "n.a.",
        "n.a",
        "na",
        "n/a",
        "x",
        "c",
        "*",
        ":",
    )
)

AREA_HEADINGS: Final = {
    "region": frozenset(map(name_key, ("ภาค", "ภูมิภาค", "region"))),
    "province": frozenset(map(name_key, ("จังหวัด", "ชื่อจังหวัด", "province", "changwat"))),
    "district": frozenset(map(name_key, ("อำเภอ", "ชื่ออำเภอ", "อำเภอ/เขต", "district", "amphoe"))),
}
YEAR_HEADINGS: Final = frozenset(
    map(name_key, ("ปี", "พ.ศ.", "ปี พ.ศ.", "ปี (พ.ศ.)", "ค.ศ.", "ปี ค.ศ.", "year", "ปีที่สำรวจ"))
)
INDEX_HEADINGS: Final = frozenset(map(name_key, ("ลำดับ", "ลำดับที่", "ที่", "no.", "รหัส", "code")))
VALUE_HEADINGS: Final = frozenset(
    map(name_key, ("ค่า", "ค่าข้อมูล", "ข้อมูล", "จำนวน", "value", "obs_value", "ตัวเลข", "ปริมาณ"))
)


class Marked(NamedTuple):
    """A text and the footnote marks behind it."""

    text: str
    marks: tuple[str, ...]


def plain(cell: Cell) -> str:
    """A cell as one line of text, its digits 0–9; "" for an empty one."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return _line(cell) if isinstance(cell, str) else str(cell)


@lru_cache(maxsize=1 << 14)
def _line(text: str) -> str:
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip().translate(_DIGITS)


@lru_cache(maxsize=1 << 14)
def marked(text: str) -> Marked:
    """A label without its footnote marks: `กระบี่ 1/` is กระบี่ with the mark `1/`."""
    match = _MARKS.fullmatch(text)
    if match is None or not match["text"]:
        return Marked(text, ())
    return Marked(match["text"], tuple(_ONE_MARK.findall(match["marks"])))


def label_key(text: str) -> str:
    """The key of a label: without footnote marks, numbering, bullets and its translation."""
    return name_key(_BULLET.sub("", native(marked(text).text)))


def native(text: str) -> str:
    """The Thai part of a text that repeats itself in English: `รวม Total`, `ตรัง (Trang)`."""
    return _TRANSLATION.sub("", text)


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number by its type."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_figure(cell: Cell) -> bool:
    """Whether a cell looks like a number, also where a text file holds it."""
    return is_number(cell) or (isinstance(cell, str) and bool(_FIGURE.fullmatch(_line(cell))))


def is_mark(cell: Cell) -> bool:
    """Whether a cell holds one of the signs that stand instead of a number."""
    return isinstance(cell, str) and _line(cell).casefold() in INSTEAD


def unit_in(text: str, *, alone: bool) -> str:
    """The unit that a cell states, "" where it states none.

    Args:
        text: `หน่วย: บาท`, `(พันคน)`, `ร้อยละ`, or a title with its unit in brackets.
        alone: whether a bare unit counts, as in a corner cell.
    """
    labelled = _UNIT_LABEL.fullmatch(text)
    if labelled:
        return labelled["unit"].strip("()[] ")
    bare = text.strip("()[] ")
    if _UNIT.fullmatch(bare) and (alone or bare != text):
        return bare
    inside = (each.strip() for each in _BRACKETS.findall(text))
    said = (_UNIT_LABEL.fullmatch(each) for each in _BRACKETS.findall(text))
    named = next((each["unit"] for each in said if each and each["unit"]), "")
    return named or next((each for each in inside if _UNIT.fullmatch(each)), "")


def is_unit_only(text: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    return bool(_UNIT_LABEL.fullmatch(text) or _UNIT.fullmatch(text.strip("()[] ")))


def is_footer(text: str) -> bool:
    """Whether a line stands under a table: its source, a note, the meaning of a mark."""
    return bool(_FOOTER.match(text))


def is_numbered(text: str) -> bool:
    """Whether a cell numbers its column: (1), 2."""
    return bool(_NUMBERED.fullmatch(text))


def source_in(text: str) -> str:
    """What stands behind ที่มา, "" where a line is no source."""
    match = _SOURCE.match(text)
    return without_contacts(text[match.end() :]) if match else ""


def note_in(text: str) -> str:
    """A note without its heading."""
    return without_contacts(_NOTE.sub("", text, count=1) if _NOTE.match(text) else text)


def without_contacts(text: str) -> str:
    """A text without telephone numbers and addresses of electronic mail."""
    return _line(_CONTACT.sub("", text)).strip(" ,;/")
