"""The agenda workbook: what the province promised, its targets, and what it asks to be unlocked.

Up to three tables, one to a sheet or a CSV file, told by their headings. Everything wrong is told
at once, with sheet, row and column; what other files and the published registers say is held
against them later (`dashboard/ingest/registers.py`).
"""

from __future__ import annotations

from typing import Final

from dashboard.ingest.documents.model import Document
from dashboard.ingest.readers.agenda_cells import Cells
from dashboard.ingest.readers.agenda_columns import find_table
from dashboard.ingest.readers.agenda_rows import Rows
from dashboard.ingest.report import Place, Problem, Reading, RegisterRows, no_observations
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.snapshot.register_tables import Register
from dashboard.text import LANGS, t

NAME: Final = "agenda"


def recognises(document: Document) -> bool:
    """Whether a sheet has the headings of one of the three tables."""
    return any(find_table(sheet) is not None for sheet in document.sheets)


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The rows of every table, and everything found wrong; `data_set` does not matter here."""
    del data_set
    cells = Cells(words)
    problems: list[Problem] = []
    found: dict[Register, RegisterRows] = {}
    own = {t(f"template.sheet.{name}", lang) for name in ("help", "lists") for lang in LANGS}
    for sheet in document.sheets:
        table = None if sheet.name in own else find_table(sheet)
        if table is None:
            if sheet.name not in own and any(any(row) for row in sheet.rows):
                place = Place(document.name, sheet.name)
                problems.append(Problem("warning", "agenda.unread_sheet", place))
            continue
        if table.register in found:
            place = Place(document.name, sheet.name)
            problems.append(Problem("error", "agenda.second_table", place))
            continue
        rows = Rows(document.name, sheet, table, words, cells)
        found[table.register] = rows.read()
        problems += rows.problems
    return Reading(
        reader=NAME,
        data_set="",
        observations=no_observations(),
        problems=tuple(problems),
        registers=found,
    )
