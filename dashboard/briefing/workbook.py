"""A table as an XLSX workbook: typed cells on the first sheet, where they come from on the second.

Nothing in the file is ever a formula or a link. The same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.briefing.provenance import About
from dashboard.briefing.table import Cell, Column, Table, decimals_of
from dashboard.charts.fonts import advance
from dashboard.charts.template import TOKENS
from dashboard.text import Lang, t
from dashboard.text.spreadsheet import FONT, OPTIONS

_LONGEST: Final = 32_767
_YEAR: Final = re.compile(r"[0-9]{4}", re.ASCII)
YEAR: Final = -1
"""In place of a number of decimals: a year, without grouping."""


def workbook(table: Table, *, about: About, lang: Lang) -> bytes:
    """The whole file.

    Args:
        table: should hold the column of the confidentiality status, because missing and
            suppressed numbers are both empty cells.
        about: the second sheet.
        lang: language of the sheets' names and heads.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(OPTIONS)) as book:
        created = about.created.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": about.title, "created": created})
        _write_data(book, table, lang)
        _write_about(book, about, lang)
    return file.getvalue()


def _write_data(book: xlsxwriter.Workbook, table: Table, lang: Lang) -> None:
    sheet = book.add_worksheet(t("exports.sheet.data", lang))
    look = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": TOKENS["light"]["surface"]}
    for at, column in enumerate(table.columns):
        side = "left" if column.kind == "text" else "right"
        _text(sheet, 0, at, column.label, book.add_format({**FONT, **look, "align": side}))
        styles = _Styles(book, column)
        cells = [_typed(row[at], column) for row in table.rows]
        for line, cell in enumerate(cells, start=1):
            _write(sheet, line, at, cell, styles.of(cell))
        sheet.set_column(at, at, _width(column, cells))
    last = len(table.rows), max(0, len(table.columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, *last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_cell_name(*last)}"})
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _typed(cell: Cell, column: Column) -> Cell:
    """The cell as a workbook holds it: a plain year is a number, a quarter or a range a text."""
    return float(cell) if column.years and isinstance(cell, str) and _YEAR.fullmatch(cell) else cell


def _cell_name(row: int, column: int) -> str:
    return str(xlsxwriter.utility.xl_rowcol_to_cell(row, column))


class _Styles:
    """The formats of a column: one for each number of decimals that its cells are told to."""

    def __init__(self, book: xlsxwriter.Workbook, column: Column) -> None:
        self._book = book
        self._column = column
        self._made: dict[int, Format] = {}

    def of(self, cell: Cell) -> Format:
        decimals = self._column.decimals
        if isinstance(cell, float):
            decimals = decimals_of(cell, self._column)
        kind = YEAR if isinstance(cell, float) and self._column.years else decimals
        if kind not in self._made:
            look = {**FONT, "num_format": _number_format(self._column, kind)}
            side = {"align": "left"} if self._column.years else {}
            self._made[kind] = self._book.add_format({**look, **side})
        return self._made[kind]


def _number_format(column: Column, decimals: int) -> str:
    if decimals == YEAR:
        return "0"
    if column.kind == "text":
        return "@"
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return f'{digits}" %"' if column.kind == "share" else digits


def _write(sheet: Worksheet, row: int, at: int, cell: Cell, style: Format) -> None:
    if isinstance(cell, str):
        _text(sheet, row, at, cell, style)
    elif isinstance(cell, float):
        sheet.write_number(row, at, cell, style)
    else:
        sheet.write_blank(row, at, None, style)


def _text(sheet: Worksheet, row: int, at: int, text: str, style: Format) -> None:
    """A text cell; what a cell cannot hold is cut, and the cut is seen."""
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    sheet.write_string(row, at, shown, style)


def _width(column: Column, cells: list[Cell]) -> float:
    """In digits of the sheet's type; Thai marks stand over letters and take no room."""
    texts = [cell if isinstance(cell, str) else _shown(cell, column) for cell in cells]
    widest = max((advance(text, 1) for text in texts), default=0.0)
    head = max(advance(word, 1) for word in column.label.split(" ")) * 1.1
    return round(min(60.0, max(8.0, max(widest, head) / advance("0", 1) * 1.15 + 3)), 1)


def _shown(cell: Cell, column: Column) -> str:
    return f"{cell:,.{column.decimals}f} %" if isinstance(cell, float) else ""


def _write_about(book: xlsxwriter.Workbook, about: About, lang: Lang) -> None:
    sheet = book.add_worksheet(t("exports.sheet.about", lang))
    head = book.add_format({**FONT, "bold": True})
    body = book.add_format({**FONT, "text_wrap": True})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    rows = [(key, text) for key, text in _about_rows(about, lang) if text]
    for row, (key, text) in enumerate(rows):
        _text(sheet, row, 0, t(f"exports.about.{key}", lang), head)
        _text(sheet, row, 1, text, body)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _about_rows(about: About, lang: Lang) -> Iterator[tuple[str, str]]:
    yield "title", about.title
    yield "measure", about.measure
    for name, definition in about.indicators:
        yield "indicator", name
        yield "definition", definition
    for source in about.sources:
        yield "publisher", source.publisher
        yield "dataset", source.title
        yield "edition", source.edition
        yield "period", source.period
        yield "licence", source.licence
        yield "url", source.url
    yield "snapshot", about.snapshot
    for caveat in about.caveats:
        yield "caveat", caveat
    yield "attribution", about.attribution
    yield "signs", t("exports.about.signs.text", lang)
