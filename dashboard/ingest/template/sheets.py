"""What the workbooks that are filled in have in common: the look of headings, the sheet of help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import xlsxwriter

from dashboard.text import Lang, t
from dashboard.text.spreadsheet import FONT

HEADING: Final[Mapping[str, object]] = {
    **FONT,
    "bold": True,
    "text_wrap": True,
    "bottom": 1,
    "bg_color": "#E8EEF4",
}
_TOLD: Final = 90


def write_help(
    book: xlsxwriter.Workbook, rows: Iterable[tuple[str, str]], lang: Lang, *, named: int
) -> None:
    """What is spoken of, `named` letters wide, and what is said of it, on a sheet of their own."""
    sheet = book.add_worksheet(t("template.sheet.help", lang))
    body = book.add_format({**FONT, "text_wrap": True})
    head = book.add_format({**FONT, "bold": True, "text_wrap": True})
    sheet.set_column(0, 0, named)
    sheet.set_column(1, 1, _TOLD)
    for row, (first, second) in enumerate(rows):
        sheet.write_string(row, 0, first, head)
        sheet.write_string(row, 1, second, body)
    sheet.fit_to_pages(1, 0)
