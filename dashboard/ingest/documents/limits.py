"""What a file may be at most: nothing here is about figures, all of it about staying alive.

The server has 400 MB for an intake. A cell costs about 85 bytes as text and 35 as a number, a
workbook costs the space of its XML besides; the limits below keep every form under 380, and the
largest real file (TPMAP by tambon: 7,255 rows of 60 columns) far below them.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

FILE_BYTES: Final = 20 * MEGABYTE
"""Of any file, checked before it is read; 100,000 rows of 20 figures take 12 to 18 MB as CSV. A
Thai letter is one byte in TIS-620 and two in memory, so that this bounds a text besides its cells.
"""

WORKBOOK_BYTES: Final = FILE_BYTES
"""Of a workbook, which is packed: its content is many times as large."""

JSON_BYTES: Final = FILE_BYTES
"""Of a JSON file, whose tree takes ten times its space."""

EXPANDED_BYTES: Final = 128 * MEGABYTE
"""Of all parts of a workbook, unpacked: a million cells take about 50 MB."""

EXPANSION: Final = 200
"""How many times its packed size a part of a workbook may have; XML of figures has 10 to 30."""

EXPANSION_FLOOR: Final = 16 * MEGABYTE
"""Smaller parts may be packed as tightly as they like: they do no harm."""

MEMBERS: Final = 2_000
"""Parts of a workbook; one with 50 sheets and pictures has about 200."""

SHEETS: Final = 100
"""Sheets of a workbook that are read."""

ROWS: Final = 250_000
"""Rows of a table, blank ones counted: a figure for every village of the kingdom, three times."""

COLUMNS: Final = 2_000
"""Columns of a table: every month of a century and a half."""

TEXT_CELLS: Final = 2_100_000
"""Cells of a text file: 100,000 rows of 20 columns with their heading; with `ROWS` and
`COLUMNS` this is what bounds memory."""

WORKBOOK_CELLS: Final = 1_000_000
"""Cells in the rectangles that the sheets fill, empty ones counted: the library that reads them
keeps a place for each."""

CELL_ELEMENTS: Final = 2_000_000
"""Cells written down in the sheets, formatted empty ones counted: what bounds time."""

LINE_CHARACTERS: Final = MEGABYTE
"""Of one line of a text file: a file without line breaks is not read as one row of millions."""

CELL_CHARACTERS: Final = 32_767
"""Of one cell, as in a spreadsheet."""

SHORT_TEXT: Final = 64
"""A workbook whose texts are all as short as this needs no counting of characters."""

WORKBOOK_CHARACTERS: Final = 32 * MEGABYTE
"""Of all cells of a workbook: one long text may stand in every cell at no cost in the file."""

MERGED: Final = 50_000
"""Merged cells of a sheet."""

FORMULAS: Final = 1_000
"""Formulas that are remembered with their places; one is enough to keep a figure out."""

JSON_VALUES: Final = 1_500_000
"""Values of a JSON file."""

JSON_CONTAINERS: Final = 300_000
"""Objects and lists of a JSON file: an empty one is two characters there, and 64 bytes here."""

JSON_DEPTH: Final = 32
"""Objects within objects; the publisher's nested files have six."""

NAME_CHARACTERS: Final = 120
"""Of a file's name, as it is printed."""
