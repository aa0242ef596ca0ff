"""Whether a file speaks of single persons or households, which this system does not take.

The answer is one problem per kind of trace, with the place of the first and the number of all. A
problem carries nothing of the file but the words of a known heading: no value, no name.
Office data of publishers (a telephone number on a metadata sheet) are no personal data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dashboard.ingest.documents import personal_words as words
from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.report import Place, Problem

_HEADING_ROWS: Final = 40
_BELOW: Final = 200
_CHUNK: Final = 2_000
# No text holds these: control characters are refused when a file is opened.
_CELL: Final = "\x1f"
_ROW: Final = "\x1e"
_EDGE: Final = rf"[{_ROW}{_CELL}] ?"
_LEAST_CITIZEN: Final = 10**12
_SEVERAL: Final = 3
_TITLES: Final = 2
_TITLED_SHARE: Final = 0.2
_LETTERS: Final = 26
_MAYBE_TITLE: Final = re.compile(r"นา[ยง]|น\. ?ส|ด\. ?[ชญ]|เด็ก[ชห]|M(?:r|s|is)")
_MAYBE_PHONE: Final = re.compile(r"0[- ]?[2-9]\d?[- ]?\d{3}|66[- ]?[2-9]")
_TITLE_BEGINS: Final = re.compile(
    rf"{_EDGE}\(?(?=(?:\d{{1,4}}[.)]? *)?(?:นา[ยง]|น\.|ด\.|เด็ก|M[ris]))"
)
_TITLED: Final = re.compile(rf"{_EDGE}\(?{words.TITLED.pattern}")
_TITLED_ALONE: Final = re.compile(rf"{_EDGE}(?:{words.TITLED_ALONE.pattern}) *(?=[{_ROW}{_CELL}])")
_BARE_TITLE: Final = re.compile(rf"{_EDGE}(?:{words.BARE_TITLE.pattern}) *(?=[{_ROW}{_CELL}])")
_PHONE: Final = re.compile(rf"{_EDGE}(?:โทร\.? ?)?(?:{words.PHONE.pattern}) *(?=[{_ROW}{_CELL}])")


class Trace(NamedTuple):
    """Something personal: `row` and `column` count from 0 within the rows of a sheet."""

    kind: words.Kind
    row: int
    column: int
    heading: str = ""


class _Seen(NamedTuple):
    """A cell that is personal only in company: what it says is compared, never kept."""

    row: int
    column: int
    text: str


def find_personal(document: Document) -> tuple[Problem, ...]:
    """Every kind of personal data in `document`: an error each, in the order of `KINDS`."""
    sheets = document.sheets if document.form != "json" else tuple(_as_sheets(document.tree))
    first: dict[words.Kind, Place] = {}
    count: dict[words.Kind, int] = defaultdict(int)
    for sheet in sheets:
        for trace in _traces(sheet, typed=document.form != "text"):
            count[trace.kind] += 1
            if trace.kind not in first:
                first[trace.kind] = _place(document, sheet, trace)
    return tuple(
        Problem("error", f"documents.personal.{kind}", first[kind], facts={"count": count[kind]})
        for kind in words.KINDS
        if kind in first
    )


def _place(document: Document, sheet: Sheet, trace: Trace) -> Place:
    if document.form == "json":
        return Place(document.name, column=trace.heading)
    column = trace.heading or _letters(trace.column)
    return Place(document.name, sheet.name, sheet.numbers[trace.row], column)


def _traces(sheet: Sheet, *, typed: bool) -> Iterator[Trace]:
    if typed:
        yield from _numbers(sheet)
    seen: dict[str, list[_Seen]] = {"phone": [], "alone": [], "bare": []}
    speaks = not words.is_about_the_file(sheet.name)
    for start in range(0, len(sheet.rows), _CHUNK):
        text = _joined(sheet.rows[start : start + _CHUNK])
        yield from _citizens(text, start)
        if speaks:
            yield from _names(text, start, seen)
            if _MAYBE_PHONE.search(text):
                seen["phone"] += _found(_PHONE.finditer(text), start)
    if speaks:
        yield from _in_company(seen, len(sheet.rows))
        yield from _headings(sheet)
        yield from _one_row_each(sheet)


def _joined(rows: Sequence[Sequence[Cell]]) -> str:
    """The texts of the cells in one string, a mark before every row and every cell."""
    lines = [
        _CELL.join(row)  # type: ignore[arg-type]
        if all(map(str.__instancecheck__, row))
        else _CELL.join([cell if isinstance(cell, str) else "" for cell in row])
        for row in rows
    ]
    return f"{_ROW}{_ROW.join(lines)}{_ROW}"


def _found(matches: Iterable[re.Match[str]], start: int) -> Iterator[_Seen]:
    """The matches in joined cells, with their places; `start` is the first row of the text."""
    row, at = start - 1, 0
    for match in matches:
        text = match.string
        row += text.count(_ROW, at, match.start() + 1)
        at = match.start() + 1
        begin = text.rfind(_ROW, 0, at)
        yield _Seen(row, text.count(_CELL, begin, at), match[0].strip(f"{_ROW}{_CELL} "))


def _citizens(text: str, start: int) -> Iterator[Trace]:
    for seen in _found(words.CITIZEN.finditer(text), start):
        if words.is_citizen_number(seen.text):
            yield Trace("citizen_number", seen.row, seen.column)


def _numbers(sheet: Sheet) -> Iterator[Trace]:
    """Citizen numbers in cells that hold a number."""
    for i, row in enumerate(sheet.rows):
        for j, cell in enumerate(row):
            if (
                isinstance(cell, int | float)
                and _LEAST_CITIZEN <= cell < 9 * _LEAST_CITIZEN
                and cell == int(cell)
                and words.is_citizen_number(str(int(cell)))
            ):
                yield Trace("citizen_number", i, j)


def _names(text: str, start: int, seen: dict[str, list[_Seen]]) -> Iterator[Trace]:
    if not _MAYBE_TITLE.search(text):
        return
    begins = [match.start() for match in _TITLE_BEGINS.finditer(text)]

    def found(pattern: re.Pattern[str]) -> Iterator[_Seen]:
        matches = (pattern.match(text, at) for at in begins)
        return _found((match for match in matches if match), start)

    yield from (Trace("name", each.row, each.column) for each in found(_TITLED))
    seen["alone"] += found(_TITLED_ALONE)
    seen["bare"] += found(_BARE_TITLE)


def _in_company(seen: dict[str, list[_Seen]], rows: int) -> Iterator[Trace]:
    """What is personal where it fills a column: one telephone number is an office's."""
    for cells in _by_column(seen["phone"]):
        if len({cell.text for cell in cells}) >= _SEVERAL:
            yield from (Trace("phone", cell.row, cell.column) for cell in cells)
    for cells in _by_column(seen["alone"]):
        several = len({cell.text for cell in cells}) >= _SEVERAL
        if several and len(cells) >= rows * _TITLED_SHARE:
            yield from (Trace("name", cell.row, cell.column) for cell in cells)
    for cells in _by_column(seen["bare"]):
        if len(cells) >= _TITLES:
            yield from (Trace("name", cell.row, cell.column) for cell in cells)


def _by_column(cells: Iterable[_Seen]) -> Iterable[list[_Seen]]:
    columns: dict[int, list[_Seen]] = defaultdict(list)
    for cell in cells:
        columns[cell.column].append(cell)
    return columns.values()


def _headings(sheet: Sheet) -> Iterator[Trace]:
    """Headings that speak of persons, over a column that is not empty."""
    alone = max(map(len, sheet.rows), default=0) == 1
    for i, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        if not alone and sum(map(_is_filled, row)) < _TITLES:
            continue
        for j, cell in enumerate(row):
            kind = words.heading_kind(cell) if isinstance(cell, str) and cell else None
            if kind and _speaks(kind, _below(sheet, i, j)):
                yield Trace(kind, i, j, " ".join(str(cell).split()))


def _speaks(kind: words.Kind, below: list[str]) -> bool:
    if kind == "phone":
        return any(words.PHONE_UNDER_HEADING.fullmatch(text) for text in below)
    return bool(below)


def _below(sheet: Sheet, row: int, column: int) -> list[str]:
    rows = sheet.rows[row + 1 : row + 1 + _BELOW]
    cells = (each[column] for each in rows if len(each) > column)
    return [str(cell).strip() for cell in cells if _is_filled(cell)]


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _one_row_each(sheet: Sheet) -> Iterator[Trace]:
    """A table with sex and age in every row and no figure is a list of people."""
    for i, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        names = [words.plain_heading(cell) if isinstance(cell, str) else "" for cell in row]
        if not (words.SEX & set(names) and words.AGE & set(names)):
            continue
        column = next(j for j, name in enumerate(names) if name in words.SEX)
        below = _below(sheet, i, column)
        sexes = sum(text.lower() in words.SEXES for text in below)
        counted = any(words.FIGURES.search(name) for name in names)
        if not counted and sexes >= _SEVERAL and sexes == len(below):
            yield Trace("row_per_person", i, column, str(row[column]).strip())
        return


def _letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _as_sheets(tree: object) -> Iterator[Sheet]:
    """A tree as one column per key: the key, then all that stands under it; and all keys."""
    columns: dict[str, list[Cell]] = defaultdict(list)
    waiting: list[tuple[str, object]] = [("", tree)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            columns[""].extend(value)
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((key, each) for each in value)
        elif isinstance(value, str | int | float):
            columns[key].append(value)
        else:
            columns[key] += []
    for key, cells in columns.items():
        yield Sheet("", [[key], *([cell] for cell in cells)], range(1, len(cells) + 2))
