"""A template as CSV: UTF-8 with a byte-order mark, so that a spreadsheet shows Thai letters."""

from __future__ import annotations

import csv
import io

from dashboard.ingest.template.prefill import Wanted, headings
from dashboard.text import Lang


def csv_text(wanted: Wanted, lang: Lang) -> bytes:
    """The header and the rows; no help and no lists."""
    text = io.StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow(headings(lang))
    sheet.writerows(wanted.rows(lang))
    return text.getvalue().encode("utf-8-sig")
