"""The lines of the trends page with the words around them: finding, measure, sources."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.catalog import Area, Caveat
from dashboard.charts.changes import Change, change_table
from dashboard.charts.describe import Caption, LinePicture
from dashboard.charts.findings import alt_text
from dashboard.charts.line_picture import line_picture
from dashboard.charts.trend_finding import trend_finding
from dashboard.ui import captions
from dashboard.ui.reader import Reader
from dashboard.ui.trend_view import BENCHMARKS, TrendView


def changes_of(who: Reader, view: TrendView, areas: Sequence[Area]) -> list[Change]:
    """How much each of the areas changed, told as the indicator is told."""
    return change_table(view.frame, areas=areas, lang=who.lang, told=view.telling)


def picture(who: Reader, view: TrendView, warnings: Sequence[Caveat]) -> LinePicture:
    """The lines."""
    told = view.in_front
    finding = trend_finding(
        changes_of(who, view, told),
        indicator=view.indicator,
        areas=told,
        lang=who.lang,
        style=who.style,
        yardsticks=_compared(who, view),
        of_index=view.base is not None,
    )
    measure = _measure(who, view)
    caption = Caption(
        title=finding,
        measure=measure,
        sources=_sources(who, view),
        caveats=tuple(each.text.of(who.lang) for each in warnings),
        alt=alt_text("lines", finding=finding, measure=measure, lang=who.lang),
    )
    return line_picture(
        view.frame,
        indicator=view.indicator,
        areas=view.drawn,
        lang=who.lang,
        style=who.style,
        caption=caption,
        highlights=view.highlights,
        benchmarks=BENCHMARKS[view.level],
        mode=view.scale,
        base=view.base,
    )


def ours(who: Reader, view: TrendView) -> str:
    """What of the page this system computed from the publisher's figures; "" where nothing."""
    known = [each for each in changes_of(who, view, view.own) if each.absolute is not None]
    shares = any(each.relative is not None for each in known)
    parts = {
        "index": view.base is not None,
        "percentages": shares,
        "changes": bool(known) and not shares,
    }
    said = ".".join(part for part, shown in parts.items() if shown)
    return who.t(f"trends.ours.{said}") if said else ""


def _sources(who: Reader, view: TrendView) -> tuple[str, ...]:
    """The publications and, after the snapshot, what this system computed from them."""
    first, *others = captions.source_lines(who, view.shown, mapped=False, indicator=view.indicator)
    return (" · ".join(filter(None, (first, ours(who, view)))), *others)


def _compared(who: Reader, view: TrendView) -> list[Change]:
    """How much the yardsticks changed, the nearest first."""
    near = [area for code in BENCHMARKS[view.level] for area in view.areas if area.code == code]
    changes = {each.code: each for each in changes_of(who, view, near)}
    return [changes[area.code] for area in near]


def _measure(who: Reader, view: TrendView) -> str:
    words = view.indicator.measure.of(who.lang)
    if view.base is not None:
        index = who.t("trends.index", period=who.period(view.base))
        words = " · ".join((words, index, *_not_shown(who, view)))
    return f"{view.indicator.name.of(who.lang)} · {words}"


def _not_shown(who: Reader, view: TrendView) -> list[str]:
    """The periods that an index leaves out: `ไม่แสดง 2567 (ฉบับ พ.ศ. 2567)`."""
    known = view.frame[view.frame["obs_value"].notna() & (view.frame["conf_status"] != "C")]
    every, shown = (
        dict.fromkeys(zip(rows["edition"], rows["time_period"], strict=True))
        for rows in (known.sort_values("time_period"), view.shown)
    )
    left: dict[str, list[str]] = {}
    for edition, period in every:
        if (edition, period) not in shown:
            left.setdefault(edition, []).append(period)
    parts = [_told(who, periods, edition) for edition, periods in left.items()]
    return [who.t("trends.not_shown", periods="; ".join(parts))] if parts else []


def _told(who: Reader, periods: Sequence[str], edition: str) -> str:
    """`2554–2556 (ฉบับ พ.ศ. 2556)`; one period is no range."""
    one = len(periods) == 1
    when = who.short_period(periods[0]) if one else who.span(periods[0], periods[-1])
    words = who.edition_words(edition)
    return f"{when} ({words})" if words else when
