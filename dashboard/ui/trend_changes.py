"""How much each area changed: what is said of it, and the figures as files with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dashboard.briefing import About, Column, Table
from dashboard.charts.changes import Change, of_one_span
from dashboard.charts.standing import sampled
from dashboard.charts.trend_directions import directions
from dashboard.ui.area_tables import figure_column
from dashboard.ui.captions import badges, publications
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import provenance_columns
from dashboard.ui.trend_picture import changes_of
from dashboard.ui.trend_view import TrendView

SHARE_DECIMALS, YEARLY_DECIMALS = 1, 2


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes in their order, the span that most of them have, heading and files."""

    rows: Sequence[Change]
    span: tuple[str, str]
    finding: str
    measure: str
    table: Table
    about: About


def changes(who: Reader, view: TrendView, about: About) -> Changes | None:
    """Change of every area over the longest span that may be compared, largest fall first.

    None where nothing can be told. `about` is what is said of the lines.
    """
    rows = _front_first(changes_of(who, view, view.own), view)
    same = of_one_span(rows)
    if not same:
        return None
    alone = view.chosen and len(view.highlights) == 1 and not sampled(view.indicator)
    finding = directions(
        rows,
        indicator=view.indicator,
        areas=view.own,
        lang=who.lang,
        front=view.highlights[0] if alone else "",
    )
    key = "trends.span.front" if view.chosen else "trends.span"
    measure = who.t(key, span=who.span(*same[0].span))
    parts = (view.indicator.name.of(who.lang), measure, who.t("trends.ours.changes"))
    words = replace(about, title=finding, measure=" · ".join(parts))
    return Changes(rows, same[0].span, finding, measure, change_files(who, view, rows), words)


def _front_first(rows: list[Change], view: TrendView) -> list[Change]:
    """The areas in front come first, in the order of their colours."""
    front = {code: place for place, code in enumerate(view.highlights)} if view.chosen else {}
    return sorted(rows, key=lambda each: front.get(each.code, len(front)))


def change_files(who: Reader, view: TrendView, rows: Sequence[Change]) -> Table:
    """One row per area: both ends of the span, the change between them, and where they are from."""
    behind = [_behind(view.frame, each) for each in rows]
    frame = figures_of(rows).assign(
        name=[who.area(each.code) for each in rows],
        ref_area=[each.code for each in rows],
        edition=[who.edition_words(each.edition) for each in rows],
        first=[each.first and who.short_period(each.first) for each in rows],
        last=[each.last and who.short_period(each.last) for each in rows],
        first_value=pd.Series([each.first_value for each in rows], dtype="float64"),
        last_value=pd.Series([each.last_value for each in rows], dtype="float64"),
        remark=[_remark(who, each) for each in rows],
        cited=[publications(who, each) for each in behind],
        snapshot=who.store.id,
        caveats=["; ".join(dict.fromkeys(_badges(who, view, each))) for each in behind],
    )
    figure, decimals = figure_column(who, view.indicator, "", "").label, view.indicator.decimals
    first, last = (who.t(f"trends.{end}.{who.style}") for end in ("first", "last"))
    return Table.of(
        frame,
        [
            Column("name", who.t("table.area")),
            Column("ref_area", who.t("table.code")),
            Column("edition", who.t("table.edition")),
            Column("first", first, years=True),
            Column("last", last, years=True),
            Column("first_value", f"{figure}: {who.t('trends.first')}", "number", decimals),
            Column("last_value", f"{figure}: {who.t('trends.last')}", "number", decimals),
            *(Column(each.key, each.said, "number", each.decimals) for each in moves_of(who, view)),
            Column("remark", who.t("table.remark")),
            *provenance_columns(who),
        ],
    )


def _behind(frame: pd.DataFrame, change: Change) -> pd.DataFrame:
    """The two rows that a change rests on."""
    own = (frame["ref_area"] == change.code) & (frame["edition"] == change.edition)
    return frame[own & frame["time_period"].isin(change.span)]


def _badges(who: Reader, view: TrendView, rows: pd.DataFrame) -> list[str]:
    told = badges(who, view.indicator, rows)
    return [each for joined in told for each in joined.split("; ") if each]


def _remark(who: Reader, change: Change) -> str:
    told = change.absolute is not None
    return who.t("trends.ours.changes" if told else "charts.trend.none")


class Move(NamedTuple):
    """One way to tell a change: its column, its head on screen and in files, its decimals."""

    key: str
    head: str
    said: str
    decimals: int


def moves_of(who: Reader, view: TrendView) -> list[Move]:
    """The ways in which changes of the indicator are told."""
    decimals = view.indicator.decimals
    moves = [Move("absolute", *_moved_in(who, view), decimals)]

    def add(key: str, words: str, places: int) -> None:
        moves.append(Move(key, who.t(f"trends.{words}"), who.t(f"trends.file.{words}"), places))

    if view.telling == "per_cent":
        add("relative", "relative", SHARE_DECIMALS)
        add("yearly", "yearly", YEARLY_DECIMALS)
    elif view.telling == "points":
        add("yearly", "yearly.points", decimals + 1)
    return moves


def _moved_in(who: Reader, view: TrendView) -> tuple[str, str]:
    """The heads of the absolute change, on screen with its unit where that is short."""
    unit = view.indicator.unit
    symbol = who.t("trends.points") if unit.kind == "ratio" else unit.symbol.of(who.lang)
    said = who.t("trends.file.absolute", unit=symbol) if symbol else who.t("trends.file.index")
    short = unit.kind in {"ratio", "count"}
    return who.t("trends.absolute.unit", unit=symbol) if short else who.t("trends.absolute"), said


def figures_of(rows: Sequence[Change]) -> pd.DataFrame:
    """A column for each key of a `Move`."""
    parts = ("absolute", "relative", "yearly")
    return pd.DataFrame(
        {part: pd.Series([getattr(each, part) for each in rows], dtype="float64") for part in parts}
    )
