"""What day it is, and days in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from dashboard.text.periods import day
from dashboard.ui.reader import Reader

_THAILAND: Final = timedelta(hours=7)


def today() -> date:
    """Today in Thailand."""
    return (datetime.now(UTC) + _THAILAND).date()


def day_of(text: str) -> date | None:
    """The day that a register holds; None for none."""
    return date.fromisoformat(text) if text else None


def day_words(who: Reader, text: str) -> str:
    """A day of a register in the reader's words, "" for none."""
    found = day_of(text)
    return "" if found is None else day(found, who.lang, who.style)
