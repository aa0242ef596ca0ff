"""One sentence on what moved over the longest span that may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.benchmark import in_words
from dashboard.charts.cell import level_key
from dashboard.charts.changes import Change, Sizes, of_one_span
from dashboard.charts.wording import areas_text
from dashboard.text import Lang, YearStyle, t
from dashboard.text.periods import period_range

# The caveat of what is told in the prices of each year.
_NOMINAL = "current_prices"


def trend_finding(
    changes: Sequence[Change],
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    style: YearStyle,
    yardsticks: Sequence[Change] = (),
    of_index: bool = False,
) -> str:
    """The largest rise beside the largest fall, among areas that are known for the same span.

    One area alone is told beside the first of `yardsticks` that is known for its span.

    Args:
        changes: from `changes.change_table`, without benchmarks.
        indicator: what is measured.
        areas: the areas of the table.
        lang: the reader's language.
        style: the reader's era.
        yardsticks: changes of what the areas are compared with, the nearest first.
        of_index: the picture draws an index, whose own points are not those of the sentence.
    """
    same = of_one_span(changes)
    if not same:
        return t("charts.trend.none", lang)

    def teller(told: list[Change]) -> _Teller:
        return _Teller(told, indicator, lang, style, of_index=of_index)

    if len(same) > 1:
        return teller(same).several(level_key(areas), len(areas))
    beside = [each for each in yardsticks if each.span == same[0].span]
    if beside and beside[0].absolute is not None:
        whom = replace(beside[0], name=in_words(beside[0].code, lang))
        return teller([*same, whom]).against(same[0], whom)
    return teller(same).one()


def _span(indicator: Indicator, lang: Lang, style: YearStyle, change: Change) -> str:
    """`in 25 years (1995–2020, at current prices)`: how long, when, and in whose prices."""
    years = round(change.years)
    when = period_range(change.first, change.last, style)
    if any(each.id == _NOMINAL for each in indicator.caveats):
        when = t("charts.trend.nominal", lang, span=when)
    key = "charts.trend.year" if years == 1 else "charts.trend.years"
    return t("charts.trend.span", lang, years=t(key, lang, years=years), span=when)


class _Teller(Sizes):
    """Tells the changes of one span."""

    def __init__(
        self,
        changes: list[Change],
        indicator: Indicator,
        lang: Lang,
        style: YearStyle,
        *,
        of_index: bool,
    ) -> None:
        super().__init__(changes, indicator, lang, of_index=of_index)
        ordered = sorted(changes, key=self.size)
        self.bottom, self.top, self.count = ordered[0], ordered[-1], len(ordered)
        self.span = _span(indicator, lang, style, changes[0])

    def one(self) -> str:
        return t(
            "charts.trend.one",
            self.lang,
            name=self.top.name,
            moved=self.moved(self.top),
            span=self.span,
        )

    def against(self, own: Change, whom: Change) -> str:
        return t(
            "charts.trend.both",
            self.lang,
            top=own.name,
            up=self.moved(own),
            span=self.span,
            bottom=whom.name,
            down=self.moved(whom),
        )

    def several(self, level: str, asked: int) -> str:
        high, low = self.size(self.top), self.size(self.bottom)
        facts = {"top": self.top.name, "bottom": self.bottom.name, "span": self.span}
        count = areas_text(self.count, level, self.lang)
        if self.count < asked:
            count = t("charts.with_data", self.lang, areas=count)
        if high == low == 0:
            return t("charts.trend.still", self.lang, areas=count, span=self.span)
        if low > 0 or high < 0:
            most, least = (self.top, self.bottom) if high > 0 else (self.bottom, self.top)
            return t(
                "charts.trend.all_up" if high > 0 else "charts.trend.all_down",
                self.lang,
                areas=count,
                most=most.name,
                by=self.by(most),
                least=least.name,
                least_by=self.by(least),
                span=self.span,
            )
        return t(
            "charts.trend.both",
            self.lang,
            **facts,
            up=self.moved(self.top),
            down=self.moved(self.bottom),
        )

    def moved(self, change: Change) -> str:
        """`เพิ่มร้อยละ 20`, `fell 11 %`, `ไม่เปลี่ยนแปลง`."""
        size = self.size(change)
        if not size:
            return t("charts.trend.unchanged", self.lang)
        return t(f"charts.trend.{'rose' if size > 0 else 'fell'}", self.lang, by=self.by(change))
