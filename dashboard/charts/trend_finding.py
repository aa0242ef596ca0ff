"""One sentence on what moved over the longest span that may be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.benchmark import in_words
from dashboard.charts.cell import level_key
from dashboard.charts.changes import Change
from dashboard.charts.standing import ordinal
from dashboard.charts.wording import IN_POINTS, absolute, areas_text, beside, per_cent
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
    """
    known = [change for change in changes if change.absolute is not None]
    if not known:
        return t("charts.trend.none", lang)
    span = Counter((change.first, change.last) for change in known).most_common(1)[0][0]
    same = [change for change in known if (change.first, change.last) == span]
    if len(same) > 1:
        return _Teller(indicator, lang, style, same).several(level_key(areas), len(areas))
    beside = [each for each in yardsticks if (each.first, each.last) == span]
    if beside and beside[0].absolute is not None:
        whom = replace(beside[0], name=in_words(beside[0].code, lang))
        return _Teller(indicator, lang, style, [*same, whom]).against(same[0], whom)
    return _Teller(indicator, lang, style, same).one()


def directions(
    changes: Sequence[Change], *, areas: Sequence[Area], lang: Lang, front: str = ""
) -> str:
    """How many areas rose and how many fell over the same span: `16 อำเภอเพิ่มขึ้น 7 อำเภอลดลง`.

    The one area in front is placed among them, by its change in per cent.

    Args:
        changes: from `changes.change_table`, without benchmarks.
        areas: the areas of the table.
        lang: the reader's language.
        front: code of the one area in front, if there is one.
    """
    known = [change for change in changes if change.absolute is not None]
    counts = Counter(_way(change.absolute or 0.0) for change in known)
    if not known:
        return t("charts.trend.none", lang)
    level = level_key(areas)
    told = [(way, areas_text(count, level, lang)) for way, count in counts.most_common()]
    every = "all." if len(told) == 1 and len(known) > 1 else ""
    words = [t(f"charts.trend.{every}{way}", lang, areas=text) for way, text in told]
    words += [_placed(known, each, level, lang) for each in known if each.code == front]
    return t("charts.side.join", lang).join(filter(None, words))


def _placed(known: Sequence[Change], own: Change, level: str, lang: Lang) -> str:
    """Where one change stands; nothing where it stands alone, or shares its place."""
    sizes = [round(each.relative, 1) for each in known if each.relative is not None]
    if len(sizes) < len(known) or own.relative is None or len(sizes) <= 1:
        return ""
    size = round(own.relative, 1)
    if sizes.count(size) > 1:
        return ""
    place = 1 + sum(each > size for each in sizes)
    ends = {1: "charts.rank.first", len(sizes): "charts.rank.last"}
    count = areas_text(len(sizes), level, lang) if place in ends else str(len(sizes))
    rank = t(ends.get(place, "charts.rank"), lang, place=ordinal(place, lang), areas=count)
    return t("charts.trend.placed", lang, name=own.name, rank=rank)


def _way(apart: float) -> str:
    return "level" if apart == 0 else "up" if apart > 0 else "down"


def _span(indicator: Indicator, lang: Lang, style: YearStyle, change: Change) -> str:
    """`in 25 years (1995–2020, at current prices)`: how long, when, and in whose prices."""
    years = round(change.years)
    when = period_range(change.first, change.last, style)
    if any(each.id == _NOMINAL for each in indicator.caveats):
        when = t("charts.trend.nominal", lang, span=when)
    key = "charts.trend.year" if years == 1 else "charts.trend.years"
    return t("charts.trend.span", lang, years=t(key, lang, years=years), span=when)


class _Teller:
    """Tells the changes of one span."""

    def __init__(
        self, indicator: Indicator, lang: Lang, style: YearStyle, changes: list[Change]
    ) -> None:
        relative = all(change.relative is not None for change in changes)
        self.in_per_cent = relative and indicator.unit.kind not in IN_POINTS
        self.indicator = indicator
        self.lang = lang
        ordered = sorted(changes, key=self.size)
        self.bottom, self.top, self.count = ordered[0], ordered[-1], len(ordered)
        self.span = _span(indicator, lang, style, changes[0])

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

    def by(self, change: Change) -> str:
        if self.in_per_cent:
            words = per_cent(abs(change.relative or 0.0), self.lang)
        else:
            words = absolute(self.indicator, self.size(change), self.lang)
        return beside(words, self.lang)
