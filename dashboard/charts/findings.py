"""One sentence from the data, true in every case: what is highest, where an area stands.

Numbers are compared as they are printed, so that a sentence never contradicts the picture beside
it. Wording says high and low, never good and bad. Where nothing can be said, the sentence says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.benchmark import in_words
from dashboard.charts.cell import Cell, cells
from dashboard.charts.standing import Compared, Standing
from dashboard.charts.wording import gap, times
from dashboard.text import Lang, t

_TIMES_FROM = 1.5


def map_finding(
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    benchmark: Compared | None = None,
) -> str:
    """What stands out: the highest area against the benchmark, else highest and lowest.

    Args:
        frame: see `cell.cells`.
        indicator: what is measured.
        areas: the areas of the picture.
        lang: the reader's language.
        benchmark: code and value of what the areas are compared with.
    """
    standing = Standing(cells(frame, indicator=indicator, areas=areas, lang=lang), indicator, lang)
    if len(standing.levels) > 1 and len(standing.highest) == 1 and benchmark is not None:
        top, (code, value) = standing.highest[0], benchmark
        share = standing.share(top, code, value)
        if share:
            most = t("charts.finding.most_share", lang, name=top.name, share=share)
            return standing.among(most)
        if standing.in_times(top, value) >= _TIMES_FROM:
            words = times(standing.in_times(top, value), lang)
            highest = t(
                "charts.finding.times", lang, name=top.name, times=words, whom=in_words(code, lang)
            )
            return standing.among(highest)
    return standing.extremes()


def rank_finding(
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    focus: str,
    benchmark: Compared | None = None,
) -> str:
    """Where the area `focus` stands among `areas`, from the highest, and to the benchmark."""
    standing = Standing(cells(frame, indicator=indicator, areas=areas, lang=lang), indicator, lang)
    cell = next((each for each in standing.all if each.area.code == focus), None)
    if cell is None:
        return standing.extremes()
    if cell.value is None or cell.doubtful:
        state = "doubtful" if cell.doubtful else cell.state
        return t(f"charts.finding.{state}", lang, name=cell.name)
    if len(standing.known) == 1 or len(standing.levels) == 1:
        return standing.extremes()
    place = standing.placed(cell)
    rank = t("charts.finding.rank", lang, name=cell.name, rank=place) if place else ""
    told = rank if benchmark is None else _with_benchmark(rank, standing, cell, benchmark)
    return told or standing.extremes()


def _with_benchmark(rank: str, standing: Standing, cell: Cell, benchmark: Compared) -> str:
    """The rank with the share of a total, or with the distance to a comparable figure."""
    indicator, lang = standing.indicator, standing.lang
    code, value = benchmark
    share = standing.share(cell, code, value)
    if share and rank:
        return t("charts.finding.and_share", lang, sentence=rank, share=share)
    if indicator.unit.of_totals or cell.value is None or pd.isna(value):
        return rank
    words = gap(cell.value, benchmark, indicator, lang)
    if not rank:
        return t("charts.finding.rank", lang, name=cell.name, rank=words)
    return t("charts.finding.and", lang, sentence=rank, gap=words)


def spread_finding(
    frame: pd.DataFrame,
    *,
    indicator: Indicator,
    areas: Sequence[Area],
    lang: Lang,
    benchmark: Compared | None = None,
) -> str:
    """How many areas lie above and below the benchmark; for totals, how many hold half of it all.

    Counts what the figures show and says nothing about certainty.
    """
    standing = Standing(cells(frame, indicator=indicator, areas=areas, lang=lang), indicator, lang)
    if len(standing.levels) <= 1:
        return standing.extremes()
    if indicator.aggregation == "sum":
        return standing.concentration()
    if indicator.unit.of_totals or benchmark is None or pd.isna(benchmark[1]):
        return standing.extremes()
    return standing.sides(benchmark)


def alt_text(
    kind: Literal["map", "dots", "lines"], *, finding: str, measure: str, lang: Lang
) -> str:
    """The picture in one sentence for those who do not see it."""
    return t(f"charts.alt.{kind}", lang, finding=finding, measure=measure)
