"""One sentence on what moved over the longest span that may be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.cell import level_key
from dashboard.charts.changes import Change
from dashboard.charts.wording import IN_POINTS, absolute, areas_text, beside, per_cent
from dashboard.text import Lang, t


def trend_finding(
    changes: Sequence[Change], *, indicator: Indicator, areas: Sequence[Area], lang: Lang
) -> str:
    """The largest rise beside the largest fall, among areas that are known for the same span.

    Args:
        changes: from `changes.change_table`, without benchmarks.
        indicator: what is measured.
        areas: the areas of the table.
        lang: the reader's language.
    """
    known = [change for change in changes if change.absolute is not None]
    if not known:
        return t("charts.trend.none", lang)
    span = Counter((change.first, change.last) for change in known).most_common(1)[0][0]
    same = [change for change in known if (change.first, change.last) == span]
    teller = _Teller(indicator, lang, same)
    return teller.one() if len(same) == 1 else teller.several(level_key(areas), len(areas))


class _Teller:
    """Tells the changes of one span."""

    def __init__(self, indicator: Indicator, lang: Lang, changes: list[Change]) -> None:
        relative = all(change.relative is not None for change in changes)
        self.in_per_cent = relative and indicator.unit.kind not in IN_POINTS
        self.indicator = indicator
        self.lang = lang
        ordered = sorted(changes, key=self.size)
        self.bottom, self.top, self.count = ordered[0], ordered[-1], len(ordered)
        years = round(changes[0].years)
        key = "charts.trend.year" if years == 1 else "charts.trend.years"
        self.span = t(key, lang, years=years)

    def size(self, change: Change) -> float:
        """The change as it prints: per cent to one decimal, points to the indicator's decimals."""
        if self.in_per_cent:
            return round(change.relative or 0.0, 1)
        return round(change.absolute or 0.0, self.indicator.decimals)

    def one(self) -> str:
        return t(
            "charts.trend.one",
            self.lang,
            name=self.top.name,
            moved=self.moved(self.top),
            span=self.span,
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

    def by(self, change: Change) -> str:
        if self.in_per_cent:
            words = per_cent(abs(change.relative or 0.0), self.lang)
        else:
            words = absolute(self.indicator, self.size(change), self.lang)
        return beside(words, self.lang)
