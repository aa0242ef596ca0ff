"""What a person does not see when the workbook is open, and what becomes of it.

Hidden rows and columns are read as all others are: their figures would be taken although whoever
hands in the file never saw them. Hidden sheets are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dashboard.ingest.documents.model import Cell, Document, Sheet
from dashboard.ingest.documents.places import letters, runs
from dashboard.ingest.report import Place, Problem
from dashboard.text import LANGS, t

MOST_NAMED: Final = 8


def find_unseen(document: Document) -> tuple[Problem, ...]:
    """A warning for each sheet with hidden rows or columns that hold something, and for sheets."""
    return (
        *_sheets(document),
        *(each for sheet in document.sheets for each in _in(document, sheet)),
    )


def _sheets(document: Document) -> Iterator[Problem]:
    """Hidden sheets, but for the lists of this system's own template."""
    own = {t("template.sheet.lists", lang) for lang in LANGS}
    names = [name for name in document.hidden if name not in own]
    if names:
        facts = {"names": _listed(names), "count": len(names)}
        yield Problem("warning", "documents.hidden_sheets", Place(document.name), facts=facts)


def _in(document: Document, sheet: Sheet) -> Iterator[Problem]:
    rows = [row for row in sheet.hidden_rows if _holds(sheet.rows[row])]
    if rows:
        place = Place(document.name, sheet.name, sheet.numbers[rows[0]])
        facts = {"rows": runs(sheet.numbers[row] for row in rows), "count": len(rows)}
        yield Problem("warning", "documents.hidden_rows", place, facts=facts)
    held = {at for at in sheet.hidden_columns if _holds([r[at] for r in sheet.rows if len(r) > at])}
    if held:
        names = _listed([letters(at) for at in sorted(held)])
        facts = {"columns": names, "count": len(held)}
        place = Place(document.name, sheet.name)
        yield Problem("warning", "documents.hidden_columns", place, facts=facts)


def _holds(cells: Iterable[Cell]) -> bool:
    return any(cell is not None and cell != "" for cell in cells)


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:MOST_NAMED], "…"] if len(names) > MOST_NAMED else names)
