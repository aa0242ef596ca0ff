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
from dashboard.ingest.documents.personal_headings import (
    BELOW,
    Trace,
    headings,
    is_filled,
    one_row_each,
)
from dashboard.ingest.documents.personal_text import (
    NO_CHILD,
    NO_NAME,
    TITLE,
    contacts,
    is_name,
    plain,
    ranked,
)
from dashboard.ingest.documents.places import letters
from dashboard.ingest.report import Place, Problem

_CHUNK: Final = 2_000
# No text holds these: control characters are refused when a file is opened.
_CELL: Final = "\x1f"
_ROW: Final = "\x1e"
_MARKS: Final = frozenset({_CELL, _ROW})
_LEAST_CITIZEN: Final = 10**12
_SEVERAL: Final = 3
_TITLES: Final = 2
_TITLED_SHARE: Final = 0.2
_WIDEST_ABOUT: Final = 3
_COMPARED: Final = 12
_FOOTER_CELLS: Final = 2
_ALONE: Final = re.compile(rf" *(?!{NO_NAME})[ก-ฮเ-ไ][ก-๎]+ *[{_ROW}{_CELL}]")
_NEVER_ALONE: Final = frozenset({"คุณ", "ดร."})
_CHILD_ALONE: Final = re.compile(rf" *(?!{NO_CHILD})[ก-ฮเ-ไ][ก-๎]+ *[{_ROW}{_CELL}]")
_BARE: Final = re.compile(rf" *[{_ROW}{_CELL}]")
_BARE_PHONE: Final = re.compile(rf"{words.BARE_PHONE.pattern} *[{_ROW}{_CELL}]")
_FOOTER: Final = re.compile(r"(?:แหล่ง)?ที่มา|แหล่งข้อมูล|source", re.IGNORECASE)


class _Seen(NamedTuple):
    """A cell that is personal only in company: what it says is compared, never kept."""

    row: int
    column: int
    text: str


def find_personal(document: Document) -> tuple[Problem, ...]:
    """Every kind of personal data in `document`: an error each, in the order of `KINDS`.

    The names of the file and of its sheets are looked at as well; where one of them holds
    personal data, the places of the problems do not repeat it.
    """
    named = _named(document)
    first: dict[words.Kind, Place] = {}
    count: dict[words.Kind, int] = defaultdict(int)
    for place, trace in [*named, *_placed(document)]:
        count[trace.kind] += 1
        first.setdefault(trace.kind, place)
    return tuple(
        Problem("error", f"documents.personal.{kind}", first[kind], facts={"count": count[kind]})
        for kind in words.KINDS
        if kind in first
    )


def _named(document: Document) -> list[tuple[Place, Trace]]:
    """What the names of the file and its sheets, hidden ones too, give away."""
    file = _shown(document.name)
    found = [(Place(file), trace) for trace in _of_name(document.name)]
    for name in (*(sheet.name for sheet in document.sheets), *document.hidden):
        found += [(Place(file, _shown(name)), trace) for trace in _of_name(name)]
    return found


def _of_name(name: str) -> list[Trace]:
    text = _joined([[name.replace("_", " ")]])
    hits: set[words.Kind] = {kind for kind, _ in contacts(text)}
    hits |= {"name" for match in TITLE.finditer(text) if is_name(text, match)}
    hits |= {"name" for _ in ranked(text)}
    if any(_citizen_places(text)):
        hits.add("citizen_number")
    return [Trace(kind, 0, 0) for kind in words.KINDS if kind in hits]


def _shown(name: str) -> str:
    return "…" if _of_name(name) else name


def _placed(document: Document) -> Iterator[tuple[Place, Trace]]:
    sheets = document.sheets if document.form != "json" else tuple(_as_sheets(document.tree))
    file = _shown(document.name)
    for sheet in sheets:
        shown = _shown(sheet.name)
        for trace in _traces(sheet, typed=document.form != "text"):
            if document.form == "json":
                yield Place(file, column=trace.heading), trace
            else:
                column = trace.heading or letters(trace.column)
                yield Place(file, shown, sheet.numbers[trace.row], column), trace


def _traces(sheet: Sheet, *, typed: bool) -> Iterator[Trace]:
    seen: dict[str, list[_Seen]] = defaultdict(list)
    if typed:
        seen["amount"] += _numbers(sheet)
    speaks = not _is_about_the_file(sheet)
    for start in range(0, len(sheet.rows), _CHUNK):
        text = _joined(sheet.rows[start : start + _CHUNK])
        yield from _citizens(text, start, seen)
        if speaks:
            yield from _contacts(text, start, sheet, seen)
            yield from _names(text, start, seen)
    yield from _amounts(seen["amount"], sheet)
    if speaks:
        yield from _in_company(seen, sheet)
        yield from headings(sheet)
        yield from one_row_each(sheet)


def _is_about_the_file(sheet: Sheet) -> bool:
    """Whether a sheet speaks of publisher and contact: by its name, and narrower than a table."""
    named = words.is_about_the_file(sheet.name)
    return named and all(sum(map(is_filled, row)) <= _WIDEST_ABOUT for row in sheet.rows)


def _joined(rows: Sequence[Sequence[Cell]]) -> str:
    """The texts of the cells in one plain string, a mark before every row and every cell."""
    lines: list[str] = []
    for row in rows:
        try:
            lines.append(_CELL.join(row))  # type: ignore[arg-type]
        except TypeError:
            lines.append(_CELL.join([cell if isinstance(cell, str) else "" for cell in row]))
    return plain(f"{_ROW}{_ROW.join(lines)}{_ROW}")


def _found(starts: Iterable[tuple[int, str]], text: str, first: int) -> Iterator[_Seen]:
    """What begins at `starts` in joined cells, with its places; `first` is the text's first row."""
    row, at = first - 1, 0
    for start, said in starts:
        row += text.count(_ROW, at, start + 1)
        at = start + 1
        begin = text.rfind(_ROW, 0, at)
        yield _Seen(row, text.count(_CELL, begin, at), said)


def _citizens(text: str, first: int, seen: dict[str, list[_Seen]]) -> Iterator[Trace]:
    for cell in _found(_citizen_places(text), text, first):
        if cell.text:
            seen["amount"].append(cell)
        else:
            yield Trace("citizen_number", cell.row, cell.column)


def _citizen_places(text: str) -> list[tuple[int, str]]:
    """Where citizen numbers begin, and the whole cell where it is nothing but a number."""
    starts: set[int] = set()
    for run in words.RUN.finditer(text):
        groups = words.CITIZEN.finditer(text, run.start(), run.end())
        starts |= {each.start() for each in groups if words.is_citizen_number(each[0])}
        if words.is_spread_number(run[0]):
            starts.add(run.start())
    return [(start, _lone_amount(text, start)) for start in sorted(starts)]


def _lone_amount(text: str, start: int) -> str:
    amount = words.PLAIN_AMOUNT.match(text, start)
    alone = amount and text[start - 1] in _MARKS and text[amount.end()] in _MARKS
    return amount[0] if amount and alone else ""


def _amounts(cells: Iterable[_Seen], sheet: Sheet) -> Iterator[Trace]:
    """Numbers of 13 digits with a valid check digit; one in ten amounts has one by chance."""
    for column in _by_column(cells):
        if _too_many(column, sheet) or not words.heads_figures(_heading(sheet, column[0])):
            yield from (Trace("citizen_number", cell.row, cell.column) for cell in column)


def _contacts(text: str, first: int, sheet: Sheet, seen: dict[str, list[_Seen]]) -> Iterator[Trace]:
    hits = sorted(contacts(text), key=lambda hit: hit.start)
    starts = ((hit.start, hit.kind) for hit in hits)
    for hit, cell in zip(hits, _found(starts, text, first), strict=True):
        bare = _BARE_PHONE.match(text, hit.start)
        if bare and _begins_a_cell(text, hit.start):
            seen["phone"].append(cell._replace(text=bare[0]))
        elif not _is_footer(sheet.rows[cell.row]):
            yield Trace(hit.kind, cell.row, cell.column)


def _is_footer(row: Sequence[Cell]) -> bool:
    """`ที่มา: สำนักงานสถิติแห่งชาติ โทร. …` under a publisher's table, alone in its row."""
    filled = [cell for cell in row if is_filled(cell)]
    return len(filled) <= _FOOTER_CELLS and _FOOTER.match(str(filled[0]).strip()) is not None


def _too_many(column: Sequence[_Seen], sheet: Sheet) -> bool:
    """Whether more of the amounts in a column have a valid check digit than chance gives."""
    at, valid = column[0].column, {cell.text for cell in column}
    cells = {str(row[at]).removesuffix(".0") for row in sheet.rows if len(row) > at}
    amounts = sum(words.PLAIN_AMOUNT.fullmatch(plain(cell).strip()) is not None for cell in cells)
    return len(valid) >= _SEVERAL and len(valid) * 2 > amounts


def _numbers(sheet: Sheet) -> Iterator[_Seen]:
    """What may be citizen numbers in cells that hold a number."""
    for i, row in enumerate(sheet.rows):
        for j, cell in enumerate(row):
            if (
                isinstance(cell, int | float)
                and _LEAST_CITIZEN <= cell < 9 * _LEAST_CITIZEN
                and cell == int(cell)
                and words.is_citizen_number(str(int(cell)))
            ):
                yield _Seen(i, j, str(int(cell)))


def _names(text: str, first: int, seen: dict[str, list[_Seen]]) -> Iterator[Trace]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for match in TITLE.finditer(text):
        kind = "person" if is_name(text, match) else _company(text, match)
        if kind:
            found[kind].append((match.start(), text[match.start() : match.end() + _COMPARED]))
    found["person"] = sorted([*found["person"], *((start, "") for start in ranked(text))])
    for name in ("alone", "child", "bare"):
        seen[name] += _found(found[name], text, first)
    yield from (
        Trace("name", each.row, each.column) for each in _found(found["person"], text, first)
    )


def _company(text: str, title: re.Match[str]) -> str:
    """What a title that begins a cell is in company of others; "" where it is nothing."""
    if title[0] in _NEVER_ALONE or not _begins_a_cell(text, title.start()):
        return ""
    if _BARE.match(text, title.end()):
        return "bare"
    if title[0].startswith("เด็ก"):
        return "child" if _CHILD_ALONE.match(text, title.end()) else ""
    return "alone" if _ALONE.match(text, title.end()) else ""


def _begins_a_cell(text: str, at: int) -> bool:
    return text[max(at - 4, 0) : at].rstrip(" (")[-1:] in {_ROW, _CELL}


def _in_company(seen: dict[str, list[_Seen]], sheet: Sheet) -> Iterator[Trace]:
    """What is personal by the column in which it stands, or where it comes several times."""
    for cells in _by_column(seen["phone"]):
        several = len({cell.text for cell in cells}) >= _SEVERAL
        if several or not _holds_figures(sheet, cells[0].column):
            yield from (Trace("phone", cell.row, cell.column) for cell in cells)
    for cells in [*_by_column(seen["alone"]), *_by_column(seen["child"])]:
        child = cells[0].text.startswith("เด็ก")
        place = child or words.PLACE_HEADING.search(_heading(sheet, cells[0]).lower())
        several = len({cell.text for cell in cells}) >= _SEVERAL
        if not place or (several and len(cells) >= len(sheet.rows) * _TITLED_SHARE):
            yield from (Trace("name", cell.row, cell.column) for cell in cells)
    for cells in _by_column(seen["bare"]):
        if len(cells) >= _TITLES:
            yield from (Trace("name", cell.row, cell.column) for cell in cells)


def _heading(sheet: Sheet, cell: _Seen) -> str:
    """The first text over a cell, "" where it is the first itself."""
    above = (row[cell.column] for row in sheet.rows[: cell.row] if len(row) > cell.column)
    return next((str(each) for each in above if is_filled(each)), "")


def _holds_figures(sheet: Sheet, column: int) -> bool:
    """Whether a column is headed as figures are, or most of its cells are numbers."""
    cells = [row[column] for row in sheet.rows[: BELOW + 1] if len(row) > column]
    texts = [str(cell).strip() for cell in cells if is_filled(cell)]
    if texts and words.FIGURES.search(words.plain_heading(texts[0])):
        return True
    numbers = sum(words.FIGURE.fullmatch(text) is not None for text in texts)
    return numbers * 2 > len(texts)


def _by_column(cells: Iterable[_Seen]) -> Iterable[list[_Seen]]:
    columns: dict[int, list[_Seen]] = defaultdict(list)
    for cell in cells:
        columns[cell.column].append(cell)
    return columns.values()


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
