"""Numbers as readers see them: grouped digits, fixed decimals, a sign that is always said.

Missing, suppressed and zero never look alike: `MISSING` and the suppressed words are given by the
caller's state, a zero is a number like any other.
"""

from __future__ import annotations

import math

from dashboard.text import Lang, t

MISSING = "–"


def number(value: float | None, decimals: int = 0) -> str:
    """`1534653` becomes `1,534,653`; None and NaN become `–`."""
    if value is None or math.isnan(value):
        return MISSING
    text = f"{value:,.{decimals}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text


def signed(value: float | None, decimals: int = 0) -> str:
    """A change with its sign, `+7.6` or `-0.49`; the sign is ASCII because widgets parse it."""
    text = number(value, decimals)
    if value is None or math.isnan(value) or not float(text.replace(",", "")):
        return text
    return text if value < 0 else f"+{text}"


def value_range(low: float, high: float, decimals: int = 0, *, lang: Lang) -> str:
    """Two ends of a class or an interval: `3.84–6.80`, one number where both print alike.

    A dash beside a minus sign would be read as another: `-41.3 to -15.6`.
    """
    first, last = number(low, decimals), number(high, decimals)
    if first == last:
        return first
    signs = "-" in f"{first}{last}"
    return t("number.range", lang, low=first, high=last) if signs else f"{first}–{last}"


def state_text(value: float | None, conf_status: str, decimals: int, lang: Lang) -> str:
    """What a table cell says: the number, `–` for missing, a word for suppressed."""
    if conf_status == "C":
        return t("state.suppressed.cell", lang)
    return number(value, decimals)
