"""How many of the target poor fail in one, two, or more dimensions: intervals by district."""

from __future__ import annotations

from typing import Final

from dashboard.catalog import PROVINCE
from dashboard.charts.describe import Caption
from dashboard.charts.describe_groups import Span, SpanPicture, SpanRow
from dashboard.text.numbers import number, value_range
from dashboard.ui.poverty_overlap import Depth, showable
from dashboard.ui.reader import Reader

COUNTS: Final = ("one", "two", "more")


def spans_picture(
    who: Reader, known: dict[str, Depth], selected: str | None, words: Caption
) -> SpanPicture:
    """A row for every district of which something can be told."""
    rows = []
    for depth in sorted(known.values(), key=_least_single):
        if depth.code == PROVINCE:
            continue
        spans = tuple(_span(who, depth, at) for at in range(len(COUNTS)))
        if all(each.low is None for each in spans):
            continue
        rows.append(SpanRow(depth.code, who.area(depth.code), spans, depth.code == selected))
    series = tuple(who.t(f"poverty.spans.{each}") for each in COUNTS)
    return SpanPicture(words, series, tuple(rows), 100.0, who.t("poverty.spans.unit"))


def spans_left_out(who: Reader, known: dict[str, Depth]) -> list[str]:
    """The districts of which no interval is narrow enough."""
    names = [
        who.area(each.code)
        for each in known.values()
        if each.code != PROVINCE
        and all(_span(who, each, at).low is None for at in range(len(COUNTS)))
    ]
    comma = " " if who.lang == "th" else ", "
    return [who.t("poverty.spans.left_out", names=comma.join(names))] if names else []


def _least_single(depth: Depth) -> tuple[bool, float]:
    """Districts where the fewest fail in one dimension only come first, those unknown last."""
    if depth.overlap is None:
        return True, 0.0
    return False, depth.overlap.one.low / depth.poor


def _span(who: Reader, depth: Depth, at: int) -> Span:
    if depth.overlap is None:
        return Span(None, None, who.t("poverty.spans.none"))
    interval = depth.overlap[at]
    why = showable(interval, depth.poor)
    if why:
        return Span(None, None, who.t(f"poverty.spans.{why}"))
    share = interval.over(depth.poor).times(100)
    return Span(share.low, share.high, value_range(interval.low, interval.high, lang=who.lang))


def spans_finding(who: Reader, known: dict[str, Depth], selected: str | None) -> str:
    """Of the district in front; of all districts with a narrow interval together without one."""
    chosen = (
        [known[selected]]
        if selected
        else [each for each in known.values() if each.code != PROVINCE]
    )
    usable = [each for each in chosen if each.overlap and not showable(each.overlap.one, each.poor)]
    if not usable:
        return who.t("poverty.spans.finding.none", place=who.area(selected or PROVINCE))
    poor = sum(each.poor for each in usable)
    low = sum(each.overlap.one.low for each in usable if each.overlap)
    high = sum(each.overlap.one.high for each in usable if each.overlap)
    facts = {"low": number(100 * low / poor), "high": number(100 * high / poor)}
    if selected:
        return who.t("poverty.spans.finding.one", place=who.area(selected), **facts)
    return who.t("poverty.spans.finding", count=len(usable), **facts)
