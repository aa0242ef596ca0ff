"""Single cells of a template: text, numbers, notes; what they should not be is a `Fault`."""

from __future__ import annotations

import math
from typing import Final

from dashboard.ingest.documents.model import Cell
from dashboard.ingest.numerals import Number, number_of
from dashboard.ingest.template.told import Fault

LONGEST_NOTE: Final = 500
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_MARKS: Final = {"": "", "%": "", "p": "P", "e": "E", "b": "B", "u": "U"}
"""What may stand beside a number, and the status that it tells."""


def number(cell: Cell) -> Number | Fault:
    """A number and the status that a mark beside it tells; nan for an empty cell."""
    if isinstance(cell, bool):
        return Fault("template.not_a_number")
    try:
        found = number_of(cell)
    except ValueError:
        return Fault("template.not_a_number")
    if math.isinf(found.value):
        return Fault("template.not_a_number")
    status = _MARKS.get(found.mark.strip().casefold())
    if status is None or (found.mark and math.isnan(found.value)):
        return Fault("template.number_mark", {"mark": found.mark})
    return Number(found.value, status)


def note(cell: Cell) -> str | Fault:
    """A sentence for readers; one that a spreadsheet would run as a formula is refused."""
    text = "" if cell is None else str(cell)
    if text.lstrip(" ").startswith(_FORMULA_STARTS):
        return Fault("template.note_formula")
    if len(text) > LONGEST_NOTE:
        return Fault("template.note_too_long", {"most": LONGEST_NOTE})
    return " ".join(text.split())
