"""Captions, files and rows that the sections of the poverty page have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.briefing import About, Table, about
from dashboard.catalog import PROVINCE, Caveat, Indicator
from dashboard.charts.describe import Caption, DotPicture, DotRow
from dashboard.charts.picture import Picture
from dashboard.charts.wording import per_cent
from dashboard.geo import attribution, places
from dashboard.text.numbers import number
from dashboard.ui import captions, panel
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import with_sources

# Pixels of the whole column on a screen of 1280.
WIDE = 1120.0
# Letters of a name that fits a telephone's row with a figure beside it.
LONGEST = 20
PICTURE_TO_TABLE = (14, 9)


def caption(
    who: Reader,
    finding: str,
    measure: str,
    frame: pd.DataFrame,
    caveats: Iterable[Caveat] = (),
) -> Caption:
    """The words around a picture that is no map, made from the rows it shows."""
    return Caption(
        title=finding,
        measure=measure,
        sources=captions.source_lines(who, frame, mapped=False),
        caveats=tuple(each.text.of(who.lang) for each in caveats),
        alt=who.t("poverty.alt", finding=finding, measure=measure),
    )


def whole(
    who: Reader,
    picture: Picture,
    table: Table,
    frame: pd.DataFrame,
    file: str,
    ids: Sequence[str],
    *,
    more: Sequence[str] = (),
    within: str = PROVINCE,
) -> Panel:
    """A picture with its table and what a workbook says about both.

    Each row of the table ends in what stands behind it; `more` are codes of further caveats.
    """
    ended = with_sources(who, table, frame, more)
    said = _about(who, picture.caption, frame, ids)
    return Panel(picture, ended, said, file, within=within)


def _about(who: Reader, words: Caption, frame: pd.DataFrame, ids: Sequence[str]) -> About:
    snapshot = who.store.snapshot
    return about(
        words,
        indicators=[who.catalog.indicators[each] for each in ids if each in who.catalog.indicators],
        data_sets=captions.data_sets(who, frame),
        snapshot=snapshot.id,
        lang=who.lang,
        attribution=attribution(who.lang),
        created=datetime.fromisoformat(snapshot.manifest.created),
    )


def caveats_of(who: Reader, indicators: Iterable[str], *more: str) -> list[Caveat]:
    """The caveats of several indicators and further ones by code, each once."""
    known = who.catalog
    found: list[Caveat] = [known.caveats[code] for code in more if code in known.caveats]
    for each in indicators:
        if each in known.indicators:
            found += (captions.placed(who, every) for every in known.indicators[each].caveats)
    return list(dict.fromkeys(found))


def dots(
    words: Caption,
    rows: Sequence[DotRow],
    *,
    unit: str,
    decimals: int,
) -> DotPicture:
    """Ranked dots of one colour, high to low, without a value last."""
    order = sorted(rows, key=lambda row: (row.value is None, -(row.value or 0.0)))
    return DotPicture(words, 1, tuple(order), (), unit, decimals)


def below(
    who: Reader,
    table: Table,
    lines: Sequence[str],
    caveats: Sequence[Caveat],
    *,
    alt: str,
    indicator: Indicator | Sequence[Indicator] = (),
    shown: frozenset[str] | None = None,
) -> None:
    """Sources, then caveats at the left and the table at the right."""
    if isinstance(indicator, Indicator):
        panel.sources(who, lines, indicator)
    else:
        panel.sources_of(who, lines, indicator)
    words, figures = st.columns((9, 14), gap="medium")
    with words:
        panel.caveats(who, caveats)
    with figures:
        panel.twin(who, table, alt=alt, shown=shown)


def beside(
    who: Reader,
    found: Panel,
    indicator: Indicator,
    caveats: Sequence[Caveat],
    shown: frozenset[str],
) -> None:
    """The picture at the left and the table at the right; below both sources and caveats."""
    left, right = st.columns(PICTURE_TO_TABLE, gap="medium")
    with left:
        panel.show(who, found)
    with right:
        panel.twin(who, found.table, alt=found.picture.caption.title, shown=shown)
    panel.sources(who, found.picture.caption.sources, indicator)
    panel.caveats(who, caveats)


def covered_name(who: Reader, code: str, figure: str) -> str:
    """A district's name for a row, with a figure in brackets; a long one as the map writes it."""
    name = who.area(code)
    if len(name) > LONGEST:
        name = " ".join(places(who.where.geo).label(code, who.lang).lines)
    return f"{name} ({figure})"


def share(who: Reader, part: float, of: float) -> str:
    """`ร้อยละ 18`, `4.7 %`."""
    return per_cent(100 * part / of, who.lang)


def people(who: Reader, count: float | None) -> str:
    """`26,391 คน`, `26,391 persons`."""
    return who.t("poverty.people", count=number(count))
