"""A text file as one table of cells: CSV and its relatives, whatever stands between the cells.

Row numbers are the lines of the file on which rows begin, so that an editor finds them; a quoted
cell may run over several lines.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from dashboard.errors import InputError
from dashboard.ingest.documents import limits
from dashboard.ingest.documents.encodings import encoding_of
from dashboard.ingest.documents.model import Sheet

# In the order in which they win a tie: a comma stands inside numbers, too.
SEPARATORS: Final = ("\t", "|", ";", ",")
_SAMPLE_LINES: Final = 60
_SAMPLE_CHARACTERS: Final = 20_000
_DECLARED: Final = re.compile(r'"?sep=(\t|[|;,])"?', re.IGNORECASE)
_END_OF_FILE: Final = b"\x1a"
# What a spreadsheet writes to keep "080" a text.
_KEPT_TEXT: Final = re.compile(r'="([^"]*)"')


def read_text(file: str, content: bytes) -> tuple[Sheet, str]:
    """The table in `content`, and its separator.

    Raises:
        InputError: a text in an unknown encoding, with control characters, with quotes that do
            not match, or larger than the limits.
    """
    content = content.rstrip(_END_OF_FILE)
    encoding = encoding_of(file, content)
    with _lines(content, encoding) as lines:
        separator, declared = _separator(lines)
    with _lines(content, encoding) as lines:
        if declared:
            lines.readline()
        rows, numbers = _rows(file, _bounded(file, lines), separator, skipped=int(declared))
    if not rows:
        raise InputError("documents.empty", file=file)
    formulas = _formulas(rows) if b"=" in content else ()
    return Sheet(name="", rows=rows, numbers=numbers, formulas=formulas), separator


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline=None)


def _bounded(file: str, lines: io.TextIOWrapper) -> Iterator[str]:
    for line in iter(lambda: lines.readline(limits.LINE_CHARACTERS), ""):
        if len(line) >= limits.LINE_CHARACTERS:
            raise InputError("documents.columns", file=file, limit=f"{limits.COLUMNS:,}")
        yield line


def _separator(lines: io.TextIOWrapper) -> tuple[str, bool]:
    """What stands between cells, and whether the first line only says so, as for Excel."""
    sample = _sample(lines)
    declared = _DECLARED.fullmatch(sample[0].strip("\r\n ")) if sample else None
    if declared:
        return declared[1], True
    scores = {each: _score(sample, each) for each in SEPARATORS}
    best = max(SEPARATORS, key=lambda each: scores[each])
    return (best if scores[best] else ","), False


def _sample(lines: io.TextIOWrapper) -> list[str]:
    read = iter(lambda: lines.readline(_SAMPLE_CHARACTERS), "")
    return list(islice(read, _SAMPLE_LINES))


def _score(sample: list[str], separator: str) -> int:
    """How many separators stand in rows of one width, the width that has most of them."""
    try:
        widths = Counter(map(len, csv.reader(sample, delimiter=separator)))
    except csv.Error:
        # One cell swallows the sample: with this separator a quote is never closed.
        return 0
    return max((count * (width - 1) for width, count in widths.items() if width), default=0)


def _rows(
    file: str, lines: Iterator[str], separator: str, *, skipped: int
) -> tuple[list[list[str]], list[int]]:
    csv.field_size_limit(limits.CELL_CHARACTERS)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    rows: list[list[str]] = []
    numbers: list[int] = []
    cells = end = 0
    try:
        for count, row in enumerate(reader, start=1):
            start, end = end + 1, reader.line_num
            # Blank rows are not kept, but take their time.
            if count > limits.ROWS:
                raise _too_large(file, len(row), count)
            if not any(row) or (len(row) == 1 and row[0].isspace()):
                continue
            rows.append(row)
            numbers.append(start + skipped)
            cells += len(row)
            if len(row) > limits.COLUMNS or cells > limits.TEXT_CELLS:
                raise _too_large(file, len(row), count)
    except csv.Error as error:
        raise _damaged(file, end + 1 + skipped, error) from error
    return rows, numbers


def _too_large(file: str, columns: int, rows: int) -> InputError:
    if columns > limits.COLUMNS:
        return InputError("documents.columns", file=file, limit=f"{limits.COLUMNS:,}")
    if rows > limits.ROWS:
        return InputError("documents.rows", file=file, limit=f"{limits.ROWS:,}")
    return InputError("documents.text_cells", file=file, limit=f"{limits.TEXT_CELLS:,}")


def _damaged(file: str, row: int, error: csv.Error) -> InputError:
    if "field larger" in str(error):
        return InputError(
            "documents.long_cell", file=file, row=row, limit=f"{limits.CELL_CHARACTERS:,}"
        )
    return InputError("documents.quotes", file=file, row=row)


def _formulas(rows: list[list[str]]) -> tuple[tuple[int, int], ...]:
    """Where formulas stand; a text kept as `="080"` is none, and becomes 080 in its row."""
    found: list[tuple[int, int]] = []
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if cell[:1] != "=" or cell == "=":
                continue
            kept = _KEPT_TEXT.fullmatch(cell)
            if kept:
                row[j] = kept[1]
            elif len(found) < limits.FORMULAS:
                found.append((i, j))
    return tuple(found)
