"""Which figure a formula's input is, for every key that the formula is computed for.

A key is area × period × edition. An input of the same publication as the main one (a data set or
an edition in common) must be of the same edition; an input of another publication is the one
figure of that area and period, and there must not be two. `lag` looks at an earlier year, `at` at
another area, and a static indicator has one figure for all periods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.catalog import Indicator, Term

Positions = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

ABSENT: Final = -1
_SEPARATOR: Final = "\x1f"
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Match:
    """Where an input's figures stand in its frame, key by key; `ABSENT` where there is none.

    `mismatch` marks absent ones that exist in another edition, or in two.
    """

    rows: pd.DataFrame
    position: Positions
    mismatch: Flags

    def column(self, name: str, fill: object) -> pd.Series:
        """A column of the input, aligned with the keys."""
        if self.rows.empty:
            return pd.Series(fill, index=range(len(self.position)))
        found = self.rows[name].take(np.maximum(self.position, 0)).reset_index(drop=True)
        return found.where(pd.Series(self.position != ABSENT), fill)


def main_term(terms: Sequence[Term], indicators: Mapping[str, Indicator]) -> Term:
    """The input whose rows say for which keys there is a result: the first ordinary one."""
    ordinary = (each for each in terms if not each.lag and not each.at)
    moving = (each for each in ordinary if not indicators[each.indicator].static)
    return next(moving, terms[0])


def publications(
    terms: Sequence[Term],
    frames: Mapping[str, pd.DataFrame],
    indicators: Mapping[str, Indicator],
) -> list[list[Term]]:
    """`terms` grouped by publication: those of a group must be of one edition."""
    groups: list[list[Term]] = []
    for term in terms:
        near = [
            group
            for group in groups
            if any(_related(term, other, frames, indicators) for other in group)
        ]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [term])
    return groups


def _related(
    one: Term,
    other: Term,
    frames: Mapping[str, pd.DataFrame],
    indicators: Mapping[str, Indicator],
) -> bool:
    if one.indicator == other.indicator:
        return True
    first, second = indicators[one.indicator], indicators[other.indicator]
    if first.published and second.published:
        shared = {each.id for each in first.data_sets} & {each.id for each in second.data_sets}
        if shared:
            return True
    return bool(_editions(frames[one.indicator]) & _editions(frames[other.indicator]))


def _editions(rows: pd.DataFrame) -> set[str]:
    return set(rows["edition"].unique()) - {""}


def match_static(rows: pd.DataFrame, keys: pd.DataFrame) -> Match:
    """One figure for each area, whatever the period."""
    single = rows.sort_values("time_period").drop_duplicates("ref_area", keep="last")
    position = pd.Index(single["ref_area"]).get_indexer(pd.Index(keys["ref_area"]))
    return Match(single, position, np.zeros(len(keys), dtype=bool))


def match_edition(term: Term, rows: pd.DataFrame, keys: pd.DataFrame) -> Match:
    """The figure of the key's own edition."""
    place = _place(term, keys)
    position = pd.Index(
        _joined(rows["ref_area"], rows["time_period"], rows["edition"])
    ).get_indexer(pd.Index(_joined(place, keys["edition"])))
    elsewhere = place.isin(_joined(rows["ref_area"], rows["time_period"])).to_numpy()
    return Match(rows, position, (position == ABSENT) & elsewhere)


def match_only(term: Term, rows: pd.DataFrame, keys: pd.DataFrame) -> Match:
    """The only figure of the key's area and period, of whatever edition."""
    place = _place(term, keys)
    given = _joined(rows["ref_area"], rows["time_period"])
    doubled = given.duplicated(keep=False)
    single = rows[~doubled]
    position = pd.Index(given[~doubled]).get_indexer(pd.Index(place))
    return Match(single, position, place.isin(given[doubled]).to_numpy())


def starts_later(
    term: Term, rows: pd.DataFrame, keys: pd.DataFrame, levels: Mapping[str, str]
) -> Flags:
    """Keys whose earlier year lies before the whole series of the area's level starts."""
    first = rows.groupby(rows["ref_area"].map(levels))["time_period"].min()
    start = keys["ref_area"].map(levels).map(first)
    return (start.isna() | (_period(term, keys) < start)).to_numpy(dtype=bool)


def earlier(period: str, years: int) -> str:
    """The period `years` before: "2018" and 1 give "2017", "2020-Q1" and 1 give "2019-Q1"."""
    return _YEAR.sub(lambda year: f"{int(year[0]) - years:04}", period, count=1)


def _place(term: Term, keys: pd.DataFrame) -> pd.Series:
    area = keys["ref_area"] if not term.at else pd.Series(term.at, index=keys.index, dtype="str")
    return _joined(area, _period(term, keys))


def _period(term: Term, keys: pd.DataFrame) -> pd.Series:
    periods = keys["time_period"]
    return periods.map({each: earlier(each, term.lag) for each in periods.unique()})


def _joined(first: pd.Series, *others: pd.Series) -> pd.Series:
    joined = first
    for each in others:
        joined = joined + _SEPARATOR + each
    return joined
