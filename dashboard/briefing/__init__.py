"""Documents made from what a page shows: the same object for the screen and for every file."""

from __future__ import annotations

from dashboard.briefing.csv_table import csv_bytes
from dashboard.briefing.licence import licence_words
from dashboard.briefing.provenance import About, Citation, about
from dashboard.briefing.table import SUPPRESSED, Cell, Column, Rounded, Table, decimals_of
from dashboard.briefing.workbook import workbook

__all__ = [
    "SUPPRESSED",
    "About",
    "Cell",
    "Citation",
    "Column",
    "Rounded",
    "Table",
    "about",
    "csv_bytes",
    "decimals_of",
    "licence_words",
    "workbook",
]
