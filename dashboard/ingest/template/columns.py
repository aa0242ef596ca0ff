"""The columns of the template, every heading that they may have, and the words of closed lists.

The first heading of each language is in `dashboard/text/template.toml`, as `template.column.<id>`;
those below are taken as well. Order, case, spaces and further columns do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from dashboard.catalog.model import LEVELS, YearType
from dashboard.catalog.spelling import name_key
from dashboard.ingest.years import Era
from dashboard.text import LANGS, t

Column = Literal[
    "indicator",
    "indicator_name",
    "area",
    "area_name",
    "level",
    "province",
    "period",
    "year_type",
    "edition",
    "value",
    "unit",
    "numerator",
    "denominator",
    "standard_error",
    "status",
    "note",
    "data_set",
]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)
NEEDED: Final[tuple[tuple[Column, ...], ...]] = (
    ("indicator", "indicator_name"),
    ("area", "area_name"),
    ("period",),
)
"""Of each group one column must be there, or a sheet is no template."""

HEADINGS: Final[Mapping[Column, tuple[str, ...]]] = {
    "indicator": ("ตัวชี้วัด", "indicator", "indicator id", "indicator code"),
    "indicator_name": ("ชื่อตัวชี้วัด", "indicator name"),
    "area": ("พื้นที่", "รหัส", "area", "ref_area", "code"),
    "area_name": ("ชื่อ", "อำเภอ", "area name", "name", "district"),
    "level": ("ระดับ", "level"),
    "province": ("จังหวัด", "province"),
    "period": (
        *("ปี", "ช่วงเวลา", "พ.ศ.", "ปี พ.ศ.", "ค.ศ.", "ปี ค.ศ.", "ไตรมาส"),
        *("period", "year", "time_period", "quarter"),
    ),
    "year_type": ("ชนิดปี", "year type"),
    "edition": ("รุ่น", "ฉบับข้อมูล", "edition"),
    "value": ("ค่าข้อมูล", "ค่าตัวชี้วัด", "value", "obs_value"),
    "unit": ("หน่วย", "unit", "unit_measure"),
    "numerator": ("ตัวเศษ", "numerator"),
    "denominator": ("ตัวส่วน", "denominator"),
    "standard_error": ("ความคลาดเคลื่อนมาตรฐาน", "standard error", "std error", "se"),
    "status": ("สถานะ", "status", "obs_status"),
    "note": ("ข้อสังเกต", "note", "notes", "remark", "remarks"),
    "data_set": ("ชุดข้อมูล", "data set", "dataset"),
}

STATUSES: Final = ("A", "P", "E", "B", "U", "M", "C")
_STATUS_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "A": ("normal", "final", "actual", "ค่าจริง"),
    "P": ("provisional", "preliminary", "ค่าเบื้องต้น"),
    "E": ("estimate", "estimated", "ค่าประมาณ", "ประมาณการ"),
    "B": ("break", "break in series", "เปลี่ยนนิยาม"),
    "U": ("low reliability", "unreliable", "ความน่าเชื่อถือต่ำ"),
    "M": ("missing", "not available", "ไม่มี"),
    "C": ("suppressed", "confidential", "ปกปิด"),
}
YEAR_TYPES: Final[tuple[YearType, ...]] = get_args(YearType)
_MARKS: Final[tuple[tuple[str, Era], ...]] = (("พศ", "be"), ("คศ", "ce"))


def columns_by_heading() -> dict[str, Column]:
    """The key of every heading and the column that it names."""
    found: dict[str, Column] = {}
    for column in COLUMNS:
        own = (t(f"template.column.{column}", lang) for lang in LANGS)
        for heading in (column, *own, *HEADINGS[column]):
            found[name_key(heading)] = column
    return found


def heading_era(heading: str) -> Era:
    """The era that the heading of the period column tells."""
    key = name_key(heading)
    return next((era for mark, era in _MARKS if mark in key), "")


def status_words() -> dict[str, str]:
    """The key of every way to write a status, and its letter."""
    return _by_word(STATUSES, "template.status", _STATUS_WORDS)


def year_type_words() -> dict[str, str]:
    """The key of every way to write a year type, and its id."""
    return _by_word(YEAR_TYPES, "template.year_type", {})


def level_words() -> dict[str, str]:
    """The key of every way to write a level, and its id."""
    return _by_word(LEVELS, "template.level", {})


def choice(key: str, each: str, lang: Literal["th", "en"]) -> str:
    """An entry of a drop-down list: the id, then its name."""
    return f"{each} {t(f'{key}.{each}', lang)}"


def _by_word(ids: Iterable[str], key: str, more: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in ids:
        names = [t(f"{key}.{each}", lang) for lang in LANGS]
        listed = [choice(key, each, lang) for lang in LANGS]
        for word in (each, *names, *listed, *more.get(each, ())):
            found[name_key(word)] = each
    return found
