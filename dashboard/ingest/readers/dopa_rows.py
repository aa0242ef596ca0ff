"""Rows of the yearly registration text, typed; what does not fit is told with its row.

A row is `YYMM|CC-CODE|CC-DESC|RCODE-CODE|RCODE-DESC|CCAATT-CODE[|CCAATT-DESC[|CCAATTMM-CODE
|CCAATTMM-DESC]]|MALE|FEMALE|TOTAL|HOUSE|`: 10 to 13 fields, as the publisher's page on the file
says, and a separator at the end. A code of zeros means all: a row with the registrar 0 is the total
of its province, and the province 0 is the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from dashboard.ingest.documents import model
from dashboard.ingest.documents.model import Cell, Sheet
from dashboard.ingest.documents.places import letters
from dashboard.ingest.numerals import number_of
from dashboard.ingest.readers.dopa_told import Told

Counts = tuple[int, ...]

FEWEST, MOST_FIELDS, MEASURES = 10, 13, 4
MALE, FEMALE, TOTAL, HOUSES = range(MEASURES)
DECEMBER, BUDDHIST_ERA = 12, 543
FIRST_YEAR, LAST_YEAR = 2536, 2600
"""Buddhist Era; the publisher's series begins in 2536."""

_THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_MONTH: Final = re.compile(r"(?:25)?(?P<year>[0-9]{2})(?P<month>0[1-9]|1[0-2])")
_NOTHING: Final = re.compile(r"0*")
_PROVINCE: Final = re.compile(r"[1-9][0-9]")
_OFFICE: Final = re.compile(r"[0-9]{2}|[0-9]{4}")
_TAMBON: Final = re.compile(r"[0-9]{6}(?:00)?")
_VILLAGE: Final = re.compile(r"[0-9]{8}")


class Month(NamedTuple):
    """A month of the register: the Buddhist year and the month, 1 to 12."""

    year: int
    month: int

    @property
    def common_era(self) -> str:
        """The year as a period of the catalogue."""
        return str(self.year - BUDDHIST_ERA)


class Row(NamedTuple):
    """One row. Codes are "" where the row is a total over them; the country's province is "0"."""

    number: int
    month: Month
    province: str
    name: str
    office: str
    office_name: str
    tambon: str
    village: str
    counts: Counts
    columns: tuple[str, ...]


def text_of(cell: Cell) -> str:
    """The text of a cell with plain digits; a whole number of a workbook without its `.0`."""
    return model.text_of(cell).translate(_THAI_DIGITS)


def fields_of(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a row without the empty one after its last separator."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[: end - 1] if end and cells[end - 1] == "" else cells[:end]


def month_of(text: str) -> Month | None:
    """`6712` or `256712`; None for anything else."""
    match = _MONTH.fullmatch(text)
    return Month(2500 + int(match["year"]), int(match["month"])) if match else None


def count_of(cell: Cell) -> int | None:
    """A count; None for anything else: a fraction, a minus, a mark, nothing."""
    try:
        value = number_of(cell).value
    except ValueError:
        return None
    return int(value) if value >= 0 and value.is_integer() else None


@cache
def first_letters(count: int) -> tuple[str, ...]:
    """The letters of the first `count` columns."""
    return tuple(map(letters, range(count)))


def is_row(cells: Sequence[Cell]) -> bool:
    """Whether the cells look like a row of this file."""
    fields = fields_of(cells)
    if not FEWEST <= len(fields) <= MOST_FIELDS:
        return False
    codes = month_of(text_of(fields[0])) and re.fullmatch("[0-9]{1,2}", text_of(fields[1]))
    return bool(codes) and any(count_of(each) is not None for each in fields[-MEASURES:])


def rows_of(sheet: Sheet, told: Told) -> Iterator[Row]:
    """The rows that were understood, in the order of the file."""
    header: Sequence[str] = ()
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        fields = fields_of(cells)
        if not any(text_of(each) for each in fields):
            continue
        if not header and _is_header(fields):
            header = [text_of(each) for each in fields]
            continue
        row = _row(number, fields, header, told)
        if row is not None:
            yield row


def _is_header(fields: Sequence[Cell]) -> bool:
    """Words only: neither a month in front nor a number behind."""
    return not any(count_of(each) is not None for each in fields[-MEASURES:]) and not re.match(
        "[0-9]", text_of(fields[0])
    )


def _row(number: int, fields: Sequence[Cell], header: Sequence[str], told: Told) -> Row | None:
    most = len(header) or MOST_FIELDS
    if not FEWEST <= len(fields) <= most:
        told.error("dopa.fields", row=number, count=len(fields), least=FEWEST, most=most)
        return None
    names = header if len(header) == len(fields) else ()
    columns = tuple(names) or first_letters(len(fields))
    words = [text_of(each) for each in fields[:-MEASURES]]
    month = _month(number, words[0], columns[0], told)
    codes = _codes(words)
    if codes is None:
        value = " | ".join((words[1], words[3], *words[5::2]))
        told.warning("dopa.unknown_row", row=number, column=columns[1], value=value)
    counts = _counts(number, fields[-MEASURES:], columns[-MEASURES:], told)
    if month is None or codes is None or counts is None:
        return None
    province, office, tambon, village = codes
    return Row(
        number,
        month,
        province,
        words[2],
        office,
        words[4],
        tambon,
        village,
        counts,
        columns[-MEASURES:],
    )


def _month(number: int, text: str, column: str, told: Told) -> Month | None:
    month = month_of(text)
    if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
        told.error("dopa.month", row=number, column=column, value=text)
        return None
    return month


def _codes(words: Sequence[str]) -> tuple[str, str, str, str] | None:
    """Province, registrar, tambon and village; None where they make no place."""
    province, office = words[1], words[3]
    tambon, village = (words[at] if len(words) > at else "" for at in (5, 7))
    if _NOTHING.fullmatch(province):
        rest = all(_NOTHING.fullmatch(each) for each in (office, tambon, village))
        return ("0", "", "", "") if province and rest else None
    if not _PROVINCE.fullmatch(province):
        return None
    codes = [province]
    for pattern, text in ((_OFFICE, office), (_TAMBON, tambon), (_VILLAGE, village)):
        code = _inside(province, pattern, text)
        if code is None:
            return None
        codes.append(code)
    # A tambon that ends with 00 is all of them.
    codes[2] = "" if codes[2][4:6] == "00" else codes[2][:6]
    return (codes[0], codes[1], codes[2], codes[3]) if codes[1] or not any(codes[2:]) else None


def _inside(province: str, pattern: re.Pattern[str], text: str) -> str | None:
    """A code inside a province, "" for all, None for something else."""
    if _NOTHING.fullmatch(text):
        return ""
    if not pattern.fullmatch(text):
        return None
    code = province + text if len(text) == len(province) else text
    return code if code.startswith(province) else None


def _counts(
    number: int, fields: Sequence[Cell], columns: Sequence[str], told: Told
) -> Counts | None:
    counts: list[int] = []
    for field, column in zip(fields, columns, strict=True):
        count = count_of(field)
        if count is None:
            told.error("dopa.not_a_count", row=number, column=column, value=text_of(field))
        else:
            counts.append(count)
    if len(counts) < MEASURES:
        return None
    if counts[MALE] + counts[FEMALE] != counts[TOTAL]:
        told.error(
            "dopa.sexes",
            row=number,
            column=columns[TOTAL],
            value=f"{counts[TOTAL]:,}",
            male=f"{counts[MALE]:,}",
            female=f"{counts[FEMALE]:,}",
            sum=f"{counts[MALE] + counts[FEMALE]:,}",
        )
    return tuple(counts)
