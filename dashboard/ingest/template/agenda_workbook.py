"""The agenda workbook: three sheets to fill in, drop-down lists behind closed columns, and help.

It begins with what is published, so that an office changes what has changed and hands all of it in.
A worked example stands in the help alone and is marked as one; its ids are refused by the reader.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.catalog import Catalog
from dashboard.ingest.readers.agenda_columns import Column, columns_of, heading
from dashboard.ingest.template.sheets import HEADING, write_help
from dashboard.snapshot import REGISTERS, Register, Registers
from dashboard.text import LANGS, Lang, t
from dashboard.text.spreadsheet import FONT, OPTIONS

RULES: Final = 7
SPARE: Final = 300
_WIDE: Final = 34
_WIDTHS: Final[Mapping[str, int]] = {
    "id": 16,
    "agenda": 16,
    "period": 12,
    "ref_area": 14,
    "baseline": 12,
    "baseline_period": 14,
    "level_1": 14,
    "level_2": 14,
    "level_3": 14,
    "weight": 10,
    "due": 14,
    "status_date": 14,
}
_EXAMPLE: Final[Mapping[Register, Mapping[str, str]]] = {
    "agenda": {"id": "ตัวอย่าง-1", "period": "2570", "title_th": "ชื่อวาระสมมุติ"},
    "target": {
        "agenda": "ตัวอย่าง-1",
        "indicator": "tpmap_target_poor_rate",
        "ref_area": "80",
        "period": "2570",
        "baseline": "9.99",
        "baseline_period": "2565",
        "level_1": "9.5",
        "level_2": "9.0",
        "level_3": "8.5",
        "weight": "100",
        "due": "30/9/2570",
    },
    "unlock": {
        "id": "ตัวอย่าง-1-01",
        "agenda": "ตัวอย่าง-1",
        "system": "ระบบงบประมาณ",
        "problem": "ปัญหาสมมุติ",
        "requested_change": "ข้อเสนอสมมุติ",
        "change_type": "แก้ระเบียบ",
        "deciding_body": "หน่วยงานสมมุติ",
        "level": "กรม/กระทรวง",
        "status": "เสนอแล้ว",
        "status_date": "1/11/2569",
        "effect_indicator": "tpmap_target_poor_rate",
        "effect_direction": "ลดลง",
        "due": "31/3/2570",
    },
}


def agenda_workbook(registers: Registers, catalog: Catalog, lang: Lang) -> bytes:
    """The whole file: headings and lists in `lang`, the help in both languages."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(OPTIONS)) as book:
        sheets = {name: _sheet(book, name, registers[name], catalog, lang) for name in REGISTERS}
        write_help(book, help_rows(catalog), lang, named=_WIDE)
        lists = book.add_worksheet(t("template.sheet.lists", lang))
        lists.hide()
        _restrict(sheets, lists, registers, catalog, lang)
    return file.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, name: Register, rows: pd.DataFrame, catalog: Catalog, lang: Lang
) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(t(f"agenda.sheet.{name}", lang))
    head = book.add_format(dict(HEADING))
    needed = book.add_format({**HEADING, "bg_color": "#FFF3C4"})
    plain = book.add_format({**FONT, "text_wrap": True})
    text = book.add_format({**FONT, "text_wrap": True, "num_format": "@"})
    for at, column in enumerate(columns_of(name)):
        style = plain if column.kind == "number" else text
        sheet.set_column(at, at, _WIDTHS.get(column.name, _WIDE), style)
        sheet.write_string(0, at, heading(column.name, lang), needed if column.needed else head)
        for line, cell in enumerate(rows[column.name].tolist(), start=1):
            _write_cell(sheet, (line, at), _words(cell, column, catalog, lang), style)
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD2000"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: str | float, style: object) -> None:
    if isinstance(cell, float):
        if not math.isnan(cell):
            sheet.write_number(*place, cell, style)
    elif cell:
        sheet.write_string(*place, cell, style)


def _words(cell: str | float, column: Column, catalog: Catalog, lang: Lang) -> str | float:
    """A cell as a person would write it: words instead of ids of a vocabulary."""
    if column.words is not None and cell:
        known = catalog.agenda.of(column.words).get(str(cell))
        return known.of(lang) if known else str(cell)
    return cell


def _restrict(
    sheets: Mapping[Register, Worksheet],
    lists: Worksheet,
    registers: Registers,
    catalog: Catalog,
    lang: Lang,
) -> None:
    """Lists behind closed columns, and a word of warning at dates."""
    at = 0
    for name, sheet in sheets.items():
        last = len(registers[name]) + SPARE
        for place, column in enumerate(columns_of(name)):
            entries = list(_entries(column, catalog, lang))
            rule: dict[str, object] = {"error_title": t("template.check.title", lang)}
            if entries:
                lists.write_column(0, at, entries)
                letter = xlsxwriter.utility.xl_col_to_name(at)
                rule |= {
                    "validate": "list",
                    "source": f"='{lists.get_name()}'!${letter}$1:${letter}${len(entries)}",
                    "error_message": t("agenda.template.list", lang),
                    "error_type": "stop" if column.kind == "word" else "warning",
                }
                at += 1
            elif column.kind == "date":
                rule = {"validate": "any", "input_message": t("agenda.template.date", lang)}
            else:
                continue
            sheet.data_validation(1, place, last, place, rule)


def _entries(column: Column, catalog: Catalog, lang: Lang) -> Iterator[str]:
    if column.words is not None:
        yield from (each.of(lang) for each in catalog.agenda.of(column.words).values())
    elif column.kind == "indicator":
        yield from catalog.indicators
    elif column.kind == "area":
        for each in catalog.areas.values():
            if each.level == "province" or each.parent == "80":
                yield each.code


def help_rows(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Two texts a row: what is spoken of, and what is said of it; Thai first."""
    for lang in LANGS:
        yield t("agenda.help.title", lang), ""
        for number in range(1, RULES + 1):
            yield f"{number}.", t(f"agenda.help.rule.{number}", lang)
        yield "", ""
        yield t("agenda.help.words", lang), ""
        for name in REGISTERS:
            for column in columns_of(name):
                if column.words is not None:
                    words = catalog.agenda.of(column.words).values()
                    told = " · ".join(each.of(lang) for each in words)
                    yield heading(column.name, lang), told
        yield "", ""
        yield t("agenda.help.example", lang), ""
        for name, example in _EXAMPLE.items():
            sheet = t(f"agenda.sheet.{name}", lang)
            yield t("agenda.help.example.of", lang, sheet=sheet), ""
            for column_name, cell in example.items():
                yield heading(column_name, lang), cell
        yield "", ""
