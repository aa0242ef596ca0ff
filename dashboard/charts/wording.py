"""Parts of sentences about figures: percentages, differences, lists of names."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.benchmark import its_value
from dashboard.text import Lang, t
from dashboard.text.numbers import number
from dashboard.text.periods import NBSP

_WHOLE_FROM = 9.95
_NAMED = 2
_CAPITAL = "01"
IN_POINTS = {"ratio", "index", "score"}


def short_name(area: Area, lang: Lang) -> str:
    """`เมืองฯ`, `Mueang`: the capital district, numbered 01, without the name of its province."""
    capital = area.level == "district" and area.code.endswith(_CAPITAL)
    return t("charts.capital", lang) if capital else area.name.of(lang)


def per_cent(value: float, lang: Lang) -> str:
    """`ร้อยละ 11`, `7.4 %`: whole numbers from ten, one decimal below, "under 0.1" below that."""
    digits = number(value, 0 if abs(value) >= _WHOLE_FROM else 1)
    if value and not float(digits.replace(",", "")):
        return t("charts.tiny_per_cent", lang)
    return t("charts.per_cent", lang, digits=digits)


def times(value: float, lang: Lang) -> str:
    """`2.3 เท่า`, `2.3 times`."""
    return t("charts.times", lang, digits=number(value, 1))


def beside(words: str, lang: Lang) -> str:
    """An amount to be set right after a Thai word: digits keep a space, `ร้อยละ` needs none."""
    if lang == "en" or words.startswith("ร้อยละ"):
        return words
    return f"{NBSP}{words}"


def areas_text(count: int, level: str, lang: Lang) -> str:
    """`23 อำเภอ`, `1 district`; `level` as from `cell.level_key`."""
    key = f"charts.area.{level}" if count == 1 else f"charts.areas.{level}"
    return t(key, lang, count=count)


def who(names: Sequence[str], level: str, lang: Lang) -> str:
    """One or two names, more than that as a number."""
    if len(names) > _NAMED:
        return areas_text(len(names), level, lang)
    return t("charts.and", lang).join(names)


def difference(indicator: Indicator, value: float, other: float, lang: Lang) -> str:
    """How far apart two values are: in per cent, or in points where the unit is one of parts.

    Empty where they print alike. Parts of a hundred, indices and scores differ in points; so does
    anything measured against a value that is not above zero.
    """
    if number(value, indicator.decimals) == number(other, indicator.decimals):
        return ""
    if indicator.unit.kind in IN_POINTS or other <= 0:
        places = indicator.decimals
        return absolute(indicator, round(value, places) - round(other, places), lang)
    return per_cent(abs(100 * (value / other - 1)), lang)


def gap(value: float, benchmark: tuple[str, float], indicator: Indicator, lang: Lang) -> str:
    """`ต่ำกว่าค่าภาคใต้ร้อยละ 11`, `11 % below the South`."""
    code, other = benchmark
    whom = its_value(code, lang)
    apart = difference(indicator, value, other, lang)
    if not apart:
        return t("charts.gap.equal", lang, whom=whom)
    side = "above" if value > other else "below"
    return t(f"charts.gap.{side}", lang, whom=whom, by=beside(apart, lang))


def absolute(indicator: Indicator, apart: float, lang: Lang) -> str:
    """The size of a difference, without its sign: `0.49 จุด`, `0.0262`, `6,292 คน`."""
    digits = number(abs(apart), indicator.decimals)
    if indicator.unit.kind == "ratio":
        return t("charts.points", lang, digits=digits)
    if indicator.unit.kind == "index":
        return digits
    return f"{digits}{NBSP}{indicator.unit.symbol.of(lang)}"
