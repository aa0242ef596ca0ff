"""What a row of a file says about itself: period, publications, snapshot and caveats.

Somebody cuts a row out of a file and pastes it elsewhere, so each row names only what stands behind
itself: its own publications and editions, and the caveats of its own figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from dashboard.briefing import Cell, Column, Table
from dashboard.text.periods import parse_period
from dashboard.ui.captions import badges, publications
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

# Columns of a table that say which rows of a frame stand behind a row of it.
KEYS: Final = ("indicator", "ref_area", "period", "edition")
PROVENANCE: Final = ("cited", "snapshot", "caveats")
_BETWEEN: Final = "; "


def period_column(who: Reader, periods: Iterable[str]) -> Column:
    """The period in the reader's era, which the head names; fiscal years are no plain years."""
    fiscal = any(parse_period(each).fiscal for each in set(periods) if each)
    return Column("period", who.t(f"table.period.{who.style}"), years=not fiscal)


def provenance_columns(who: Reader) -> list[Column]:
    """The columns that end every table of a file."""
    return [Column(name, who.t(f"table.{name}")) for name in PROVENANCE]


def cited(who: Reader, frame: pd.DataFrame) -> list[str]:
    """For each row of a frame the publications that it comes from."""
    rows = frame["source"].tolist()
    known = {each: _publications(who, each) for each in dict.fromkeys(rows)}
    return [known[each] for each in rows]


def _publications(who: Reader, source: str) -> str:
    """The publications of a row; many rows have the same."""

    def make() -> str:
        return publications(who, pd.DataFrame({"source": [source]}))

    return shared(who, "publications", source, make=make)


def with_sources(who: Reader, table: Table, frame: pd.DataFrame, more: Sequence[str] = ()) -> Table:
    """The table, every row of which ends in its period, publications, snapshot and caveats.

    Args:
        who: the reader.
        table: where it has columns of `KEYS`, a row rests on the rows of `frame` that agree with
            it in all of them; without any on the whole frame. What it has already of the columns
            at the end is left as it is.
        frame: the observations behind the table.
        more: codes of further caveats, which concern every row that rests on something.
    """
    keys = [column.key for column in table.columns]
    named = [(keys.index(key), key) for key in KEYS if key in keys]
    behind = frame[["indicator", "ref_area", "time_period", "source"]].assign(
        period=[who.short_period(each) for each in frame["time_period"]],
        edition=[who.edition_words(each) for each in frame["edition"]],
        badges=_badges(who, frame),
    )
    general = [who.catalog.caveats[each].badge.of(who.lang) for each in more]
    facts = []
    for row in table.rows:
        rows = behind
        for at, key in named:
            rows = rows[rows[key] == row[at]]
        facts.append(_facts(who, rows, general))
    return ended(who, table, facts, [period_column(who, frame["time_period"])])


def ended(
    who: Reader, table: Table, facts: Sequence[dict[str, str]], more: Sequence[Column] = ()
) -> Table:
    """The table with what `facts` say of each row; its own columns of the same keys stay.

    `more` are columns before those that every table ends in.
    """
    end = [*more, *provenance_columns(who)]
    own = {column.key: at for at, column in enumerate(table.columns)}
    front = [at for key, at in own.items() if key not in PROVENANCE]
    end = [column for column in end if column.key in PROVENANCE or column.key not in own]

    def cells(row: tuple[Cell, ...], said: dict[str, str]) -> tuple[Cell, ...]:
        last = (row[own[each.key]] if each.key in own else said[each.key] for each in end)
        return (*(row[at] for at in front), *last)

    return Table(
        (*(table.columns[at] for at in front), *end),
        tuple(cells(row, said) for row, said in zip(table.rows, facts, strict=True)),
    )


def _facts(who: Reader, rows: pd.DataFrame, general: Sequence[str]) -> dict[str, str]:
    periods = sorted(set(rows["time_period"]), key=lambda each: parse_period(each).position)
    badges_ = [each for told in rows["badges"] for each in told.split(_BETWEEN) if each]
    return {
        "period": _BETWEEN.join(who.short_period(each) for each in periods),
        "cited": publications(who, rows),
        "snapshot": who.store.id,
        "caveats": _BETWEEN.join(_each_once([*badges_, *general] if len(rows) else [])),
    }


def _badges(who: Reader, frame: pd.DataFrame) -> list[str]:
    """The badges of each row, by the caveats of its own indicator."""
    told: dict[object, str] = {}
    for name, rows in frame.groupby("indicator", sort=False):
        told |= zip(rows.index, badges(who, who.catalog.indicators[str(name)], rows), strict=True)
    return [told[each] for each in frame.index]


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
