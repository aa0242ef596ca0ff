"""A template as XLSX, to be filled in: the rows, a sheet of help in both languages, the lists.

Cells that a person fills in are marked; drop-down lists stand behind the closed columns. Nothing
in the file is a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.ingest.template.columns import STATUSES, YEAR_TYPES, Column, choice
from dashboard.ingest.template.help import help_rows
from dashboard.ingest.template.prefill import WRITTEN, Wanted, headings
from dashboard.ingest.template.sheets import HEADING, write_help
from dashboard.text import Lang, t
from dashboard.text.spreadsheet import FONT, OPTIONS

SPARE: Final = 500
"""Rows below the last one that have the lists as well."""
_NAMED: Final = 30
_WIDTHS: Final[Mapping[Column, int]] = {
    "indicator": 28,
    "indicator_name": 34,
    "area": 12,
    "area_name": 24,
    "period": 12,
    "year_type": 16,
    "edition": 20,
    "value": 14,
    "unit": 16,
    "numerator": 14,
    "denominator": 14,
    "standard_error": 22,
    "status": 22,
    "note": 30,
    "data_set": 26,
}
_FILLED: Final[frozenset[Column]] = frozenset(
    ["period", "value", "numerator", "denominator", "standard_error", "status", "note"]
)
_NUMBERS: Final[frozenset[Column]] = frozenset(
    ["value", "numerator", "denominator", "standard_error"]
)


def workbook(wanted: Wanted, lang: Lang) -> bytes:
    """The whole file; headings and lists in `lang`, the help in both languages."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(OPTIONS)) as book:
        rows = list(wanted.rows(lang))
        data = book.add_worksheet(t("template.sheet.data", lang))
        _write_rows(book, data, rows, lang)
        write_help(book, help_rows(wanted, lang), lang, named=_NAMED)
        places = _write_lists(book, _lists(wanted, lang), lang)
        _restrict(data, places, len(rows) + SPARE, lang)
    return file.getvalue()


def _write_rows(
    book: xlsxwriter.Workbook, sheet: Worksheet, rows: Sequence[Sequence[str]], lang: Lang
) -> None:
    head = book.add_format(dict(HEADING))
    for at, (column, heading) in enumerate(zip(WRITTEN, headings(lang), strict=True)):
        own = {"bg_color": "#FFF9DB", "border": 1, "border_color": "#D9D2B0"}
        text = {} if column in _NUMBERS else {"num_format": "@"}
        style = book.add_format({**FONT, **text, **(own if column in _FILLED else {})})
        sheet.write_string(0, at, heading, head)
        sheet.set_column(at, at, _WIDTHS[column], book.add_format({**FONT, **text}))
        for line, row in enumerate(rows, start=1):
            if row[at]:
                sheet.write_string(line, at, row[at], style)
            elif column in _FILLED:
                sheet.write_blank(line, at, None, style)
    sheet.freeze_panes(1, WRITTEN.index("period"))
    sheet.autofilter(0, 0, max(1, len(rows)), len(WRITTEN) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + SPARE}"})
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _lists(wanted: Wanted, lang: Lang) -> dict[Column, list[str]]:
    """The entries of each drop-down list; none where there is nothing to choose from."""
    lists: dict[Column, list[str]] = {
        "indicator": [each.id for each in wanted.indicators],
        "status": [choice("template.status", each, lang) for each in STATUSES],
        "year_type": [t(f"template.year_type.{each}", lang) for each in YEAR_TYPES],
        "edition": list(wanted.editions),
    }
    return {column: entries for column, entries in lists.items() if entries}


def _write_lists(
    book: xlsxwriter.Workbook, lists: Mapping[Column, Sequence[str]], lang: Lang
) -> dict[Column, str]:
    """The lists on a hidden sheet, one column each, and where each of them stands."""
    name = t("template.sheet.lists", lang)
    sheet = book.add_worksheet(name)
    sheet.hide()
    places: dict[Column, str] = {}
    for at, (column, entries) in enumerate(lists.items()):
        for row, entry in enumerate(entries):
            sheet.write_string(row, at, entry)
        letter = xlsxwriter.utility.xl_col_to_name(at)
        places[column] = f"='{name}'!${letter}$1:${letter}${len(entries)}"
    return places


def _restrict(sheet: Worksheet, places: Mapping[Column, str], last: int, lang: Lang) -> None:
    """Lists behind closed columns, and numbers only where numbers go.

    An edition may be a new one, and a status only its letter: those lists warn instead of refuse.
    """
    told = {"error_title": t("template.check.title", lang)}
    for column, source in places.items():
        at = WRITTEN.index(column)
        firm = "stop" if column == "indicator" else "warning"
        words = told | {"error_message": t("template.check.list", lang), "error_type": firm}
        if column == "status":
            words["input_message"] = t("template.check.status", lang)
        sheet.data_validation(1, at, last, at, {"validate": "list", "source": source, **words})
    for column in WRITTEN:
        if column in _NUMBERS:
            at = WRITTEN.index(column)
            limits = {"criteria": "between", "minimum": -1e15, "maximum": 1e15}
            words = told | {"error_message": t("template.check.value", lang)}
            sheet.data_validation(1, at, last, at, {"validate": "decimal", **limits, **words})
