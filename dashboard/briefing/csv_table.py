"""A table as CSV that spreadsheets open as it is meant.

UTF-8 with byte order mark (else Excel garbles Thai), RFC 4180 with CRLF. Missing and suppressed
numbers are empty cells; which of the two is said by the column of the confidentiality status.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from decimal import Decimal
from typing import Final

from dashboard.briefing.table import Cell, Rounded, Table

_STARTS_FORMULA: Final = frozenset("=+-@")
_CONTROLS: Final = frozenset("\t\r\n")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?", re.ASCII)
_DIGITS: Final = 12


def csv_bytes(table: Table) -> bytes:
    """The whole file, heads first."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([safe_text(column.label) for column in table.columns])
    writer.writerows([_field(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def safe_text(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it as a formula.

    Looked at is the first visible sign, in any width; a text that is a plain number stays as it
    is, so that `-0.49` or `+66` are not altered.
    """
    if _NUMBER.fullmatch(text):
        return text
    visible = text.lstrip(" ")
    if visible[:1] in _CONTROLS and visible:
        return f"'{text}"
    first = next((char for char in text if not _is_invisible(char)), "")
    starts = unicodedata.normalize("NFKC", first)[:1]
    return f"'{text}" if starts in _STARTS_FORMULA else text


def _is_invisible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf"}


def _field(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe_text(cell)
    if isinstance(cell, Rounded):
        return f"{cell:.{cell.decimals}f}"
    return plain(cell) if isinstance(cell, float) else ""


def plain(value: float) -> str:
    """A number as files carry it: 12 significant digits, a point, no exponent, no grouping."""
    text = format(Decimal(f"{value:.{_DIGITS}g}"), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
