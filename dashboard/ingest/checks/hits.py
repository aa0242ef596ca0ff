"""From the rows that a rule finds to problems with words.

Facts that are words exist once in each language (`area_th`, `area_en`). A figure that no message
may print is told by `checks.withheld`, which names rule and place alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dashboard.catalog import Area
from dashboard.catalog.model import Unit
from dashboard.catalog.rules import Rule
from dashboard.ingest.checks.case import Case
from dashboard.ingest.checks.figures import Flags, Ints
from dashboard.ingest.report import Place, Problem, Severity
from dashboard.text import LANGS, Lang, YearStyle, t
from dashboard.text.periods import long_period

MOST_LISTED: Final = 200
ERAS: Final[Mapping[Lang, YearStyle]] = {"th": "be", "en": "ce"}
_DECIMALS: Final = 6
_LONG: Final = 1e15
_CAPITAL: Final = "10"


Facts = Mapping[str, object]


def _nothing(_: int) -> Facts:
    return {}


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows that a rule finds.

    Attributes:
        rows: their positions.
        tell: what the sentence names besides the figure itself, by index into `rows`; asked only
            about those that are listed.
        whole: each row stands for something about its file and sheet, not for itself.
        silent: the sentence prints no figure, so that it may tell of a secret one.
        secret: further rows whose figures are not printed.
    """

    rows: Ints
    tell: Callable[[int], Facts] = _nothing
    whole: bool = False
    silent: bool = False
    secret: Flags | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A problem and where it stands in the order of the files."""

    position: tuple[int, int, int]
    problem: Problem


def problems_of(case: Case, rule: Rule, found: Iterable[Hits]) -> list[Told]:
    """The first `MOST_LISTED` problems of a rule, and one that says how many more there are."""
    listed = [hits for hits in found if len(hits.rows)]
    if not listed:
        return []
    rows = np.concatenate([hits.rows for hits in listed])
    lengths = [len(hits.rows) for hits in listed]
    number = np.repeat(np.arange(len(listed)), lengths)
    index = np.concatenate([np.arange(each) for each in lengths])
    inside = np.repeat([not hits.whole for hits in listed], lengths)
    # What is about a whole file stands before its rows.
    order = np.lexsort((rows, inside, case.file[rows]))
    told = [
        Told(
            (int(case.file[rows[at]]), int(inside[at]), int(rows[at])),
            _problem(case, rule, listed[number[at]], int(index[at])),
        )
        for at in order[:MOST_LISTED]
    ]
    return told + _more(case, rule, rows[order[MOST_LISTED:]])


def number_text(value: float) -> str:
    """A figure as a message prints it: `1,534,653`, `4.3`; an absurd one in short: `1e+99`."""
    if abs(value) > _LONG:
        return f"{value:.3g}"
    text = f"{value:,.{_DECIMALS}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_words(value: float, unit: Unit) -> dict[Lang, str]:
    """A figure with its unit: `84 คน`, `12.5%`; an index has none that is written."""
    number = number_text(value)
    texts = {lang: unit.symbol.of(lang) for lang in LANGS}
    return {lang: _amount(number, text, lang) if text else number for lang, text in texts.items()}


def _amount(number: str, unit: str, lang: Lang) -> str:
    # A percent sign stands at its number.
    if unit.startswith("%"):
        return f"{number}{unit}"
    return t("checks.amount", lang, number=number, unit=unit)


def both(name: str, text: Mapping[Lang, str]) -> dict[str, object]:
    """A fact in both languages."""
    return {f"{name}_{lang}": text[lang] for lang in LANGS}


def area_words(area: Area) -> dict[Lang, str]:
    """An area as a sentence names it: `อำเภอลานสกา`, `Lan Saka`; Bangkok is called no province."""
    named = area.level in {"province", "district"} and area.code != _CAPITAL
    kind = area.level if named else "other"
    return {lang: t(f"checks.area.{kind}", lang, name=area.name.of(lang)) for lang in LANGS}


def period_words(period: str, year: int) -> dict[Lang, str]:
    """A period as a sentence names it; as it stands where it is none."""
    if not year:
        return dict.fromkeys(LANGS, period)
    return {lang: long_period(period, lang, era) for lang, era in ERAS.items()}


def place_of(case: Case, row: int, *, whole: bool = False) -> Place:
    """Where a row stands; its file and sheet alone for something `whole`."""
    given = case.rows.iloc[row]
    if whole:
        return Place(str(given["file"]), str(given["sheet"]))
    return Place(str(given["file"]), str(given["sheet"]), int(given["row"]), str(given["column"]))


def _problem(case: Case, rule: Rule, hits: Hits, index: int) -> Problem:
    row = int(hits.rows[index])
    secret = bool(case.secret[row]) or (hits.secret is not None and bool(hits.secret[index]))
    place = place_of(case, row, whole=hits.whole)
    named = _names(case, row)
    if secret and not hits.silent:
        return Problem(_severity(rule), "checks.withheld", place, "", named | _title(rule))
    value = case.new.value[row]
    told = "" if secret or hits.whole or np.isnan(value) else number_text(float(value))
    facts = named | dict(hits.tell(index))
    return Problem(_severity(rule), f"checks.{rule.id}", place, told, facts)


def _more(case: Case, rule: Rule, rest: Ints) -> list[Told]:
    """One problem for all rows that are not listed, placed at the file of the first of them."""
    if not len(rest):
        return []
    facts = _title(rule) | {"count": len(rest), "listed": MOST_LISTED}
    place = Place(str(case.rows["file"].iat[int(rest[0])]))
    problem = Problem(_severity(rule), "checks.more", place, "", facts)
    return [Told((len(case.rows), 0, 0), problem)]


def _names(case: Case, row: int) -> dict[str, object]:
    """The indicator, area and period of a row, in both languages."""
    new, codes = case.new, case.codes
    indicator = case.indicators[new.indicator[row]].short
    period = int(new.period[row])
    return (
        both("indicator", {lang: indicator.of(lang) for lang in LANGS})
        | both("area", area_words(case.areas[new.area[row]]))
        | both("period", period_words(codes.periods[period], int(codes.year[period])))
    )


def _title(rule: Rule) -> dict[str, object]:
    return both("title", {lang: rule.title.of(lang) for lang in LANGS})


def _severity(rule: Rule) -> Severity:
    """A rule that is off is never asked."""
    return "error" if rule.severity == "error" else "warning"
